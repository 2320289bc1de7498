"""Source rows become records, in the order in which they changed, so much at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.db import DataError, transaction
from django.db.models import Sum

from practices.jobs import actions as jobs
from practices.mirror import actions as mirror
from practices.mirror import queries as kept
from practices.mirror.queries import Changed
from practices.registry.models import Practice
from practices.sync import maps
from practices.sync.actions.telling import told_of
from practices.sync.maps.meaning import Meaning, NotUnderstood
from practices.sync.models import Stream

ROWS_AT_ONCE, ROWS_IN_A_JOB = 2_000, 20_000
OTHER_COLUMNS = "The row has other columns than ours."
NOT_HELD = "A value is beyond what a record can hold."
Record = dict[str, Any]

_values = msgspec.json.Decoder(list[Any])


def ask_for_records(practice: Practice, *, now: datetime) -> None:
    """Ask for records of what has changed; the same state is asked for once."""
    done = Stream.objects.aggregate(changes=Sum("changes"))["changes"] or 0
    jobs.enqueue(kind="sync.records", key=f"{practice.pk}:{done}", practice=practice, now=now)


def make_records(practice: Practice, *, now: datetime) -> bool:
    """Bring records up to the source rows, so many at most; False if some are left."""
    zone, left = ZoneInfo(practice.timezone), ROWS_IN_A_JOB
    for stream in Stream.objects.order_by("table"):
        meaning = maps.meaning_of(stream.table)
        if meaning is not None:
            left -= _of_table(_Turn(meaning, stream, zone, now), left)
        if left <= 0:
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Turn:
    """Rows of one table become records; of what was there before us nobody is told."""

    meaning: Meaning
    stream: Stream
    zone: ZoneInfo
    now: datetime

    def lay(self, rows: Mapping[str, Record], *, was_there: bool) -> None:
        record, told = self.meaning.record, list(rows.values())
        with transaction.atomic(), told_of(record, told, now=self.now) as tell:
            laid = mirror.lay(record, told, was_there=was_there)
            if not was_there:
                tell(laid)


def _of_table(turn: _Turn, most: int) -> int:
    """How many rows were looked at; another worker that has this table is left to it."""
    table = turn.stream.table
    mark, done = mirror.marked(table), 0
    while mark is not None and done < most:
        rows = kept.changed_after(table, mark.change, mark.key, ROWS_AT_ONCE)
        if not rows:
            break
        for was_there, some in groupby(rows, lambda row: turn.stream.is_history(row.change)):
            _take(turn, list(some), was_there=was_there)
        mirror.moved_to(mark, rows[-1].change, rows[-1].key)
        done += len(rows)
    return done


def _take(turn: _Turn, rows: Sequence[Changed], *, was_there: bool) -> None:
    found: dict[str, Record] = {}
    gone: list[str] = []
    whys: dict[str, str] = {}
    meaning = turn.meaning
    for row in rows:
        try:
            told = meaning.told(turn.stream.columns, _values.decode(row.values), turn.zone)
            record = None if row.is_gone else meaning.read(told)
            if record is None:
                gone.append(meaning.key(told))
            else:
                found[row.key] = record
        except ValueError as why:
            whys[row.key] = str(why) if isinstance(why, NotUnderstood) else OTHER_COLUMNS
    whys |= _laid(turn, found, was_there=was_there)
    mirror.retire(meaning.record, gone, now=turn.now)
    mirror.misread(meaning.table, [row.key for row in rows], whys, now=turn.now)


def _laid(turn: _Turn, rows: Mapping[str, Record], *, was_there: bool) -> dict[str, str]:
    """All at once; one by one where the database refuses one. Why, by key, for those refused."""
    try:
        turn.lay(rows, was_there=was_there)
    except DataError:
        if len(rows) == 1:
            return dict.fromkeys(rows, NOT_HELD)
        each = [_laid(turn, {key: row}, was_there=was_there) for key, row in rows.items()]
        return {key: why for whys in each for key, why in whys.items()}
    return {}
