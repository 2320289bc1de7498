"""Paging through a table in memory: whatever the stamps and the pages, no row is missed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.agent import reading
from practices.agent.cursors import Cursor
from practices.agent.pms import Key, Pms, Values
from practices.agent.reading import LAG, SECOND, Page
from practices.agent.source import Source
from practices.wire.messages import Table

NOW = datetime(2026, 3, 2, 15, 0)  # noqa: DTZ001  # moments of a practice system have no zone
TABLE = Table(name="t", columns=("Num",), key=("Num",), kind="stamped", stamp="Stamp")
GROWS = Table(name="t", columns=("Num",), key=("Num",), kind="grows")


class MemoryPms(Pms):
    """Rows are stamps by key. It never answers with more than it was asked for."""

    def __init__(self, stamps: dict[int, datetime]) -> None:
        self.stamps = stamps

    def marks(
        self, table: Table, low: datetime, high: datetime, rows_max: int
    ) -> list[tuple[datetime, int]]:
        found = [(stamp, key) for key, stamp in self.stamps.items() if low <= stamp <= high]
        return sorted(found, key=lambda mark: mark[0])[:rows_max]

    def keys_at(self, table: Table, stamp: datetime, after: int | None, rows_max: int) -> list[int]:
        found = [key for key, at in self.stamps.items() if at == stamp]
        return sorted(key for key in found if after is None or key > after)[:rows_max]

    def rows(self, table: Table, keys: Sequence[Key]) -> list[tuple[Key, datetime | None, Values]]:
        return [(key, self.stamps[key], (key,)) for key in sorted(map(int, keys))]

    def rows_after(
        self, table: Table, after: Key | None, rows_max: int, through: Key | None = None
    ) -> list[tuple[Key, datetime | None, Values]]:
        keys = [key for key in sorted(self.stamps) if after is None or key > int(after)]
        return self.rows(
            table, [key for key in keys if through is None or key <= int(through)][:rows_max]
        )

    def version(self) -> str:
        return "10"

    def now(self) -> datetime:
        return NOW

    def identity(self) -> str:
        return "one"

    def schema(self, table: Table) -> str:
        return "one"

    def title(self) -> str:
        return ""

    def program(self) -> str:
        return ""

    def columns(self, table: Table) -> dict[str, str]:
        return {}

    def totals(self, table: Table) -> tuple[int, int | None]:
        return len(self.stamps), self.top(table)

    def next_key(self, table: Table, after: int | None) -> int | None:
        return min((key for key in self.stamps if after is None or key > after), default=None)

    def sums(self, table: Table, first: int, last: int) -> tuple[int, int, int]:
        return 0, 0, 0

    def floods(self, table: Table, low: datetime, high: datetime, rows: int) -> bool:
        return sum(low <= stamp <= high for stamp in self.stamps.values()) > rows

    def top(self, table: Table) -> int | None:
        return max(self.stamps, default=None)

    def close(self) -> None: ...


def read(
    pms: MemoryPms, cursor: Cursor, rows_max: int, table: Table = TABLE
) -> tuple[list[Page], Cursor]:
    """Turn after turn until one moves nothing any more."""
    source = Source(pms, table, rows_max, timedelta(seconds=10))
    seen: list[Page] = []
    for _ in range(200):
        found = list(reading.pages(source, cursor, NOW))
        seen += found
        moved = found[-1].cursor
        assert moved is not None
        if moved == cursor:
            return seen, cursor
        cursor = moved
    raise AssertionError("never at rest")


def keys(pages: list[Page]) -> set[int]:
    return {int(row.key) for page in pages for row in page.rows}


stamps = st.dictionaries(
    st.integers(1, 500), st.integers(0, 12).map(lambda ago: NOW - ago * SECOND), max_size=60
)


class TestWindow:
    @given(stamps=stamps, rows_max=st.integers(1, 9))
    def test_sees_every_row_that_is_stamped_in_it(
        self, stamps: dict[int, datetime], rows_max: int
    ) -> None:
        since = NOW - 8 * SECOND

        seen, end = read(MemoryPms(stamps), Cursor("window", since), rows_max)

        due = {key for key, at in stamps.items() if since - 10 * SECOND <= at <= NOW - LAG}
        assert due <= keys(seen)
        assert all(len(page.rows) <= rows_max for page in seen)
        assert end == Cursor("window", NOW - LAG)

    def test_starts_from_the_earlier_moment_when_the_clock_was_set_back(self) -> None:
        pms = MemoryPms({1: NOW - 5 * SECOND})

        seen, end = read(pms, Cursor("window", NOW + timedelta(days=1)), 10)

        assert keys(seen) == {1}
        assert end == Cursor("window", NOW - LAG)


class TestBackfill:
    @pytest.mark.parametrize("rows_max", [1, 3, 4, 5])
    def test_goes_by_key_and_ends_where_it_began(self, rows_max: int) -> None:
        pms = MemoryPms(dict.fromkeys((2, 3, 5, 8), NOW - timedelta(days=400)))
        began = NOW - timedelta(hours=1)

        seen, end = read(pms, Cursor("backfill", began), rows_max)

        assert keys(seen) == {2, 3, 5, 8}
        assert end == Cursor("window", NOW - LAG)
        assert Cursor("window", began) in [page.cursor for page in seen]

    def test_of_a_growing_table_ends_at_its_last_key(self) -> None:
        pms = MemoryPms(dict.fromkeys((2, 3, 5, 8), NOW))

        _, end = read(pms, Cursor("backfill", NOW), 3, GROWS)

        assert end == Cursor("tail", key=8)


class TestTail:
    def test_reads_the_newest_again_for_holes_that_were_filled(self) -> None:
        pms = MemoryPms(dict.fromkeys((7, 9, 11), NOW))

        seen, end = read(pms, Cursor("tail", key=9), 2, GROWS)

        assert keys(seen) == {7, 9, 11}
        assert end == Cursor("tail", key=11)
