"""What an attempt's end makes of an order: its next state, and when it is tried again."""

from dataclasses import dataclass
from datetime import timedelta

from practices.sync.course import WriteBackState
from practices.wire.commands import Result

LEASE = timedelta(minutes=5)
TRIES_MAX = 5
PAUSES = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6), timedelta(hours=16))
"""Between five tries: together a day."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The next state; `pause` until the next try, where there is one."""

    state: WriteBackState
    pause: timedelta | None = None


S = WriteBackState
_BY_OUTCOME = {
    "applied": S.APPLIED,
    "already_applied": S.APPLIED,
    "precondition_failed": S.PRECONDITION_FAILED,
    "refused": S.REFUSED,
    "unknown": S.UNKNOWN,
    "expired": S.EXPIRED,
    "rehearsed": S.APPROVED,
}


def verdict_of(outcome: str, *, tries: int, may_have_written: bool) -> Verdict:
    """`tries` counts this one. An office that is away is tried again, and nothing else is."""
    state = _BY_OUTCOME.get(outcome)
    if state is not None:
        return Verdict(state)
    if tries < TRIES_MAX:
        return Verdict(S.QUEUED, PAUSES[tries - 1])
    return Verdict(S.UNKNOWN if may_have_written else S.DEAD)


def lapsed(*, tries: int, may_have_written: bool) -> Verdict:
    """The agent fell silent with the order in its hands. The next attempt looks first."""
    if tries < TRIES_MAX:
        return Verdict(S.QUEUED, timedelta(0))
    return Verdict(S.UNKNOWN if may_have_written else S.DEAD)


_WORDS = {
    "applied": "Written, and read back as it must be.",
    "already_applied": "It stood there already; nothing was written.",
    "precondition_failed": "Nothing was written: the rows are not as expected.",
    "refused": "The practice's system refused it.",
    "unknown": "The agent cannot tell what was written.",
    "expired": "It came too late; nothing was written.",
    "not_now": "The office could not be reached.",
    "rehearsed": "Rehearsed: everything is as expected, and nothing was written.",
}


def words_of(told: Result) -> str:
    """For people: how it ended, and what of it is written."""
    parts = [_WORDS[told.outcome], told.detail]
    if told.differing:
        parts.append(f"Other values in {', '.join(told.differing)}.")
    if told.done and told.outcome not in {"applied", "already_applied"}:
        parts.append(f"{told.done} steps are written.")
    return " ".join(part for part in parts if part)
