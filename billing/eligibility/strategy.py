"""What to ask a payer first, and what next: what it answered before is remembered. Pure.

Service type 35, then the code itself, then the service type of the code; one to a request. A
request that a payer never filled is dead and left out for a while.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from billing.eligibility.benefits import Benefits
from billing.eligibility.classes import classes_of, is_major, type_of

GENERAL = "35"
BY_CODE, BY_TYPE = "code", "type"
DEAD_AFTER = 3
DEAD_FOR = timedelta(days=90)
REQUESTS_MAX = 4  # of one asking


class Tried(msgspec.Struct, frozen=True):
    """How often a kind of request was asked of a payer, how often it told something, and when."""

    asked: int = 0
    filled: int = 0
    last_on: date | None = None

    def is_dead(self, on: date) -> bool:
        """Asked three times and never filled; it is tried once more after ninety days."""
        is_fresh = self.last_on is not None and on < self.last_on + DEAD_FOR
        return self.filled == 0 and self.asked >= DEAD_AFTER and is_fresh


Habits = Mapping[str, Tried]


def kind_of(request: str) -> str:
    """Of one request: 35, a code, or another service type."""
    if request == GENERAL:
        return GENERAL
    return BY_CODE if request.startswith("D") else BY_TYPE


def next_request(
    codes: Sequence[str], asked: Sequence[str], known: Benefits | None, habits: Habits, *, on: date
) -> str | None:
    """What to ask now, or None when nothing more would be told.

    `codes` are those planned; `asked` what was asked in this round. Where everything is dead, the
    first is asked all the same: without an answer nothing is known.
    """
    if len(asked) >= REQUESTS_MAX:
        return None
    options = [one for one in _options(codes, known) if one not in asked]
    alive = [one for one in options if not habits.get(kind_of(one), Tried()).is_dead(on)]
    if alive:
        return alive[0]
    return options[0] if options and not asked else None


def _options(codes: Sequence[str], known: Benefits | None) -> list[str]:
    """In order; of what is planned only what was not told, major work first."""
    open_codes = [code for code in codes if known is None or _is_open(code, known)]
    major = sorted(open_codes, key=lambda code: not is_major(code))
    types = [kind for code in major if (kind := type_of(code))]
    return list(dict.fromkeys([GENERAL, *major, *types]))


def _is_open(code: str, known: Benefits) -> bool:
    """No percent was told that the code stands under."""
    classes = set(classes_of(code))
    return not any(one.codes == code or one.service_class in classes for one in known.shares)


def noted(habits: Habits, request: str, *, filled: bool, on: date) -> dict[str, Tried]:
    kind = kind_of(request)
    before = habits.get(kind, Tried())
    return {**habits, kind: Tried(before.asked + 1, before.filled + filled, on)}


FILLED = ("shares", "amounts", "limits", "history", "waits")


def has_filled(before: Benefits | None, after: Benefits) -> bool:
    """Whether an answer told something that was not known; `after` holds both."""
    known = before or Benefits()
    return any(len(getattr(after, name)) > len(getattr(known, name)) for name in FILLED)
