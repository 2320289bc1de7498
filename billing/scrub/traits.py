"""What a claim has or is, so that rules that ask for it are not even called without it. Pure."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from billing.eligibility.benefits import Benefits
from billing.scrub.edits import KINDS, Pack
from billing.scrub.facts import ClaimFacts
from billing.scrub.looks import (
    has_odd_births,
    has_odd_lines,
    has_repeated_codes,
    has_several_days,
    has_unusual_fees,
    is_outside_cover,
)
from billing.scrub.members import has_odd_member_id
from billing.scrub.windows import is_near_filing_limit


class Asked(NamedTuple):
    """Traits with their bits, and whether those of benefits and of edits are wanted too."""

    traits: tuple[tuple[int, Callable[[ClaimFacts], object]], ...]
    benefits: bool
    edits: bool


TRAITS: dict[str, Callable[[ClaimFacts], object]] = {
    "benefits": lambda claim: claim.benefits is not None,
    "history": lambda claim: claim.history,
    "siblings": lambda claim: claim.siblings,
    "missing": lambda claim: claim.missing,
    "refused": lambda claim: claim.refused,
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
    "ncci": lambda claim: claim.payer.ncci and claim.ncci is not None,
    "several_lines": lambda claim: len(claim.lines) > 1,
    "several_days": has_several_days,
    "several_covers": lambda claim: claim.covers > 1,
    "odd_lines": has_odd_lines,
    "unusual_fees": has_unusual_fees,
    "repeated_codes": has_repeated_codes,
    "odd_births": has_odd_births,
    "odd_member_id": has_odd_member_id,
    "outside_cover": is_outside_cover,
    "open_credential": lambda claim: claim.credential and claim.credential.status != "in",
    "original_number": lambda claim: claim.original_number,
    "unsigned": lambda claim: not (claim.assignment and claim.release),
    "elsewhere": lambda claim: claim.place != "11",
    "died": lambda claim: claim.patient.died_on is not None,
    "member_id_pattern": lambda claim: claim.payer.member_id_pattern,
    "near_filing_limit": is_near_filing_limit,
    "child": lambda claim: claim.relationship == "child",
}
# `edits:bundled_into` and the like: the payer's pack has an edit of that kind on some line's code.
EDIT_TRAITS = tuple(f"edits:{kind}" for kind in KINDS)
# `benefits:limits` and the like: the plan told some of these.
TOLD = ("limits", "amounts", "shares", "waits", "downgrades", "excluded", "authorization")
BENEFIT_TRAITS = tuple(f"benefits:{name}" for name in TOLD)
BITS = {name: 1 << place for place, name in enumerate((*TRAITS, *EDIT_TRAITS, *BENEFIT_TRAITS))}
EVERYTHING = Asked(tuple(zip(BITS.values(), TRAITS.values(), strict=False)), True, True)
_ASKED_OF_BENEFITS = tuple((BITS[f"benefits:{name}"], name) for name in TOLD)


def mask_of(claim: ClaimFacts, asked: Asked | None = None) -> int:
    """A bit for each trait the claim has; `asked` are those that somebody wants to know."""
    wanted = EVERYTHING if asked is None else asked
    mask = 0
    for bit, has in wanted.traits:
        if has(claim):
            mask |= bit
    if wanted.benefits and claim.benefits is not None:
        mask |= _benefit_bits(claim.benefits)
    if wanted.edits and claim.edits is not None:
        mask |= _edit_bits(claim, claim.edits)
    return mask


def asked_by(needs: Iterable[str]) -> Asked:
    """What has to be known for rules with these needs."""
    names = set(needs)
    return Asked(
        tuple((BITS[name], has) for name, has in TRAITS.items() if name in names),
        bool(names & set(BENEFIT_TRAITS)),
        bool(names & set(EDIT_TRAITS)),
    )


def _benefit_bits(benefits: Benefits) -> int:
    bits = 0
    for bit, name in _ASKED_OF_BENEFITS:
        if getattr(benefits, name):
            bits |= bit
    return bits


def _edit_bits(claim: ClaimFacts, edits: Pack) -> int:
    bits = 0
    for line in claim.lines:
        bits |= edits.bits(line.code)
    return bits << len(TRAITS)
