"""When each list is due, so that a month's calls last to its end. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

RESERVE = 0.05  # of the month: logging in, tries again, the doctor
Reading = Literal["full", "changed"]


@dataclass(frozen=True, slots=True)
class Need:
    """Something read every `seconds`, that took `calls` and `size` bytes the last time."""

    seconds: float
    calls: int
    size: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """What the month still has; None is without bound."""

    seconds: float
    calls: float | None
    size: float | None


def stretch(needs: Iterable[Need], left: Left) -> float:
    """How many times longer than wished one must wait between readings; 1 where all fits."""
    told = list(needs)
    calls = sum(need.calls / need.seconds for need in told)
    size = sum(need.size / need.seconds for need in told)
    return max(1.0, _over(calls, left.calls, left.seconds), _over(size, left.size, left.seconds))


def _over(per_second: float, left: float | None, seconds: float) -> float:
    if left is None or not per_second:
        return 1.0
    room = left * (1 - RESERVE) / max(seconds, 1.0)
    return per_second / room if room > 0 else float("inf")


@dataclass(frozen=True, slots=True)
class Since:
    """Seconds since a list was read in full and since it was read at all; None: never."""

    full: float | None
    read: float | None


@dataclass(frozen=True, slots=True)
class Wish:
    """How often a list is to be read. `full` is None where each reading is a full one."""

    every: float
    full: float | None
    must_confirm: bool = False


def due(wish: Wish, since: Since, times: float) -> Reading | None:
    """What was missing once is looked for again soon, before it is said to be gone."""
    if since.full is None or since.read is None:
        return "full"
    wait = wish.every if wish.full is None or wish.must_confirm else wish.full
    if since.full >= wait * times:
        return "full"
    if wish.full is not None and since.read >= wish.every * times:
        return "changed"
    return None
