from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-27", Severity.HOLD, needs="accident")
def accident_day_missing(claim: ClaimFacts) -> Spoken:
    """An accident with no day.

    Checks: the day of the accident, where the claim names one as the cause.
    Why it is denied: the file must carry the day, and the payer asks who else must pay.
    What to do: ask the patient for the day.
    """
    if claim.accident_on is None:
        yield Said(text="The day of the accident is missing.", fix="Enter the day.")
