"""Source rows become records, in the order in which they changed, so much at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
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
            left -= _of_table(meaning, stream, zone, left, now)
        if left <= 0:
            return False
    return True


def _of_table(meaning: Meaning, stream: Stream, zone: ZoneInfo, most: int, now: datetime) -> int:
    """How many rows were looked at; another worker that has this table is left to it."""
    mark, done = mirror.marked(stream.table), 0
    while mark is not None and done < most:
        rows = kept.changed_after(stream.table, mark.change, mark.key, ROWS_AT_ONCE)
        if not rows:
            break
        _lay(meaning, stream.columns, rows, zone, now)
        mirror.moved_to(mark, rows[-1].change, rows[-1].key)
        done += len(rows)
    return done


def _lay(
    meaning: Meaning, columns: Sequence[str], rows: Sequence[Changed], zone: ZoneInfo, now: datetime
) -> None:
    found: dict[str, Record] = {}
    gone: list[str] = []
    whys: dict[str, str] = {}
    for row in rows:
        try:
            told = meaning.told(columns, _values.decode(row.values), zone)
            record = None if row.is_gone else meaning.read(told)
            found[row.key] = record or {}
            if record is None:
                gone.append(meaning.key(told))
        except ValueError as why:
            whys[row.key] = str(why) if isinstance(why, NotUnderstood) else OTHER_COLUMNS
    whys |= _laid(meaning.record, {key: record for key, record in found.items() if record})
    mirror.retire(meaning.record, gone, now=now)
    mirror.misread(meaning.table, [row.key for row in rows], whys, now=now)


def _laid(record: str, rows: Mapping[str, Record]) -> dict[str, str]:
    """All at once; one by one where the database refuses one. Why, by key, for those refused."""
    try:
        with transaction.atomic():
            mirror.lay(record, list(rows.values()))
    except DataError:
        if len(rows) == 1:
            return dict.fromkeys(rows, NOT_HELD)
        return {key: why for one in rows for key, why in _laid(record, {one: rows[one]}).items()}
    return {}
