"""A busy day at the office: which deed falls in which of its minutes. Pure."""

from collections.abc import Iterator
from enum import StrEnum
from random import Random

from dso.onboarding.chance import dice


class Deed(StrEnum):
    """What people of the office do in their practice system."""

    CHECK_IN = "check in"
    COMPLETE = "complete"
    NEW_CLAIM = "new claim"
    SEND_CLAIMS = "send claims"
    WRITE_NOTE = "write note"
    MOVE = "move"
    CANCEL = "cancel"
    TAKE_PAYMENT = "take payment"
    ENTER_CHECK = "enter check"
    MERGE = "merge"
    RECOMPUTE = "recompute"


# How often in an hour, in the order in which one leads to the next.
AN_HOUR = {
    Deed.CHECK_IN: 8.0,
    Deed.COMPLETE: 8.0,
    Deed.NEW_CLAIM: 8.0,
    Deed.WRITE_NOTE: 4.0,
    Deed.TAKE_PAYMENT: 3.0,
    Deed.SEND_CLAIMS: 1.0,
    Deed.MOVE: 1.5,
    Deed.CANCEL: 1.0,
    Deed.ENTER_CHECK: 1.0,
    Deed.MERGE: 0.5,
    Deed.RECOMPUTE: 0.5,
}
FIRST_MINUTES = 12
"""Within these everything happens once, so that a short day shows all there is to see."""


def day_of(minutes: int, *words: object) -> Iterator[tuple[int, Deed]]:
    """Minute and deed, in order; the same words give the same day."""
    chance = dice("busy day", *words)
    for minute in range(minutes):
        yield from ((minute, deed) for deed in _in_minute(minute, chance))


def _in_minute(minute: int, chance: Random) -> Iterator[Deed]:
    for place, (deed, often) in enumerate(AN_HOUR.items()):
        first = minute < FIRST_MINUTES and minute == place
        if first or chance.random() < often / 60:
            yield deed
