"""Which tables and columns of a practice system are read, how, and what they mean."""

from practices.sync.maps.meaning import Meaning
from practices.sync.maps.open_dental import APPEND_ONLY, MAP, MEANINGS, PROGRAMS, TABLES
from practices.wire.batch import ROWS_MAX
from practices.wire.messages import Config, Table

__all__ = [
    "APPEND_ONLY",
    "MAP",
    "MEANINGS",
    "TABLES",
    "config",
    "is_known_program",
    "meaning_of",
    "seconds_of",
    "table_named",
]

_by_name = {table.name: table for table in TABLES}
_meaning_by_table = {meaning.table: meaning for meaning in MEANINGS}


def config() -> Config:
    return Config(map=MAP, tables=TABLES, rows_max=ROWS_MAX)


def is_known_program(version: str) -> bool:
    """Whether the mapping was written for this version; an agent that tells none is believed."""
    if not version:
        return True
    parts = version.split(".")[:2]
    if not all(part.isdigit() for part in parts) or len(parts) < 2:
        return False
    low, high = PROGRAMS
    return low <= (int(parts[0]), int(parts[1])) <= high


def table_named(name: str) -> Table:
    """Raises LookupError for a table that is not read."""
    return _by_name[name]


def seconds_of(table: str) -> int:
    """Between two readings; 0 for a table that is read no more."""
    known = _by_name.get(table)
    return known.seconds if known else 0


def meaning_of(table: str) -> Meaning | None:
    """None for a table that is kept as it is and becomes no record."""
    return _meaning_by_table.get(table)
