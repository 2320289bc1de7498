"""How a claim may go out again, by how far it came. Pure."""

from datetime import date, timedelta
from typing import NamedTuple

from billing.submission.outgoing import DUPLICATE_DAYS
from billing.submission.stages import OPEN, TURNED_AWAY, Stage

ORIGINAL, REPLACEMENT, VOID = "1", "7", "8"


class Way(NamedTuple):
    """`frequency` is CLM05-3; `why_not` says what stands against it, "" if nothing does."""

    frequency: str
    label: str
    words: str
    why_not: str = ""


def ways(
    stage: Stage | None,
    *,
    payer_number: str,
    reached_on: date | None,
    duplicate_days: int | None,
    today: date,
) -> tuple[Way, ...]:
    """Each way, with what stands against it.

    What was turned away was never received and goes again as an original. What the payer has is
    replaced or taken back under the payer's number; a second original inside the payer's window is
    denied as a duplicate.
    """
    if stage is None or stage in TURNED_AWAY or stage is Stage.WITHDRAWN:
        never = "The payer never received it: it goes as an original"
        return _all("", never, never)
    if stage in OPEN and reached_on is None:
        waiting = "Nobody knows yet whether the payer has it"
        return _all(waiting, waiting, waiting)
    no_number = "" if payer_number else "The payer's own number of the claim is not known yet"
    return _all(_inside(reached_on, duplicate_days, today), no_number, no_number)


def _inside(reached_on: date | None, days: int | None, today: date) -> str:
    if reached_on is None:
        return ""
    free_on = reached_on + timedelta(days=DUPLICATE_DAYS if days is None else days)
    return "" if today > free_on else f"The payer would deny it as a duplicate until {free_on}"


def _all(original: str, replacement: str, void: str) -> tuple[Way, ...]:
    return (
        Way(REPLACEMENT, "Send it corrected", "Replaces what the payer has", replacement),
        Way(VOID, "Take it back", "Tells the payer to forget the claim", void),
        Way(ORIGINAL, "Send it again", "As a new claim", original),
    )
