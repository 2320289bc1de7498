"""Source rows in the order in which they changed, and how many there are."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import Count

from practices.mirror.models import Misread, ReadMark, SourceRow

CHANGED = """
SELECT key, change, "values", gone_at IS NOT NULL
  FROM mirror_sourcerow
 WHERE "table" = %s AND (change, key) > (%s, %s)
 ORDER BY change, key LIMIT %s
"""


class Changed(NamedTuple):
    """A source row that changed; `values` as the wire has them."""

    key: str
    change: int
    values: str
    is_gone: bool


def changed_after(table: str, change: int, key: str, most: int) -> list[Changed]:
    """Rows changed after one change and key, in the order in which that was done."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [table, change, key, most])
        return [Changed(*row) for row in cursor.fetchall()]


def are_level(tables: Iterable[str]) -> bool:
    """Whether all rows of these tables became records as they are now."""
    names = list(tables)
    marks = {mark.table: mark for mark in ReadMark.objects.filter(table__in=names)}
    begun = [(name, *_place(marks.get(name))) for name in names]
    return not any(changed_after(name, change, key, 1) for name, change, key in begun)


def _place(mark: ReadMark | None) -> tuple[int, str]:
    return (mark.change, mark.key) if mark else (-1, "")


def misread_by_table() -> dict[str, int]:
    """How many rows of each table became no record."""
    rows = Misread.objects.values_list("table").annotate(rows=Count("pk")).order_by("table")
    return dict(rows)


def count(table: str) -> int:
    return int(SourceRow.objects.filter(table=table, gone_at=None).count())


def counts() -> dict[str, int]:
    """Rows of each table that are not gone."""
    rows = SourceRow.objects.filter(gone_at=None).values_list("table")
    return dict(rows.annotate(rows=Count("key")).order_by("table"))
