"""What goes with a claim, and what is wanted with its lines. Pure.

Kinds are those of `wants` in code facts; an enclosure of a narrower kind serves a wider one.
"""

from billing.coding.codes import codes
from billing.coding.facts import facts_of
from billing.scrub.facts import Attached, ClaimFacts, Line

RADIOGRAPHS = frozenset(("radiograph", "pa", "bitewing", "full_series", "pano", "cone_beam"))
SERVES = {"radiograph": RADIOGRAPHS, "operative_note": frozenset(("operative_note", "report"))}
FILES = frozenset(
    ("radiograph", "perio_chart", "photo", "report", "operative_note", "treatment_plan")
)


def of_kind(claim: ClaimFacts, kind: str) -> list[Attached]:
    fits = SERVES.get(kind, frozenset((kind,)))
    return [one for one in claim.attached if one.kind in fits]


def wanted_by_payer(claim: ClaimFacts, line: Line) -> set[str]:
    """Kinds of files on the payer's own list; narratives are no files."""
    if not claim.payer.wants:
        return set()
    return {
        kind for of, kind in claim.payer.wants if kind != "narrative" and line.code in codes(of)
    }


def usually_wanted_files(line: Line) -> set[str]:
    """Kinds most plans want with the code, whatever this payer says."""
    facts = facts_of(line.code)
    return set(facts.wants) & FILES if facts else set()


def wanted_by_edits(claim: ClaimFacts, line: Line) -> set[str]:
    """Kinds that edits in force on the line's day want with the code."""
    if claim.edits is None or line.served_on is None:
        return set()
    edits = claim.edits.on(line.code, "attachment")
    return {kind for edit in edits if edit.counts_on(line.served_on) for kind in edit.wants}
