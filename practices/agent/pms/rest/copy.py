"""A list as it was last read: rows by key in a small database, with how far reading has got.

Every step is one transaction. A row that a full reading did not meet is kept until the next one
misses it too: lists move while they are read.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from practices.agent.pms import PmsAway
from practices.agent.pms.files.store import DAMAGED, OWNER_ONLY, Store, told_bytes
from practices.agent.pms.rest.rows import Record

Span = tuple[date, date]
"""Days, both included."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How far reading has got. Moments are seconds since 1970, None before the first.

    `since` is by the API's own clock, the others by ours. `changes` moves with every row.
    """

    mapping: str = ""
    passes: int = 0
    changes: int = 0
    full_at: float | None = None
    read_at: float | None = None
    since: float | None = None
    must_confirm: bool = False
    full_calls: int = 1
    full_size: int = 0
    changed_calls: int = 1
    rows: int = 0
    usual: frozenset[str] = frozenset()


class Copy(Store):
    """Of one list. Only one process writes to it."""

    def prepare(self, mapping: str) -> None:
        """As it was left, or empty where it was read by another mapping. Raises PmsAway."""
        with self._writing() as database:
            if self._standing(database).mapping != mapping:
                database.execute("DELETE FROM feed")
                self._keep_standing(database, Standing(mapping=mapping))

    def standing(self) -> Standing:
        found = self._ask("SELECT told FROM standing")
        return msgspec.json.decode(found[0][0], type=Standing) if found else Standing()

    def begin(self) -> int:
        """The number of a new full reading."""
        with self._writing() as database:
            told = self._standing(database)
            self._keep_standing(database, msgspec.structs.replace(told, passes=told.passes + 1))
            return told.passes + 1

    def keep(self, records: Sequence[Record], day: str = "") -> int:
        """Lay rows over what is there; how many are others now. `day` is our column of the day."""
        with self._writing() as database:
            told = self._standing(database)
            count = sum(_lay(database, record, day, told.passes) for record in records)
            if count:
                more = msgspec.structs.replace(told, changes=told.changes + count)
                self._keep_standing(database, more)
            return count

    def end(self, told: Standing, spans: Sequence[Span] | None) -> None:
        """A reading has come to its end: `told` stands from here on.

        After a full one, `spans` are the days it covers, none for all. What it missed is marked,
        what the one before missed too is gone.
        """
        with self._writing() as database:
            before = self._standing(database)
            gone = lost = 0
            if spans is not None:
                gone, lost = _miss(database, before.passes, spans)
            rows = int(database.execute("SELECT count(*) FROM feed").fetchone()[0])
            told = msgspec.structs.replace(
                told, mapping=before.mapping, passes=before.passes, rows=rows,
                changes=before.changes + gone,
                must_confirm=bool(lost) if spans is not None else before.must_confirm,
            )  # fmt: skip
            self._keep_standing(database, told)

    def _standing(self, database: sqlite3.Connection) -> Standing:
        found = database.execute("SELECT told FROM standing").fetchone()
        return msgspec.json.decode(found[0], type=Standing) if found else Standing()

    def _keep_standing(self, database: sqlite3.Connection, told: Standing) -> None:
        database.execute("DELETE FROM standing")
        database.execute("INSERT INTO standing VALUES (?)", [msgspec.json.encode(told)])

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))
            with contextlib.closing(sqlite3.connect(self.path)) as database, database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS feed"
                    " (key TEXT PRIMARY KEY, told BLOB, day TEXT, seen INTEGER, missed INTEGER)"
                )
                database.execute("CREATE TABLE IF NOT EXISTS standing (told BLOB)")
                yield database
        except (OSError, sqlite3.Error):
            raise PmsAway(DAMAGED.format(self.path.name)) from None


def _lay(database: sqlite3.Connection, record: Record, day: str, seen: int) -> int:
    key, values = record
    if values is None:
        return database.execute("DELETE FROM feed WHERE key = ?", [key]).rowcount
    told = told_bytes(values)
    known = database.execute("SELECT told FROM feed WHERE key = ?", [key]).fetchone()
    database.execute(
        "INSERT INTO feed VALUES (?, ?, ?, ?, 0) ON CONFLICT (key) DO UPDATE"
        " SET told = excluded.told, day = excluded.day, seen = excluded.seen, missed = 0",
        [key, told, str(values.get(day) or "")[:10] if day else "", seen],
    )
    return int(known is None or known[0] != told)


def _miss(database: sqlite3.Connection, passes: int, spans: Sequence[Span]) -> tuple[int, int]:
    """How many rows are gone, and how many were missed for the first time."""
    where, given = "seen < ?", list[int | str]([passes])
    if spans:
        low, high = min(low for low, _ in spans), max(high for _, high in spans)
        where, given = f"{where} AND day > ? AND day < ?", [*given, f"{low}", f"{high}"]
    gone = database.execute(f"DELETE FROM feed WHERE {where} AND missed = 1", given).rowcount  # noqa: S608  # texts of ours
    lost = database.execute(f"UPDATE feed SET missed = 1 WHERE {where}", given).rowcount  # noqa: S608  # as above
    return gone, lost
