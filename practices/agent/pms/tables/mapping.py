"""The mapping of a database: which of its tables fills which of ours. Signed like that of files.

There is no SQL in it: statements are built from its names, which must be in the database.
"""

import re
from pathlib import Path
from typing import Literal

import msgspec

from practices.agent.pms import ranges
from practices.agent.pms.files.mapping import BadMapping, Column, check_columns, signed_bytes
from practices.agent.pms.template import completed

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,127}")
NEVER = re.compile(r"ssn|soc\w*_?sec|password|pwd|encrypted|^security", re.IGNORECASE)
"""Columns that do not leave the practice, whatever a mapping says."""


class TableFeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table that fills one of ours. `key` is its column of that kind; `without` leaves out rows
    by what stands in a column: what the program marks as deleted."""

    table: str
    columns: dict[str, Column]
    without: dict[str, tuple[str, ...]] = {}

    @property
    def key(self) -> str:
        return self.columns["id"].headings[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Of the source's columns, the key first."""
        told = [name for column in self.columns.values() for name in column.headings]
        return tuple(dict.fromkeys([self.key, *told, *self.without]))


class TableMapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`oldest` and `newest` are the program's versions it is meant for; `schema` is where the
    database keeps its tables, "" where it has one place for all. `waiting` are the feeds that are
    not completed and therefore not read."""

    system: Literal["eaglesoft", "dentrix"]
    version: int
    status: Literal["preview"]
    oldest: str
    newest: str
    feeds: dict[str, TableFeed]
    limits: tuple[str, ...]
    schema: str = ""
    waiting: dict[str, tuple[str, ...]] = {}


def signed_table_mapping(path: Path, keys: tuple[str, ...]) -> TableMapping:
    """Raises BadMapping."""
    return read(signed_bytes(path, keys))


def read(raw: bytes) -> TableMapping:
    """Raises BadMapping."""
    told, waiting = completed(raw)
    try:
        found = msgspec.convert({**told, "waiting": waiting}, type=TableMapping)
        ranges.is_within((0,), found.oldest, found.newest)
    except (msgspec.ValidationError, ValueError) as why:
        raise BadMapping(f"The mapping is not as expected: {why}") from None
    if found.schema and not NAME.fullmatch(found.schema):
        raise BadMapping("The schema's name is none.")
    for name, feed in found.feeds.items():
        check_columns(name, feed.columns)
        _check(name, feed)
    return found


def _check(name: str, feed: TableFeed) -> None:
    if len(feed.columns["id"].headings) > 1:
        raise BadMapping(f"{name}: a table's key is one column.")
    bad = [one for one in (feed.table, *feed.names) if not NAME.fullmatch(one)]
    if bad:
        raise BadMapping(f"{name}: names a table or column that is none.")
    check_never(name, feed.names)


def check_never(name: str, told: tuple[str, ...]) -> None:
    """Raises BadMapping for what never leaves the practice."""
    never = [one for one in told if NEVER.search(one)]
    if never:
        raise BadMapping(f"{name}: never leaves the practice: {', '.join(never)}")
