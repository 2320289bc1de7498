"""What stands in the way of a visit to come, worst first. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from billing.eligibility.benefits import Benefits
from billing.eligibility.script import Ask, script
from billing.eligibility.used import Left, Pending, left_of

QUARANTINED, INACTIVE, NOT_FOUND, NO_ANSWER, ASK, NEARLY_USED, UNASKED = (
    "ELIG_QUARANTINED", "ELIG_INACTIVE", "ELIG_NOT_FOUND", "ELIG_NO_ANSWER", "ELIG_ASK",
    "ELIG_NEARLY_USED", "ELIG_UNASKED",
)  # fmt: skip
WORDS = {
    QUARANTINED: "The payer's answer is doubted: look before it is used.",
    INACTIVE: "The cover is not active.",
    NOT_FOUND: "The payer does not know this member.",
    NO_ANSWER: "The payer does not answer; it is asked again.",
    ASK: "Ask by phone or portal: what the planned work depends on is not known.",
    NEARLY_USED: "The maximum is nearly used.",
    UNASKED: "The payer was not asked yet.",
}
HEAVY = frozenset({QUARANTINED, INACTIVE, NOT_FOUND, ASK, NEARLY_USED})
"""Those that a person can do something about: they lie on the desk."""


class Seen(NamedTuple):
    """All that is known of one cover for one visit."""

    visit_on: date
    planned: tuple[str, ...]
    told: Benefits | None
    record_state: str | None
    inquiry_state: str | None
    pending: Sequence[Pending] = ()


class Problem(NamedTuple):
    """`cents` is what is left of a maximum, where that is the problem."""

    code: str
    cents: int | None = None

    @property
    def words(self) -> str:
        return WORDS[self.code]


def problems(seen: Seen) -> list[Problem]:
    """None for a visit nothing is in the way of."""
    return list(_problems(seen))


def _problems(seen: Seen) -> Iterator[Problem]:
    told = seen.told
    if seen.record_state == "quarantined":
        yield Problem(QUARANTINED)
    if told is not None and (told.is_active is False or _is_over(told, seen.visit_on)):
        yield Problem(INACTIVE)
    yield from _unanswered(seen)
    if told is not None:
        if asks(seen):
            yield Problem(ASK)
        nearly = [one.left_cents for one in left(seen) if one.is_nearly_used]
        if nearly:
            yield Problem(NEARLY_USED, min(nearly))


def _unanswered(seen: Seen) -> Iterator[Problem]:
    """An earlier answer does not make up for one that is due now."""
    if seen.inquiry_state == "not_found":
        yield Problem(NOT_FOUND)
    elif seen.inquiry_state == "needs_person" and seen.told is None:
        yield Problem(ASK)
    elif seen.inquiry_state == "payer_down":
        yield Problem(NO_ANSWER)
    elif seen.told is None and seen.record_state is None:
        yield Problem(UNASKED)


def _is_over(told: Benefits, on: date) -> bool:
    begins, ends = told.begins_on, told.ends_on
    return (ends is not None and ends < on) or (begins is not None and begins > on)


def asks(seen: Seen) -> list[Ask]:
    return script(seen.told, seen.planned)


def left(seen: Seen) -> list[Left]:
    return left_of(seen.told, seen.pending, on=seen.visit_on) if seen.told else []
