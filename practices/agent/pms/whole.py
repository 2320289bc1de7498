"""A source all of whose tables have text keys and are read whole: what it is never asked for."""

from datetime import datetime

from practices.agent.pms import Pms, TableUnreadable
from practices.wire.messages import Table

WHOLE_ONLY = "This source is read whole."


class Whole(Pms):
    """No stamps, no counting keys, no sums; no name of a practice either."""

    def title(self) -> str:
        return ""

    def top(self, table: Table) -> int | None:
        return None

    def next_key(self, table: Table, after: int | None) -> int | None:
        raise TableUnreadable(WHOLE_ONLY)

    def sums(self, table: Table, first: int, last: int) -> tuple[int, int, int]:
        raise TableUnreadable(WHOLE_ONLY)

    def floods(self, table: Table, low: datetime, high: datetime, rows: int) -> bool:
        raise TableUnreadable(WHOLE_ONLY)

    def marks(
        self, table: Table, low: datetime, high: datetime, rows_max: int
    ) -> list[tuple[datetime, int]]:
        raise TableUnreadable(WHOLE_ONLY)

    def keys_at(self, table: Table, stamp: datetime, after: int | None, rows_max: int) -> list[int]:
        raise TableUnreadable(WHOLE_ONLY)

    def close(self) -> None:
        return None
