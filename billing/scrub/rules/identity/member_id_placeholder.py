from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

WORDS = "NA N/A NONE UNKNOWN UNK TBD PENDING TEST SSN SAME SEEFILE 123456789 1234567890"
PLACEHOLDERS = frozenset(WORDS.split())


@rule("ID-55", Severity.HOLD)
def member_id_placeholder(claim: ClaimFacts) -> Spoken:
    """Something stands in for a member number that nobody knows.

    Checks: one character over and over, and the usual words for "unknown".
    Why it is denied: no member has that number.
    What to do: read the number from the insurance card, or ask the payer.
    Silent when: there is none; ID-54 says so.
    """
    told = claim.member_id
    if not told or (told != told[0] * len(told) and told.upper() not in PLACEHOLDERS):
        return
    yield Said(
        text="The member number only stands in for one.",
        fix="Enter the number from the insurance card.",
    )
