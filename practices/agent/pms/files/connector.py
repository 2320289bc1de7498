"""Files in a folder by their mapping. Reading only: nothing in the folder is changed."""

import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from practices.agent.pms import Key, PmsAway, TableUnreadable, Values
from practices.agent.pms.files.folder import Drop
from practices.agent.pms.files.intake import Intake
from practices.agent.pms.files.keeping import Archive
from practices.agent.pms.files.mapping import Feed, Mapping
from practices.agent.pms.files.store import Good, Store
from practices.agent.pms.files.taking import Record
from practices.agent.pms.whole import Whole
from practices.wire.messages import Table

REMARK_CHARACTERS_MAX = 400
Row = tuple[Key, datetime | None, Values]


class Files(Whole):
    """`kept` is a folder of the agent's own: the last good file of each feed, and an archive."""

    def __init__(
        self,
        mapping: Mapping,
        drop: Drop,
        kept: Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._mapping, self._drop = mapping, drop
        self._kept, self._clock, self._wall_clock = kept, clock, wall_clock
        self._archive = Archive(kept / "archive")
        self._intakes = {
            name: Intake(name, feed, self._store(name), self._archive, wall_clock)
            for name, feed in mapping.feeds.items()
        }

    def refresh(self) -> None:
        """Take in what has come. Raises PmsAway where the folder cannot be read."""
        try:
            self._drop.look(self._clock())
        except OSError:
            raise PmsAway("The folder for files cannot be read.") from None
        self._drop.rest()
        for intake in self._intakes.values():
            intake.take(self._drop)
        self._archive.drop_old(self._wall_clock())

    def has(self, table: Table) -> bool:
        return table.name in self._mapping.feeds

    def remark(self, table: Table) -> str:
        """Why a newer file than the one we read is refused."""
        intake = self._intakes.get(table.name)
        if intake is None or not intake.refused:
            return ""
        newest = max(intake.refused, key=lambda one: one.place)
        return f"The newest file is refused. {intake.refused[newest]}"[:REMARK_CHARACTERS_MAX]

    def state(self, table: Table) -> str:
        """The same part again may say something else: of other days, or over other rows."""
        good = self._good(table)
        place = "" if self._feed(table).reads == "whole" else f" {good.place}"
        return f"{good.sha256} {good.mapping}{place}"

    def version(self) -> str:
        return f"Files, mapping {self._mapping.version}"

    def program(self) -> str:
        return ""

    def now(self) -> datetime:
        return self._wall_clock().astimezone(UTC).replace(tzinfo=None)

    def identity(self) -> str:
        told = f"files\x1f{self._drop.name}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def columns(self, table: Table) -> dict[str, str]:
        """A heading that is missing refuses the file; there are no types to compare."""
        return {}

    def surely_gone(self, table: Table, keys: Sequence[Key]) -> list[Key]:
        """A file that is only a part says nothing of what it does not cover."""
        match self._feed(table).reads:
            case "whole":
                return list(keys)
            case "window":
                return [*self._store(table.name).gone([str(key) for key in keys])]
        return []

    def schema(self, table: Table) -> str:
        unknown = self._feed(table).columns.keys() - set(table.columns)
        if unknown:
            raise TableUnreadable(f"The mapping fills unknown columns: {', '.join(unknown)}")
        told = f"{self._mapping.version} {' '.join(table.columns)}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def totals(self, table: Table) -> tuple[int, int | None]:
        return self._good(table).rows, None

    def rows(self, table: Table, keys: Sequence[Key]) -> list[Row]:
        self._good(table)
        return [_row(table, record) for record in self._store(table.name).of(list(map(str, keys)))]

    def rows_after(
        self, table: Table, after: Key | None, rows_max: int, through: Key | None = None
    ) -> list[Row]:
        self._good(table)
        found = self._store(table.name).after(None if after is None else str(after), rows_max)
        return [_row(table, record) for record in found]

    def _good(self, table: Table) -> Good:
        self._feed(table)
        found = self._store(table.name).good()
        if found is None:
            raise TableUnreadable(self.remark(table) or "No finished file has come yet.")
        return found

    def _feed(self, table: Table) -> Feed:
        feed = self._mapping.feeds.get(table.name)
        if feed is None:
            raise TableUnreadable("The mapping has no such feed.")
        return feed

    def _store(self, name: str) -> Store:
        return Store(self._kept / f"{name}.sqlite")


def _row(table: Table, record: Record) -> Row:
    key, values = record
    return key, None, tuple(values.get(column) for column in table.columns)
