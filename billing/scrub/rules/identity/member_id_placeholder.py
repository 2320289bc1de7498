from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.members import is_placeholder


@rule("ID-55", Severity.HOLD, needs="odd_member_id")
def member_id_placeholder(claim: ClaimFacts) -> Spoken:
    """Something stands in for a member number that nobody knows.

    Checks: one character over and over, and the usual words for "unknown".
    Why it is denied: no member has that number.
    What to do: read the number from the insurance card, or ask the payer.
    Silent when: there is none; ID-54 says so.
    """
    if is_placeholder(claim.member_id):
        yield Said(
            text="The member number only stands in for one.",
            fix="Enter the number from the insurance card.",
        )
