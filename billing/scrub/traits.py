"""What a claim has or is, so that rules that ask for it are not even called without it. Pure."""

from collections.abc import Callable

from billing.scrub.facts import ClaimFacts
from billing.scrub.windows import is_near_filing_limit


def _has_several_days(claim: ClaimFacts) -> bool:
    lines = claim.lines
    return len(lines) > 1 and any(line.served_on != lines[0].served_on for line in lines)


def _has_odd_lines(claim: ClaimFacts) -> bool:
    """Whether a day, fee or quantity is other than on nearly every line."""
    for line in claim.lines:
        day = line.served_on
        if day is None or day > claim.today or line.fee_cents <= 0 or line.quantity != 1:
            return True
    return False


def _has_unusual_fees(claim: ClaimFacts) -> bool:
    """Whether a fee is not the usual one, where that is known."""
    for line in claim.lines:
        usual = line.usual_fee_cents
        if usual and usual * line.quantity != line.fee_cents:
            return True
    return False


TRAITS: dict[str, Callable[[ClaimFacts], object]] = {
    "benefits": lambda claim: claim.benefits is not None,
    "history": lambda claim: claim.history,
    "siblings": lambda claim: claim.siblings,
    "missing": lambda claim: claim.missing,
    "others": lambda claim: claim.others,
    "notes": lambda claim: claim.notes,
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
    "several_days": _has_several_days,
    "several_covers": lambda claim: claim.covers > 1,
    "odd_lines": _has_odd_lines,
    "unusual_fees": _has_unusual_fees,
    "original_number": lambda claim: claim.original_number,
    "unsigned": lambda claim: not (claim.assignment and claim.release),
    "elsewhere": lambda claim: claim.place != "11",
    "died": lambda claim: claim.patient.died_on is not None,
    "member_id_pattern": lambda claim: claim.payer.member_id_pattern,
    "near_filing_limit": is_near_filing_limit,
    "child": lambda claim: claim.relationship == "child",
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
