"""The mapping of a database: which of its tables fills which of ours. Signed like that of files.

There is no SQL in it: statements are built from its names, which must be in the database.
"""

import re
from pathlib import Path
from typing import Literal

import msgspec

from practices.agent.pms.files.mapping import BadMapping, Column, check_columns, signed_bytes

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
    """`oldest` and `newest` are the program's versions it is meant for, as major numbers."""

    system: Literal["eaglesoft"]
    version: int
    status: Literal["preview"]
    oldest: int
    newest: int
    feeds: dict[str, TableFeed]
    limits: tuple[str, ...]


def signed_table_mapping(path: Path, keys: tuple[str, ...]) -> TableMapping:
    """Raises BadMapping."""
    return read(signed_bytes(path, keys))


def read(raw: bytes) -> TableMapping:
    """Raises BadMapping."""
    try:
        told = msgspec.toml.decode(raw, type=TableMapping)
    except (msgspec.DecodeError, UnicodeDecodeError) as why:
        raise BadMapping(f"The mapping is not as expected: {why}") from None
    for name, feed in told.feeds.items():
        check_columns(name, feed.columns)
        _check(name, feed)
    return told


def _check(name: str, feed: TableFeed) -> None:
    if len(feed.columns["id"].headings) > 1:
        raise BadMapping(f"{name}: a table's key is one column.")
    bad = [one for one in (feed.table, *feed.names) if not NAME.fullmatch(one)]
    if bad:
        raise BadMapping(f"{name}: names a table or column that is none.")
    never = [one for one in feed.names if NEVER.search(one)]
    if never:
        raise BadMapping(f"{name}: never leaves the practice: {', '.join(never)}")
