"""How well a claim fits a claim payment: points with their reasons, and the runner-up. Pure."""

import uuid
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec


class Band(StrEnum):
    """How sure a proposal is. Bands, not decimals: a person can judge a reason, not a score."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of ours, as far as matching looks at it. Texts are upper-cased."""

    claim_id: uuid.UUID
    control_number: str
    payer_control_number: str
    line_numbers: frozenset[str]
    charge_cents: int
    served_on: date
    member_id: str
    last_name: str
    rank: int
    originator_id: str


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A claim payment, as far as matching looks at it. Texts are upper-cased."""

    control_number: str
    payer_control_number: str
    line_numbers: frozenset[str]
    charge_cents: int
    served_on: frozenset[date]
    member_id: str
    last_name: str
    rank: int | None
    originator_id: str


class Match(msgspec.Struct, frozen=True):
    """The best claim with its reasons; `claim_id` is None where nothing or too little fits."""

    claim_id: uuid.UUID | None
    points: int
    band: Band
    reasons: tuple[str, ...]
    runner_up_id: uuid.UUID | None = None
    runner_up_points: int = 0
    runner_up_reasons: tuple[str, ...] = ()


NOTHING = Match(None, 0, Band.UNSURE, ())
SURE_POINTS, LIKELY_POINTS, LEAD_POINTS = 65, 40, 15
# A line number shorter than this is a position (1, 2, 3), not a key that tells claims apart.
TELLING_LINE_NUMBER_CHARACTERS = 6


def choose(answer: Answered, candidates: Sequence[Asked]) -> Match:
    """The best of the candidates. Two that fit equally well are a question, never a guess."""
    ranked = sorted(
        ((*_points(answer, asked), asked) for asked in candidates),
        key=lambda scored: (-scored[0], str(scored[2].claim_id)),
    )
    if not ranked:
        return NOTHING
    points, reasons, best = ranked[0]
    second_points, second_reasons, second = ranked[1] if len(ranked) > 1 else (0, (), None)
    lead = points - second_points
    fits = points >= LIKELY_POINTS and lead >= LEAD_POINTS
    sure = fits and points >= SURE_POINTS and answer.charge_cents in {0, best.charge_cents}
    return Match(
        best.claim_id if fits else None,
        points,
        Band.SURE if sure else Band.LIKELY if fits else Band.UNSURE,
        reasons,
        second.claim_id if second else (None if fits else best.claim_id),
        second_points,
        second_reasons,
    )


def _points(answer: Answered, asked: Asked) -> tuple[int, tuple[str, ...]]:
    found = [evidence for evidence in _evidence(answer, asked) if evidence[0]]
    return sum(points for points, _ in found), tuple(reason for _, reason in found)


def _evidence(answer: Answered, asked: Asked) -> list[tuple[int, str]]:
    telling = {n for n in answer.line_numbers if len(n) >= TELLING_LINE_NUMBER_CHARACTERS}
    lines = len(telling & asked.line_numbers)
    return [
        (30 * bool(lines), f"{lines} of {len(answer.line_numbers)} line control numbers are ours"),
        (40 * _same(answer.control_number, asked.control_number), "our control number"),
        (
            25 * _same(answer.payer_control_number, asked.payer_control_number),
            "the payer's own claim number",
        ),
        (15 * (abs(answer.charge_cents) == asked.charge_cents), "the charge is the same"),
        (10 * (asked.served_on in answer.served_on), "the day of service is the same"),
        (10 * _same(answer.member_id, asked.member_id), "the member number is the same"),
        (10 * _same(answer.last_name, asked.last_name), "the family name is the same"),
        (5 * _same(answer.originator_id, asked.originator_id), "the payer is the same"),
        _rank(answer, asked),
    ]


def _rank(answer: Answered, asked: Asked) -> tuple[int, str]:
    """One carrier may cover a patient twice: primary and secondary answers must not mix."""
    if answer.rank is None:
        return 0, ""
    if answer.rank == asked.rank:
        return 10, "the plan's order (primary, secondary) is the same"
    return -30, "the plan's order (primary, secondary) differs"


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other
