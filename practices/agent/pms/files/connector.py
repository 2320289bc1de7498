"""Files in a folder by their mapping. Reading only: nothing in the folder is changed."""

import hashlib
import logging
import sqlite3
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from practices.agent.pms import Key, PmsAway, TableUnreadable, Values
from practices.agent.pms.files.bad import NotTaken
from practices.agent.pms.files.folder import ACCEPT, Drop, Dropped
from practices.agent.pms.files.keeping import Archive, sha256_of
from practices.agent.pms.files.mapping import Feed, Mapping, mark_of
from practices.agent.pms.files.store import Good, Store
from practices.agent.pms.files.taking import Record, check_drop, records_of
from practices.agent.pms.whole import Whole
from practices.wire.messages import Table

log = logging.getLogger("dso-agent")
UNREADABLE = "The file cannot be read."
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
        self._refused: dict[str, dict[Dropped, str]] = {name: {} for name in mapping.feeds}

    def refresh(self) -> None:
        """Take in what has come. Raises PmsAway where the folder cannot be read."""
        try:
            self._drop.look(self._clock())
        except OSError:
            raise PmsAway("The folder for files cannot be read.") from None
        self._drop.rest()
        for name, feed in self._mapping.feeds.items():
            self._take_newest(name, feed)
        self._archive.drop_old(self._wall_clock())

    def has(self, table: Table) -> bool:
        return table.name in self._mapping.feeds

    def remark(self, table: Table) -> str:
        """Why a newer file than the one we read is refused."""
        refused = self._refused.get(table.name)
        if not refused:
            return ""
        newest = max(refused, key=lambda one: one.place)
        return f"The newest file is refused. {refused[newest]}"[:REMARK_CHARACTERS_MAX]

    def state(self, table: Table) -> str:
        good = self._good(table)
        return f"{good.sha256} {good.mapping}"

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

    def _take_newest(self, name: str, feed: Feed) -> None:
        """The newest good one. Refused ones stay refused for as long as they are there unchanged,
        or until a person accepts one."""
        before, refused = self._store(name).good(), self._refused[name]
        finished = self._drop.finished(feed.pattern)
        fresh = [one for one in finished if before is None or _is_newer(one, feed, before)]
        for gone in refused.keys() - set(fresh):
            del refused[gone]
        for one in fresh:
            if refused.get(one, UNREADABLE) != UNREADABLE and not one.has_beside(ACCEPT):
                continue
            try:
                self._take(name, feed, one, before)
            except NotTaken as why:
                refused[one] = str(why)
                log.warning("%s: a file is refused. %s", name, why)
                continue
            self._refused[name] = {one_: told for one_, told in refused.items() if one_ != one}
            return

    def _take(self, name: str, feed: Feed, one: Dropped, before: Good | None) -> None:
        """Raises NotTaken, and then nothing has changed; PmsAway where we cannot keep anything."""
        try:
            sha256 = sha256_of(one.path)
        except OSError:
            raise NotTaken(UNREADABLE) from None
        try:
            with self._store(name).writing() as fresh:
                rows = fresh.add(records_of(one.path, feed))
                if not one.has_beside(ACCEPT):
                    check_drop(rows, before.rows if before else None)
                if not one.is_unchanged():
                    raise NotTaken("The file changed while it was read.")
                self._archive.keep(name, one.path, sha256, self._wall_clock())
                fresh.keep(Good(sha256=sha256, rows=rows, mapping=mark_of(feed), place=one.place))
        except (OSError, sqlite3.Error):
            raise PmsAway("The agent's own folder cannot be written: is the disk full?") from None
        log.info("%s: took a file of %d rows", name, rows)

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


def _is_newer(one: Dropped, feed: Feed, before: Good) -> bool:
    """The same file is, once it is to be read another way."""
    return one.place > before.place or (
        one.place == before.place and before.mapping != mark_of(feed)
    )


def _row(table: Table, record: Record) -> Row:
    key, values = record
    return key, None, tuple(values.get(column) for column in table.columns)
