from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-54", Severity.HOLD, needs="odd_member_id")
def member_id_missing(claim: ClaimFacts) -> Spoken:
    """The subscriber's member number is missing.

    Checks: that there is one.
    Why it is denied: the payer finds its member by it, and the file must carry it.
    What to do: read it from the insurance card, or ask the payer by name and birth date.
    """
    if not claim.member_id.strip():
        yield Said(text="The member number is missing.", fix="Enter it from the insurance card.")
