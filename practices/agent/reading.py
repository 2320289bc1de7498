"""Which rows of a table are to be sent now, page by page, from where the platform has got to.

The only clock is the database's. Windows overlap, because a row is stamped when it is written and
seen when its transaction ends; they stop two seconds before now, because a second is not over
until it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from practices.agent.cursors import Cursor
from practices.agent.pms import Key
from practices.agent.source import Source, SourceRow

LAG = timedelta(seconds=2)
SECOND = timedelta(seconds=1)  # the resolution of stamps
TAIL_KEYS = 2_000  # a number is given when a row is begun, and seen when it is committed
FLOOD_ROWS = 20_000  # in one window: an upgrade, or a program that stamps without a change
PAGES_PER_TURN_MAX = 25  # then other tables have their turn


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order they were read, and the cursor once they are kept; None: it stays.

    `is_flood`: so many were stamped at once that most of them will be as they were.
    """

    rows: list[SourceRow]
    cursor: Cursor | None = None
    is_flood: bool = False


def pages(source: Source, cursor: Cursor, now: datetime) -> Iterator[Page]:
    """What one turn sends. The last page has a cursor; only a backfill moves it in between."""
    match cursor.mode:
        case "backfill":
            return _backfill(source, cursor)
        case "window":
            return _window(source, cursor, now)
        case "tail":
            return _tail(source, cursor)
    return _whole(source, now)


def _backfill(source: Source, cursor: Cursor) -> Iterator[Page]:
    """By ascending key; what changes behind us meanwhile is in the window that follows."""
    key = cursor.key
    for _ in range(PAGES_PER_TURN_MAX):
        rows = source.next_after(key)
        if len(rows) < source.rows_max:
            yield Page(rows, _after_backfill(source, cursor, _last(rows, key)))
            return
        key = _last(rows, key)
        yield Page(rows, Cursor("backfill", cursor.at, key))


def _after_backfill(source: Source, cursor: Cursor, key: int | None) -> Cursor:
    if source.table.kind == "stamped":
        return Cursor("window", cursor.at)
    return Cursor("tail", key=key)


def _window(source: Source, cursor: Cursor, now: datetime) -> Iterator[Page]:
    """Both ends included. A window of too many pages ends early, at a second that is complete.

    When the database's clock was set back, the window starts from the earlier of the two.
    """
    high = now - LAG
    low = min(cursor.at or high, high) - source.overlap
    is_flood = False
    for read, (keys, through) in enumerate(_stamped(source, low, high), start=1):
        if read == 1 and through != high:
            is_flood = source.pms.floods(source.table, low, high, FLOOD_ROWS)
        rows = source.of(keys)
        onward = through is not None and through > (cursor.at or low)
        enough = onward and read >= PAGES_PER_TURN_MAX
        if through == high or enough:
            yield Page(rows, Cursor("window", through), is_flood)
            return
        yield Page(rows, None, is_flood)


def _stamped(
    source: Source, low: datetime, high: datetime
) -> Iterator[tuple[list[int], datetime | None]]:
    """Keys by stamp, and the second up to which they are complete; None within one second.

    The row itself is read in a second step: the index holds the stamp and not the key, so that
    one step for both would sort the table.
    """
    at = low
    while at <= high:
        found = source.pms.marks(source.table, at, high, source.rows_max)
        if len(found) < source.rows_max:
            yield [key for _, key in found], high
            return
        last = found[-1][0]
        if found[0][0] == last:
            yield from _one_second(source, last)
            at = last + SECOND
        else:
            yield [key for stamp, key in found if stamp < last], last - SECOND
            at = last


def _one_second(source: Source, stamp: datetime) -> Iterator[tuple[list[int], datetime | None]]:
    """An upgrade stamps half a table at once: within a second, page by key."""
    key: int | None = None
    while True:
        keys = source.pms.keys_at(source.table, stamp, key, source.rows_max)
        if len(keys) < source.rows_max:
            yield keys, stamp
            return
        yield keys, None
        key = keys[-1]


def _tail(source: Source, cursor: Cursor) -> Iterator[Page]:
    """New keys, and the newest known ones again: holes between them may have been filled."""
    last = cursor.key or 0
    key: int | None = last - TAIL_KEYS
    for _ in range(PAGES_PER_TURN_MAX):
        rows = source.next_after(key)
        key = _last(rows, key)
        last = max(last, key or 0) if rows else last
        yield Page(rows, Cursor("tail", key=last))
        if len(rows) < source.rows_max:
            return


def _last(rows: Sequence[SourceRow], key: int | None) -> int | None:
    """Of keys that count; `key` where there are none."""
    return int(rows[-1].key) if rows else key


def _whole(source: Source, now: datetime) -> Iterator[Page]:
    """Text keys belong to sources that come anew and are mostly as they were: a flood."""
    is_flood = source.table.keys == "text"
    key: Key | None = None
    while True:
        rows = source.next_after(key)
        if len(rows) < source.rows_max:
            yield Page(rows, Cursor("whole", now), is_flood)
            return
        yield Page(rows, None, is_flood)
        key = rows[-1].key
