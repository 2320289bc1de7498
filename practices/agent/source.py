"""One table of a practice system: its rows as they are sent, and how they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from practices.agent.pms import Key, Pms, Values
from practices.wire.messages import Table
from practices.wire.values import canonical, row_hash, stamp_of


@dataclass(frozen=True, slots=True)
class SourceRow:
    key: Key
    stamp: str | None
    values: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """One table of one practice system, and how much of it is asked for at once."""

    pms: Pms
    table: Table
    rows_max: int
    overlap: timedelta

    def next_after(self, key: Key | None, through: Key | None = None) -> list[SourceRow]:
        found = self.pms.rows_after(self.table, key, self.rows_max, through)
        return [source_row(*row) for row in found]

    def of(self, keys: Sequence[Key]) -> list[SourceRow]:
        return [source_row(*row) for row in self.pms.rows(self.table, keys)]


def source_row(key: Key, stamp: datetime | None, values: Values) -> SourceRow:
    told = canonical(values)
    return SourceRow(key, stamp_of(stamp), told, row_hash(told))
