"""Thousands of rows in one statement, for rooms that take in whole files."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from compliance.access import context
from practices.registry.guard import PracticeModel


def copy_in(
    model: type[PracticeModel], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """COPY rows of the practice we stand in; JSON comes as text. Constraints and triggers hold."""
    context.practice()
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        with cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)


def insert_many(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """INSERT rows as one array a column: for shared tables, where row security forbids COPY."""
    if not rows:
        return
    fields = {field.column: field for field in model._meta.concrete_fields}
    types = [str(fields[column].db_type(connection)).split("(")[0] for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    arrays = ", ".join(f"%s::{kind}[]" for kind in types)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT * FROM unnest({arrays})',
            [list(column) for column in zip(*rows, strict=True)],
        )
