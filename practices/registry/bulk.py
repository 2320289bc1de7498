"""Thousands of rows in one statement, for rooms that take in whole files."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
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
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """INSERT rows as one JSON value: for shared tables, where row security forbids COPY."""
    told = msgspec.json.encode([dict(zip(columns, row, strict=True)) for row in rows])
    table = model._meta.db_table
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {names}'  # noqa: S608  # names of our models
            f' FROM json_populate_recordset(NULL::"{table}", %s::json)',
            [told.decode()],
        )
