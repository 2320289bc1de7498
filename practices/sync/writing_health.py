"""How well write-backs get through: an order that waits, one nobody is sure about, one unproved."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from practices.sync.course import PROOF_DUE
from practices.sync.health import Colour, Health

SLOW_AFTER = timedelta(minutes=2)
STUCK_AFTER = timedelta(minutes=5)
WELL = Health(Colour.GREEN, "What was approved gets through.", "Nothing to do.")
GRAVITY = {Colour.GREEN: 0, Colour.AMBER: 1, Colour.RED: 2}


@dataclass(frozen=True, slots=True)
class WritesSeen:
    """`oldest_due_at` is since when an order could have been carried out."""

    is_on: bool = False
    oldest_due_at: datetime | None = None
    oldest_unproved_at: datetime | None = None
    unknown: int = 0
    not_seen: int = 0
    failed: int = 0
    has_reached_limit: bool = False


def with_writes(reading: Health, writes: WritesSeen, *, now: datetime) -> Health:
    """The graver of reading and writing; of two alike, reading, on which writing rests."""
    told = _of_writes(writes, reading.as_of, now)
    if told is None or GRAVITY[told.colour] <= GRAVITY[reading.colour]:
        return reading
    return told


def writing_health(writes: WritesSeen, *, now: datetime) -> Health:
    """Of writing alone."""
    return _of_writes(writes, None, now) or WELL


def _of_writes(writes: WritesSeen, as_of: datetime | None, now: datetime) -> Health | None:
    due = now - writes.oldest_due_at if writes.is_on and writes.oldest_due_at else timedelta(0)
    unproved = now - writes.oldest_unproved_at if writes.oldest_unproved_at else timedelta(0)
    if due > STUCK_AFTER:
        return Health(
            Colour.RED,
            "What was approved is not written.",
            "See whether the agent that writes runs, then run dso-agent doctor --writer.",
            as_of,
        )
    if writes.unknown:
        return Health(
            Colour.AMBER,
            "Of a write-back nobody knows whether it was written.",
            "Look in the practice's system and settle it on the page of write-backs.",
            as_of,
        )
    if writes.not_seen:
        return Health(
            Colour.AMBER,
            "Something written by hand is not seen in the practice's system as it must be.",
            "See on the page of write-backs what differs, and correct it there.",
            as_of,
        )
    if unproved > PROOF_DUE:
        return Health(
            Colour.AMBER,
            "A write-back is not proved after half an hour.",
            "See whether the practice's rows are read, and what they show.",
            as_of,
        )
    if writes.failed:
        return Health(
            Colour.AMBER,
            "A write-back was not accepted.",
            "Open the page of write-backs and decide what becomes of it.",
            as_of,
        )
    if writes.has_reached_limit:
        return Health(
            Colour.AMBER,
            "The day's limit of write-backs is reached; the rest goes out tomorrow.",
            "See whether so many are right.",
            as_of,
        )
    if due > SLOW_AFTER:
        return Health(Colour.AMBER, "Writing is behind.", "Wait; it usually catches up.", as_of)
    return None
