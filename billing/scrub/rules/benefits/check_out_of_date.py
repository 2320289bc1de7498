from datetime import timedelta

from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

DAYS_MAX = 31


@rule("ELIG-03", Severity.WARN, needs="benefits real first_payer")
def check_out_of_date(claim: ClaimFacts) -> Spoken:
    """The cover was checked too long before the visit.

    Checks: the day until which the answer is good, or else 31 days, against the first day of
    service.
    Why it is denied: cover ends with a month or a job, and the answer did not know it yet.
    What to do: check again.
    """
    benefits, day = claim.benefits, claim.served_on
    assert benefits is not None
    if benefits.checked_on is None or day is None:
        return
    good_until = benefits.expires_on or benefits.checked_on + timedelta(days=DAYS_MAX)
    if day > good_until:
        yield Said(
            text=f"The cover was last checked on {benefits.checked_on}.",
            fix="Check eligibility again.",
        )
