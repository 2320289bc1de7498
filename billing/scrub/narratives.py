"""What a claim's narrative says, and whether one is wanted. Pure."""

from collections.abc import Iterator
from functools import lru_cache

from billing.coding.codes import codes
from billing.coding.facts import facts_of
from billing.notes.extract import extract
from billing.notes.reading import Reading
from billing.scrub.edits import Edit
from billing.scrub.facts import ClaimFacts, Line

READINGS_KEPT_MAX = 500


@lru_cache(maxsize=READINGS_KEPT_MAX)
def told_by(narrative: str) -> Reading:
    """Read once, whatever number of rules ask."""
    return extract(narrative)


def claim_teeth(claim: ClaimFacts) -> set[str]:
    """Teeth the claim names on its lines, or as missing."""
    on_lines = {tooth for line in claim.lines for tooth in (line.tooth, *line.teeth) if tooth}
    return on_lines | {lost.tooth for lost in claim.missing}


def payer_wants_narrative(claim: ClaimFacts, line: Line) -> bool:
    """By the payer's own word; `wants` pairs a set of codes with a kind."""
    return any(k == "narrative" and line.code in codes(of) for of, k in claim.payer.wants)


def usually_wanted(line: Line) -> bool:
    facts = facts_of(line.code)
    return facts is not None and facts.narrative == "yes"


def edits_wanting(claim: ClaimFacts, line: Line) -> Iterator[Edit]:
    """Edits of the payer's pack that ask for a narrative with the code, in force that day."""
    if claim.edits is None or line.served_on is None:
        return iter(())
    day = line.served_on
    return (edit for edit in claim.edits.on(line.code, "narrative") if edit.counts_on(day))
