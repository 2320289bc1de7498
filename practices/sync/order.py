"""What may be done with a batch or a stream that opens: decided from values alone."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

HELD_LEAST = 500  # so many rows may always go at once, and one in a hundred of a larger table
HELD_SHARE = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """A stream as kept: what its source was, and which batch comes next."""

    epoch: int
    next_seq: int
    map: str
    identity: str


class Stands(Protocol):
    """What a stream's row has of it."""

    epoch: int
    next_seq: int
    map: str
    identity: str


@dataclass(frozen=True, slots=True)
class Source:
    """The source as the agent finds it."""

    map: str
    identity: str


class Turn(StrEnum):
    """What a batch is to the stream it comes to."""

    NEXT = "next"
    REPEAT = "repeat"
    SEQ = "seq"
    EPOCH = "epoch"


def turn_of(stream: Standing, epoch: int, seq: int, *, is_known: bool) -> Turn:
    """`is_known`: a batch of this number with the same bytes was kept before."""
    if epoch != stream.epoch:
        return Turn.EPOCH
    if seq == stream.next_seq:
        return Turn.NEXT
    return Turn.REPEAT if is_known else Turn.SEQ


def standing_of(stream: Stands) -> Standing:
    return Standing(stream.epoch, stream.next_seq, stream.map, stream.identity)


def is_first_reading(cursor: str) -> bool:
    """The first word of an agent's cursor says how it reads."""
    return cursor.partition(":")[0] in {"", "backfill"}


def begins_anew(stream: Standing, source: Source) -> bool:
    """Another list of columns, or another database.

    Columns of another type are for a person to look at, see practices.sync.drift.
    """
    return (stream.map, stream.identity) != (source.map, source.identity)


def is_older(version: str, least: str) -> bool:
    """Whether a version is below the least we accept; one that says nothing is, if any is asked."""
    return bool(least) and _numbers(version) < _numbers(least)


def _numbers(version: str) -> tuple[int, ...]:
    """`1.10.2` as numbers; what is none counts as nought."""
    parts = version.split()[0].split(".") if version.split() else []
    return tuple(int(part) if part.isascii() and part.isdigit() else 0 for part in parts[:4])


def too_many_gone(gone: int, kept: int) -> bool:
    """The brake: so many rows do not vanish in an ordinary day."""
    return gone > max(HELD_LEAST, kept // HELD_SHARE)
