from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.windows import FILING_NEAR_DAYS, days_to_file


@rule("PAY-04", Severity.WARN, needs="real near_filing_limit")
def filing_limit_near(claim: ClaimFacts) -> Spoken:
    """The payer's time for filing is nearly over.

    Checks: the first day of service and the payer's days for filing: two weeks or less are left.
    Why it is denied: a claim that comes later is denied, and the patient may not be billed.
    What to do: send it today.
    Silent when: the payer's limit is not known; PAY-05 speaks once it is over.
    """
    left = days_to_file(claim)
    if left is not None and 0 <= left <= FILING_NEAR_DAYS:
        yield Said(text=f"Days left for filing with this payer: {left}.", fix="Send it today.")
