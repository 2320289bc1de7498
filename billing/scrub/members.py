"""Member numbers that are one, and words that only stand in for one. Pure."""

from billing.scrub.characters import is_plain
from billing.scrub.facts import ClaimFacts

_WORDS = "NA N/A NONE UNKNOWN UNK TBD PENDING TEST SSN SAME SEEFILE 123456789 1234567890"
PLACEHOLDERS = frozenset(_WORDS.split())


def is_placeholder(told: str) -> bool:
    """One character over and over, or a usual word for "unknown"."""
    return bool(told) and (told == told[0] * len(told) or told.upper() in PLACEHOLDERS)


def has_odd_member_id(claim: ClaimFacts) -> bool:
    """Whether anything at all can be said against the member number by its looks."""
    told = claim.member_id
    if not is_plain(told) or told == claim.group_number:
        return True
    return told == told[0] * len(told) or told.upper() in PLACEHOLDERS
