"""Somebody at the office's desk: reads and writes its practice system as the program would."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from pymysql.cursors import Cursor

NEVER = "0001-01-02"  # earlier than any moment that means something


@dataclass(frozen=True, slots=True)
class Desk:
    """`now` is the office's own time; what is chosen by chance is chosen among rows by key."""

    cursor: Cursor
    chance: Random
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def tomorrow(self) -> date:
        return self.today + timedelta(days=1)

    def all(self, sql: str, *given: object) -> Sequence[tuple[Any, ...]]:
        self.cursor.execute(sql, given or None)
        return self.cursor.fetchall()

    def one(self, sql: str, *given: object) -> tuple[Any, ...] | None:
        """Any of the rows; None where there is none."""
        rows = self.all(sql, *given)
        return self.chance.choice(rows) if rows else None

    def do(self, sql: str, *given: object) -> int:
        """How many rows are other than before."""
        return int(self.cursor.execute(sql, given or None))

    def add(self, table: str, **columns: object) -> int:
        """The key of the new row. Names come from our own code."""
        names, places = ", ".join(columns), ", ".join(["%s"] * len(columns))
        sql = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608  # ours
        self.cursor.execute(sql, list(columns.values()))
        return int(self.cursor.lastrowid)
