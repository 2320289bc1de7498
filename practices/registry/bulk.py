"""Thousands of rows in one statement, for rooms that take in whole files."""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString, NamedTuple

import msgspec
import psycopg
from django.db import connection, models

from compliance.access import context
from practices.registry.guard import PracticeModel


def copy_in(
    model: type[PracticeModel], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """COPY rows of the practice we stand in; JSON comes as text. Constraints and triggers hold."""
    context.practice()
    names = ", ".join(f'"{column}"' for column in columns)
    into = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def insert_many(
    model: type[models.Model], rows: Sequence[Mapping[str, Any]], same: Mapping[str, Any]
) -> None:
    """INSERT rows as one JSON value: for shared tables, where row security forbids COPY.

    Each row maps columns to values; `same` holds the columns that are alike in all of them.
    """
    table = model._meta.db_table
    columns = [f'"{column}"' for column in (rows[0] if rows else ())]
    names = ", ".join([*columns, *(f'"{column}"' for column in same)])
    values = ", ".join([*columns, *("%s" for _ in same)])
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {values}'  # noqa: S608  # names of our models
            f' FROM json_populate_recordset(NULL::"{table}", %s::json)',
            [*same.values(), msgspec.json.encode(rows).decode()],
        )


class Upserted(NamedTuple):
    """Keys of rows that were not there, and of those that were and differed."""

    new: list[str]
    changed: list[str]


def upsert(
    model: type[PracticeModel],
    rows: Sequence[Mapping[str, Any]],
    *,
    key: str,
    only_new: Sequence[str] = (),
    always: Mapping[str, Any] | None = None,
) -> Upserted:
    """INSERT rows of the practice we stand in, or update those that differ, as one JSON value.

    Each row maps columns to values; `only_new` columns are left alone in rows that are there;
    `always` columns are set in what is written and make no difference. Keys stand once.
    """
    context.practice()
    if not rows:
        return Upserted([], [])
    table, always = model._meta.db_table, always or {}
    columns = [*rows[0]]
    compared = [c for c in columns if c not in {key, *only_new}]
    told = ", ".join(f'"{c}"' for c in [*columns, *always])
    taken = ", ".join([*(f'"{c}"' for c in columns), *("%s" for _ in always)])
    sets = ", ".join(f'"{c}" = EXCLUDED."{c}"' for c in [*compared, *always])
    ours = ", ".join(f'kept."{c}"' for c in compared)
    theirs = ", ".join(f'EXCLUDED."{c}"' for c in compared)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" AS kept ({told}) SELECT {taken}'  # noqa: S608  # names of our models
            f' FROM json_populate_recordset(NULL::"{table}", %s::json)'
            f' ON CONFLICT ("{key}") DO UPDATE SET {sets}'
            f" WHERE ({ours}) IS DISTINCT FROM ({theirs})"
            f' RETURNING "{key}", xmax = 0',
            [*always.values(), msgspec.json.encode(rows).decode()],
        )
        written = cursor.fetchall()
    return Upserted([k for k, new in written if new], [k for k, new in written if not new])


@contextmanager
def bound(
    sql: LiteralString, given: Mapping[str, object], before: LiteralString = ""
) -> Iterator[psycopg.Cursor[Any]]:
    """Execute with values sent beside the statement, and not written into it as Django does.

    A value of a megabyte so costs half. `before` goes with it on one way to the server and back.
    Raises Django's database errors.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        if before:
            with connection.connection.pipeline():
                connection.connection.execute(before)
                cursor.execute(sql, given)
        else:
            cursor.execute(sql, given)
        yield cursor


CONTROL = re.compile(r"[\x00-\x1f]")


def array_of(values: Iterable[str | uuid.UUID]) -> str:
    """Values for `= ANY (%s::text[])`, in Postgres's own notation.

    Ten thousand are written in a moment; as a list each would pass through Python by itself. Both
    notations escape alike but for control characters; no key of ours holds one, so such a value
    is left out.
    """
    keys = [key for key in values if isinstance(key, uuid.UUID) or not CONTROL.search(key)]
    return "{" + msgspec.json.encode(keys).decode()[1:-1] + "}"
