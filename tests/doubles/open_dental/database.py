"""The rows of the practice, in a real database; one statement after the other."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pymysql
from pymysql.cursors import DictCursor

Row = dict[str, Any]


class Database:
    """All names come from this package; all values are bound."""

    def __init__(self, connect: Callable[[], "pymysql.Connection[Any]"]) -> None:
        self._connection = connect()
        self._lock = threading.RLock()
        self.columns: dict[str, list[str]] = {}

    def rows(self, sql: str, given: Sequence[object] = ()) -> list[Row]:
        with self._lock, self._connection.cursor(DictCursor) as cursor:
            cursor.execute(sql, list(given) or None)
            return list(cursor.fetchall())

    def one(self, table: str, key: str, value: object) -> Row | None:
        found = self.rows(f"SELECT * FROM {table} WHERE {key} = %s", [value])
        return found[0] if found else None

    def update(self, table: str, key: str, value: object, fields: Mapping[str, object]) -> None:
        if fields:
            told = ", ".join(f"{name} = %s" for name in fields)
            self._do(f"UPDATE {table} SET {told} WHERE {key} = %s", [*fields.values(), value])

    def insert(self, table: str, fields: Mapping[str, object]) -> int:
        names, places = ", ".join(fields), ", ".join(["%s"] * len(fields))
        with self._lock, self._connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", [*fields.values()])
            return int(cursor.lastrowid)

    def delete(self, table: str, key: str, value: object) -> None:
        self._do(f"DELETE FROM {table} WHERE {key} = %s", [value])

    def preference(self, name: str) -> str:
        row = self.one("preference", "PrefName", name)
        return str(row["ValueString"]) if row else ""

    def whole(self) -> "threading.RLock":
        """The program does one thing after the other."""
        return self._lock

    def close(self) -> None:
        self._connection.close()

    def _do(self, sql: str, given: Sequence[object]) -> None:
        with self._lock, self._connection.cursor() as cursor:
            cursor.execute(sql, list(given))


def connecting(**given: Any) -> Callable[[], "pymysql.Connection[Any]"]:  # noqa: ANN401  # PyMySQL's own words
    """As the program connects: local time of the session, an empty sql_mode, no transactions."""

    def connect() -> "pymysql.Connection[Any]":
        return pymysql.connect(
            charset="utf8mb4", autocommit=True, init_command="SET time_zone='+00:00', sql_mode=''",
            **given,
        )  # fmt: skip

    return connect
