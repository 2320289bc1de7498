"""The last good file of a feed as rows by key, in a small database of its own.

A new one is written beside it and put in its place in one step: with its rows come the hash of the
file they are from, how many they are, and where that file stood among the others.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from practices.agent.pms import PmsAway
from practices.agent.pms.files import merging
from practices.agent.pms.files.bad import NotTaken
from practices.agent.pms.files.taking import Record
from practices.wire.values import canonical

DAMAGED = "The agent cannot read its own {}; if that stays so, delete it."
OWNER_ONLY = 0o600
KEYS_AT_ONCE = 500


class Good(msgspec.Struct, frozen=True, kw_only=True):
    """The file the rows are from, and how it was read. `place` orders the files of a feed."""

    sha256: str
    rows: int
    mapping: str
    place: tuple[int, str]


class Store:
    """Of one feed. Reading opens and closes: nobody holds the file while it is replaced."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def good(self) -> Good | None:
        """None before the first."""
        found = self._ask("SELECT told FROM good")
        return msgspec.json.decode(found[0][0], type=Good) if found else None

    def after(self, key: str | None, most: int) -> list[Record]:
        sql = "SELECT key, told FROM feed WHERE key > ? ORDER BY key LIMIT ?"
        return _records(self._ask(sql, ["" if key is None else key, most]))

    def of(self, keys: Sequence[str]) -> list[Record]:
        found: list[tuple[str, bytes]] = []
        for start in range(0, len(keys), KEYS_AT_ONCE):
            part = keys[start : start + KEYS_AT_ONCE]
            places = ", ".join("?" * len(part))
            found += self._ask(f"SELECT key, told FROM feed WHERE key IN ({places})", part)  # noqa: S608  # marks alone
        return _records(sorted(found))

    def gone(self, keys: Sequence[str]) -> list[str]:
        """Those of the keys that a file took away by covering their day."""
        found: list[str] = []
        for start in range(0, len(keys), KEYS_AT_ONCE):
            part = keys[start : start + KEYS_AT_ONCE]
            places = ", ".join("?" * len(part))
            rows = self._ask(f"SELECT key, NULL FROM gone WHERE key IN ({places})", part)  # noqa: S608  # marks alone
            found += [key for key, _ in rows]
        return found

    def has_taken(self, mark: str) -> bool:
        """Whether rows of this very file were laid over the others."""
        return bool(self._ask("SELECT mark, NULL FROM taken WHERE mark = ?", [mark]))

    @contextlib.contextmanager
    def writing(self, *, onto: bool = False) -> Iterator["Fresh"]:
        """Beside the old one, or on a copy of it. Left in any other way than by `keep`, nothing
        has happened."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
        if onto and self.path.exists():
            shutil.copyfile(self.path, beside)
        connection = sqlite3.connect(beside, isolation_level=None)
        try:
            yield Fresh(connection, beside, self.path)
        finally:
            connection.close()
            beside.unlink(missing_ok=True)

    def _ask(self, sql: str, given: Sequence[object] = ()) -> list[tuple[str, bytes]]:
        if not self.path.exists():
            return []
        try:
            connection = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)
            with contextlib.closing(connection):
                return connection.execute(sql, given).fetchall()
        except sqlite3.Error:
            raise PmsAway(DAMAGED.format(self.path.name)) from None


class Fresh:
    """A file's rows on their way in."""

    def __init__(self, connection: sqlite3.Connection, beside: Path, path: Path) -> None:
        self._connection, self._beside, self._path = connection, beside, path
        connection.executescript(
            "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;"
            "CREATE TABLE IF NOT EXISTS good (told BLOB);"
            "CREATE TABLE IF NOT EXISTS feed (key TEXT PRIMARY KEY, told BLOB) WITHOUT ROWID;"
            "CREATE TABLE IF NOT EXISTS gone (key TEXT PRIMARY KEY) WITHOUT ROWID;"
            "CREATE TABLE IF NOT EXISTS taken (mark TEXT PRIMARY KEY) WITHOUT ROWID; BEGIN"
        )

    def add(self, records: Iterable[Record]) -> int:
        """Raises NotTaken for a key that stands twice; returns how many there are."""
        self._insert("feed", records)
        return self._count("feed")

    def append(self, records: Iterable[Record]) -> int:
        """Over what is there; how many there are then. Raises NotTaken as above."""
        self._connection.execute(merging.CAME)
        self._insert("came", records)
        merging.lay_over(self._connection)
        return self._count("feed")

    def cover(
        self, records: Iterable[Record], column: str, days: tuple[date, date]
    ) -> tuple[int, int, int]:
        """All that there is of these days. Raises NotTaken as above.

        Returns how many came, how many there were of these days, and how many there are in all.
        """
        self._connection.execute(merging.CAME)
        self._insert("came", records)
        came, before = self._count("came"), merging.covered(self._connection, column, days)
        merging.take_away(self._connection, column, days)
        merging.lay_over(self._connection)
        return came, before, self._count("feed")

    def note_taken(self, mark: str) -> None:
        self._connection.execute("INSERT OR IGNORE INTO taken VALUES (?)", [mark])

    def keep(self, good: Good) -> None:
        """From here on these rows are the feed."""
        self._connection.execute("DELETE FROM good")
        self._connection.execute("INSERT INTO good VALUES (?)", [msgspec.json.encode(good)])
        self._connection.execute("COMMIT")
        self._connection.close()
        with self._beside.open("rb+") as file:
            os.fsync(file.fileno())
        self._beside.replace(self._path)

    def _insert(self, table: str, records: Iterable[Record]) -> None:
        told = ((key, told_bytes(values)) for key, values in records)
        try:
            self._connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", told)  # noqa: S608  # a name of ours
        except sqlite3.IntegrityError:
            raise NotTaken("A key stands twice.") from None

    def _count(self, table: str) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  # as above


def told_bytes(values: dict[str, object]) -> bytes:
    """Canonical already: what is read back is told in the same bytes."""
    told = msgspec.json.decode(canonical(list(values.values())))
    return msgspec.json.encode(dict(zip(values, told, strict=True)))


def _records(rows: Iterable[tuple[str, bytes]]) -> list[Record]:
    return [(key, msgspec.json.decode(told, type=dict[str, object])) for key, told in rows]
