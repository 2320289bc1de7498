"""What words make of the versions they are about. Pure."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from billing.submission.hearing.words import Word
from billing.submission.pace import overdue_at
from billing.submission.stages import NEXT, OPEN, TURNED_AWAY, Level, Stage, Told, advanced

MOMENTS = {Level.FILE: "file_at", Level.HOUSE: "house_at", Level.PAYER: "payer_at"}


class Version(NamedTuple):
    """A claim's version as it stood; `number` is the claim's, `reference` its batch's."""

    id: uuid.UUID
    claim_id: uuid.UUID
    number: str
    version: int
    stage: Stage
    heard_on: date
    reference: str
    payer_id: uuid.UUID
    is_newest: bool


class Moved(msgspec.Struct):
    """How a version stands after all words; a moment is None where nobody of its level took it."""

    version: Version
    stage: Stage
    heard_on: date
    file_at: datetime | None = None
    house_at: datetime | None = None
    payer_at: datetime | None = None
    turned_away_at: datetime | None = None
    payer_number: str = ""
    house_number: str = ""

    @property
    def is_news(self) -> bool:
        return self.stage is not self.version.stage

    @property
    def is_turned_away(self) -> bool:
        return self.stage in TURNED_AWAY and self.version.stage not in TURNED_AWAY

    @property
    def is_taken_after_all(self) -> bool:
        return self.stage in OPEN and self.version.stage in TURNED_AWAY


class Noted(NamedTuple):
    """A word with the version it is about, whether it moved it, and which line it names."""

    version: Version
    word: Word
    moved: bool
    line: int | None = None


def with_lines(notes: Iterable[Noted], lines: Mapping[tuple[uuid.UUID, str], int]) -> list[Noted]:
    """`lines` by claim and the line's own number; a number that is none of ours names no line."""
    return [one._replace(line=lines.get((one.version.claim_id, one.word.line))) for one in notes]


def chosen(versions: Sequence[Version], word: Word) -> Version:
    """The version of that batch; else the one that is out; else the newest."""
    ordered = sorted(versions, key=lambda one: -one.version)
    by_batch = next((one for one in ordered if word.batch and one.reference == word.batch), None)
    out = next((one for one in ordered if one.stage in OPEN), None)
    return by_batch or out or ordered[0]


def moves(
    told: Iterable[tuple[Version, Word]], *, at: datetime
) -> tuple[dict[uuid.UUID, Moved], list[Noted]]:
    """Words in their order, each laid over what the ones before it made. The same again is noted
    and moves nothing.
    """
    moved: dict[uuid.UUID, Moved] = {}
    notes = []
    for version, word in told:
        one = moved.setdefault(version.id, Moved(version, version.stage, version.heard_on))
        notes.append(Noted(version, word, _lay(one, word, at)))
    return moved, notes


def _lay(one: Moved, word: Word, at: datetime) -> bool:
    one.payer_number = word.payer_number or one.payer_number
    one.house_number = word.house_number or one.house_number
    if not word.moves:
        return False
    if word.is_accepted and (name := MOMENTS.get(word.level)):
        setattr(one, name, getattr(one, name) or at)
    said = Told(word.level, word.is_accepted, word.told_on)
    stage = advanced(one.stage, one.heard_on, said)
    if stage is one.stage or (one.stage in TURNED_AWAY and not one.version.is_newest):
        return False  # of a version whose place a later one took, a word is kept and no more
    one.stage, one.heard_on = stage, word.told_on
    if stage in TURNED_AWAY:
        one.turned_away_at = at
    return True


def expected(
    one: Moved, *, at: datetime, paces: Mapping[uuid.UUID, Mapping[Level, int]]
) -> datetime | None:
    """When the next word is overdue; None where none is awaited."""
    level = NEXT.get(one.stage)
    return overdue_at(level, at, paces.get(one.version.payer_id, {})) if level else None
