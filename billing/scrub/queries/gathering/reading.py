"""Rows of the practice we stand in, by SQL written in full: ten thousand claims come at once."""

import uuid
from collections.abc import Collection, Iterator
from typing import Any, LiteralString

from compliance.access import context
from practices.registry.bulk import array_of, bound


def rows(sql: LiteralString, keys: Collection[str | uuid.UUID], **given: object) -> Iterator[Any]:
    """Rows as tuples; `%(keys)s` stands for the keys. None are asked for without keys."""
    context.practice()
    if not keys:
        return
    with bound(sql, {"keys": array_of(keys), **given}) as cursor:
        yield from cursor.fetchall()  # a row at a time costs a sixth of all gathering


def grouped(
    sql: LiteralString, keys: Collection[str | uuid.UUID], **given: object
) -> dict[Any, list[Any]]:
    """The same by their first column, in the order in which the query gives them."""
    found: dict[Any, list[Any]] = {}
    for row in rows(sql, keys, **given):
        found.setdefault(row[0], []).append(row)
    return found
