"""What a claim has or is, so that rules that ask for it are not even called without it. Pure."""

from collections.abc import Callable

from billing.scrub.facts import ClaimFacts

TRAITS: dict[str, Callable[[ClaimFacts], object]] = {
    "benefits": lambda claim: claim.benefits is not None,
    "history": lambda claim: claim.history,
    "siblings": lambda claim: claim.siblings,
    "missing": lambda claim: claim.missing,
    "others": lambda claim: claim.others,
    "notes": lambda claim: claim.notes,
    "undone": lambda claim: any(n.negated or n.refused or n.planned for n in claim.notes),
    "attached": lambda claim: claim.attached,
    "narrative": lambda claim: claim.narrative,
    "authorization": lambda claim: claim.authorization,
    "accident": lambda claim: claim.accident,
    "orthodontics": lambda claim: claim.orthodontics is not None,
    "diagnoses": lambda claim: claim.diagnoses,
    "code_list": lambda claim: claim.code_list,
    "rendering": lambda claim: claim.rendering is not None,
    "credential": lambda claim: claim.credential is not None,
    "edits": lambda claim: claim.edits is not None,
    "later_payer": lambda claim: claim.rank > 1,
    "first_payer": lambda claim: claim.rank == 1,
    "estimate": lambda claim: claim.kind == "predetermination",
    "real": lambda claim: claim.kind == "claim",
    "corrected": lambda claim: claim.frequency != "1",
    "dependent": lambda claim: claim.relationship != "self",
    "several_lines": lambda claim: len(claim.lines) > 1,
}
BITS = {name: 1 << place for place, name in enumerate(TRAITS)}
_ASKED = tuple(zip(BITS.values(), TRAITS.values(), strict=True))


def mask_of(claim: ClaimFacts) -> int:
    """A bit for each trait the claim has."""
    mask = 0
    for bit, has in _ASKED:
        if has(claim):
            mask |= bit
    return mask
