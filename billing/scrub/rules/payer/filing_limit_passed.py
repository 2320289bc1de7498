from datetime import timedelta

from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.windows import days_to_file


@rule("PAY-05", Severity.WARN, needs="real near_filing_limit")
def filing_limit_passed(claim: ClaimFacts) -> Spoken:
    """The payer's time for filing is over.

    Checks: the first day of service and the payer's days for filing.
    Why it is denied: the claim came too late; under most contracts the patient may not be billed.
    What to do: send it all the same, with proof that it was sent in time or why it is late.
    Silent when: the payer's limit is not known.
    """
    left = days_to_file(claim)
    if left is None or left >= 0:
        return
    last = claim.today - timedelta(days=claim.payer.filing_days or 0)
    late = (line for line in claim.lines if line.served_on is not None and line.served_on < last)
    yield Said(
        text=f"Days past the payer's limit for filing: {-left}.",
        fix="Send it with proof of earlier sending, or with the reason for the delay.",
        money_cents=sum(line.fee_cents for line in late),
    )
