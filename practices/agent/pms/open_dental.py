"""Open Dental by its database: MySQL from 5.5, MariaDB, InnoDB or MyISAM. Reading only.

Every statement is built here from names that the platform's list gives and that are checked; no
SQL comes from anywhere else. None touches more rows than it returns, but for windows over a table
whose stamp has no index.
"""

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import pymysql

from practices.agent.pms import Key, Pms, PmsAway, TableUnreadable, Values, codes
from practices.agent.pms.decode import DECODERS
from practices.wire.messages import Table

STATEMENT_SECONDS_MAX = 20
CONNECT_SECONDS_MAX = 10
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
NEVER = frozenset({
    ("patient", "ssn"),
    ("provider", "ssn"),
    ("userod", "password"),
    ("payment", "receipt"),
    ("procnote", "signature"),
    ("document", "note"),
    ("document", "rawbase64"),
    ("document", "thumbnail"),
    ("eobattach", "rawbase64"),
    ("supplier", "username"),
    ("supplier", "password"),
})  # fmt: skip
"""Columns that do not leave the practice, whatever list we are given."""

Row = tuple[Key, datetime | None, Values]


class OpenDental(Pms):
    """One connection, made when it is needed and made again after it broke."""

    def __init__(self, connect: Callable[[], "pymysql.Connection[Any]"]) -> None:
        self._connect = connect
        self._connection: pymysql.Connection[Any] | None = None

    def version(self) -> str:
        return str(self._ask("SELECT VERSION()")[0][0])

    def now(self) -> datetime:
        moment: datetime = self._ask("SELECT CAST(UTC_TIMESTAMP() AS CHAR)")[0][0]
        return datetime.fromisoformat(str(moment))

    def identity(self) -> str:
        told = [*self._ask("SELECT @@hostname, @@datadir, DATABASE()")[0]]
        told += [row[0] for row in self._ask(_TITLE)]
        text = "\x1f".join(map(str, told))
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def title(self) -> str:
        found = self._ask(_TITLE)
        return hashlib.sha256(str(found[0][0]).encode()).hexdigest()[:32] if found else ""

    def program(self) -> str:
        found = self._ask(_PROGRAM)
        return str(found[0][0]) if found else ""

    def columns(self, table: Table) -> dict[str, str]:
        return {str(name): str(kind) for name, kind in self._ask(_COLUMNS, [table.name])}

    def schema(self, table: Table) -> str:
        known = {name.lower(): kind for name, kind in self.columns(table).items()}
        text = "\x1f".join(f"{name} {known.get(name.lower(), '')}" for name in _columns(table))
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def totals(self, table: Table) -> tuple[int, int | None]:
        count, top = self._ask(f"SELECT COUNT(*), MAX({_key(table)}) FROM {_name(table.name)}")[0]
        return int(count), None if top is None else int(top)

    def next_key(self, table: Table, after: int | None) -> int | None:
        key = _key(table)
        where, given = ("", []) if after is None else (f" WHERE {key} > %s", [after])
        found = self._ask(f"SELECT MIN({key}) FROM {_name(table.name)}{where}", given)[0][0]
        return None if found is None else int(found)

    def sums(self, table: Table, first: int, last: int) -> tuple[int, int, int]:
        key = _key(table)
        at = f"COALESCE(FLOOR(UNIX_TIMESTAMP({_name(table.stamp)})), 0)" if table.stamp else "0"
        mark = f"CRC32(CONCAT({key}, ':', {at}))"
        sql = (
            f"SELECT COUNT(*), BIT_XOR({mark}), COALESCE(SUM({mark}), 0)"
            f" FROM {_name(table.name)} WHERE {key} >= %s AND {key} <= %s"
        )
        count, xor, total = self._ask(sql, [first, last])[0]
        return int(count), int(xor), int(total)

    def floods(self, table: Table, low: datetime, high: datetime, rows: int) -> bool:
        stamp = _name(table.stamp)
        sql = (
            f"SELECT {stamp} FROM {_name(table.name)} WHERE {stamp} >= %s AND {stamp} <= %s"
            f" ORDER BY {stamp} LIMIT {rows:d}, 1"
        )
        return bool(self._ask(sql, [low, high]))

    def top(self, table: Table) -> int | None:
        (key,) = self._ask(f"SELECT MAX({_key(table)}) FROM {_name(table.name)}")[0]
        return None if key is None else int(key)

    def marks(
        self, table: Table, low: datetime, high: datetime, rows_max: int
    ) -> list[tuple[datetime, int]]:
        stamp = _name(table.stamp)
        sql = (
            f"SELECT {stamp}, {_key(table)} FROM {_name(table.name)}"
            f" WHERE {stamp} >= %s AND {stamp} <= %s ORDER BY {stamp} LIMIT {rows_max:d}"
        )
        return [(at, int(key)) for at, key in self._ask(sql, [low, high])]

    def keys_at(self, table: Table, stamp: datetime, after: int | None, rows_max: int) -> list[int]:
        key = _key(table)
        sql = f"SELECT {key} FROM {_name(table.name)} WHERE {_name(table.stamp)} = %s"
        given: list[object] = [stamp]
        if after is not None:
            sql, given = f"{sql} AND {key} > %s", [stamp, after]
        sql = f"{sql} ORDER BY {key} LIMIT {rows_max:d}"
        return [int(row[0]) for row in self._ask(sql, given)]

    def rows(self, table: Table, keys: Sequence[Key]) -> list[Row]:
        if not keys:
            return []
        key = _key(table)
        places = ", ".join(["%s"] * len(keys))
        sql = f"{_selection(table)} WHERE {key} IN ({places}) ORDER BY {key}"
        return [_row(table, row) for row in self._ask(sql, keys)]

    def rows_after(
        self, table: Table, after: Key | None, rows_max: int, through: Key | None = None
    ) -> list[Row]:
        key = _key(table)
        bounds = [(f"{key} > %s", after), (f"{key} <= %s", through)]
        told = [(text, bound) for text, bound in bounds if bound is not None]
        where = f" WHERE {' AND '.join(text for text, _ in told)}" if told else ""
        sql = f"{_selection(table)}{where} ORDER BY {key} LIMIT {rows_max:d}"
        return [_row(table, row) for row in self._ask(sql, [bound for _, bound in told])]

    def refusal(self, sql: str) -> int | None:
        """The server's code for why it does not do this, None if it did. For the doctor only.

        Raises PmsAway if it did not answer, which is no refusal.
        """
        try:
            with self._open().cursor() as cursor:
                cursor.execute(sql)
        except pymysql.MySQLError as why:
            code = codes.code_of(why)
            if code in codes.DENIED | codes.NOT_THERE:
                return code
            self.close()
            raise PmsAway(codes.away(code)) from None
        return None

    def close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(pymysql.MySQLError):
                self._connection.close()
        self._connection = None

    def _ask(self, sql: str, given: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._open().cursor() as cursor:
                cursor.execute(sql, list(given) or None)
                return list(cursor.fetchall())
        except pymysql.MySQLError as why:
            code = codes.code_of(why)
            if code in codes.UNREADABLE:
                raise TableUnreadable(f"{codes.UNREADABLE[code]} (code {code})") from None
            self.close()
            raise PmsAway(codes.away(code)) from None

    def _open(self) -> "pymysql.Connection[Any]":
        if self._connection is None:
            connection = self._connect()
            with connection.cursor() as cursor:
                for statement in _SESSION:
                    cursor.execute(statement)
                for statement in _TIME_LIMITS:  # MariaDB knows the first, MySQL the second
                    with contextlib.suppress(pymysql.MySQLError):
                        cursor.execute(statement)
            self._connection = connection
        return self._connection


def connector(given: dict[str, Any]) -> Callable[[], "pymysql.Connection[Any]"]:
    """`given` are PyMySQL's own words: host and port or unix_socket, user, password, database."""

    def connect() -> "pymysql.Connection[Any]":
        return pymysql.connect(
            charset="utf8mb4",
            use_unicode=False,
            conv=DECODERS,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS_MAX,
            read_timeout=3 * STATEMENT_SECONDS_MAX,
            **given,
        )

    return connect


_SESSION = (
    "SET SESSION time_zone = '+00:00'",
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
)
_TIME_LIMITS = (
    f"SET SESSION max_statement_time = {STATEMENT_SECONDS_MAX}",
    f"SET SESSION max_execution_time = {STATEMENT_SECONDS_MAX * 1000}",
)
_TITLE = "SELECT ValueString FROM preference WHERE PrefName = 'PracticeTitle'"
_PROGRAM = "SELECT ValueString FROM preference WHERE PrefName = 'DataBaseVersion'"
_COLUMNS = (
    "SELECT COLUMN_NAME, COLUMN_TYPE FROM information_schema.COLUMNS"
    " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = %s"
)


def _selection(table: Table) -> str:
    """Key, stamp or nothing, then all columns: what `_row` takes apart."""
    _columns(table)
    stamp = _name(table.stamp) if table.stamp else "NULL"
    columns = ", ".join(_name(column) for column in table.columns)
    return f"SELECT {_key(table)}, {stamp}, {columns} FROM {_name(table.name)}"


def _row(table: Table, row: tuple[Any, ...]) -> Row:
    return int(row[0]), row[1], row[2:]


def _key(table: Table) -> str:
    if len(table.key) != 1:
        raise TableUnreadable("Only tables with a key of one column can be read.")
    return _name(table.key[0])


def _columns(table: Table) -> list[str]:
    """All we read of a table, each once. Raises TableUnreadable for what may never be read."""
    stamp = [table.stamp] if table.stamp else []
    names = list(dict.fromkeys([*table.key, *stamp, *table.columns]))
    forbidden = [name for name in names if (table.name.lower(), name.lower()) in NEVER]
    if forbidden:
        raise TableUnreadable(f"Never leaves the practice: {', '.join(forbidden)}")
    return names


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise TableUnreadable("The list holds a name that is none.")
    return f"`{name}`"
