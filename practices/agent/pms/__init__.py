"""What the agent asks of a practice system, whichever it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from practices.wire.messages import Table

Values = tuple[object, ...]
Key = int | str
"""A counting number, or text where the list says so (`Table.keys`). One table has one of both."""


class PmsAway(Exception):
    """The practice's database does not answer, or refused the login: try later."""


class TableUnreadable(Exception):
    """One table cannot be read as the list asks; the others can. The text holds no values."""


class Pms(Protocol):
    """Reading only. Moments are UTC without a zone.

    `values` of a row stand in the order of the table's columns. No method reads more rows than
    it is asked for: on MyISAM whoever reads holds up whoever writes.
    """

    def version(self) -> str: ...

    def refresh(self) -> None:
        """Asked before tables are read: what came since the last time counts from here on."""
        return None  # noqa: RET501  # an empty body would be abstract

    def has(self, table: Table) -> bool:
        """Whether this source gives the table at all; one that it never gives is not asked for."""
        return True

    def state(self, table: Table) -> str:
        """Differs once any row of a table that is read whole may; "" where nobody can tell."""
        return ""

    def remark(self, table: Table) -> str:
        """What a person should know of a table that can be read all the same; "" for nothing."""
        return ""

    def surely_gone(self, table: Table, keys: Sequence[Key]) -> list[Key]:
        """Of keys that are not there, those of which that means that they are gone."""
        return list(keys)

    def seconds(self, table: Table) -> int:
        """How long after one look the next is due; a copy of our own is looked at more often."""
        return table.seconds

    def every(self, table: Table) -> int:
        """How many seconds lie between two readings of it, as it is planned."""
        return table.seconds

    def as_of(self, table: Table, now: datetime) -> datetime:
        """Up to when the rows are as they were there; earlier than `now` where they are a copy."""
        return now

    def now(self) -> datetime:
        """The database's own clock, the only one that stamps are measured against."""
        ...

    def identity(self) -> str:
        """Differs between two databases, and is the same after a restart."""
        ...

    def title(self) -> str:
        """A hash of the practice's name in it, "" where it has none."""
        ...

    def program(self) -> str:
        """The version of the practice system, as it writes it; "" where it does not say."""
        ...

    def columns(self, table: Table) -> dict[str, str]:
        """All columns we may see of a table, with their types. Raises TableUnreadable."""
        ...

    def schema(self, table: Table) -> str:
        """The columns we read and their types, as one mark; one that is missing is in it too."""
        ...

    def totals(self, table: Table) -> tuple[int, int | None]:
        """How many rows there are, and the highest key."""
        ...

    def next_key(self, table: Table, after: int | None) -> int | None:
        """The lowest key above `after`."""
        ...

    def sums(self, table: Table, first: int, last: int) -> tuple[int, int, int]:
        """Of the rows with keys in a range: count, XOR and sum of `buckets.mark_of` each."""
        ...

    def floods(self, table: Table, low: datetime, high: datetime, rows: int) -> bool:
        """Whether more than so many rows are stamped in a window."""
        ...

    def top(self, table: Table) -> int | None:
        """The highest key there is."""
        ...

    def marks(
        self, table: Table, low: datetime, high: datetime, rows_max: int
    ) -> list[tuple[datetime, int]]:
        """Stamp and key of the first rows of a window, both ends included, by stamp."""
        ...

    def keys_at(self, table: Table, stamp: datetime, after: int | None, rows_max: int) -> list[int]:
        """Keys of the rows of one stamp above `after`, ascending."""
        ...

    def rows(self, table: Table, keys: Sequence[Key]) -> list[tuple[Key, datetime | None, Values]]:
        """Key, stamp and values of those of the keys that are there, by key."""
        ...

    def rows_after(
        self, table: Table, after: Key | None, rows_max: int, through: Key | None = None
    ) -> list[tuple[Key, datetime | None, Values]]:
        """The next rows by key above `after`, not above `through`."""
        ...

    def close(self) -> None: ...
