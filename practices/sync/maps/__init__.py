"""Which tables and columns of a practice system are read, and how. One system, one file."""

from practices.sync.maps.open_dental import APPEND_ONLY, MAP, TABLES
from practices.wire.batch import ROWS_MAX
from practices.wire.messages import Config, Table

__all__ = ["APPEND_ONLY", "MAP", "TABLES", "config", "table_named"]

_by_name = {table.name: table for table in TABLES}


def config() -> Config:
    return Config(map=MAP, tables=TABLES, rows_max=ROWS_MAX)


def table_named(name: str) -> Table:
    """Raises LookupError for a table that is not read."""
    return _by_name[name]
