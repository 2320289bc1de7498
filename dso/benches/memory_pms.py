"""A practice system in memory, whose rows change all the time, and only then."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime

from practices.agent.pms import Key, Pms, Values
from practices.wire.messages import Table

CHANGES_PER_SECOND = 2


class MemoryPms(Pms):
    """One table by key: when it changed last. It changes as time passes, and only then."""

    def __init__(self, rows: int) -> None:
        began = time.time() - 60
        self.changed = dict.fromkeys(range(1, rows + 1), began)
        self.by_time: list[tuple[float, int]] = []
        self.passed = time.time()

    def version(self) -> str:
        return "10.11"

    def title(self) -> str:
        return ""

    def program(self) -> str:
        return ""

    def now(self) -> datetime:
        self._pass()
        return _moment(time.time())

    def identity(self) -> str:
        return "memory"

    def columns(self, table: Table) -> dict[str, str]:
        return {}

    def schema(self, table: Table) -> str:
        return "memory"

    def totals(self, table: Table) -> tuple[int, int | None]:
        return len(self.changed), self.top(table)

    def next_key(self, table: Table, after: int | None) -> int | None:
        return None

    def sums(self, table: Table, first: int, last: int) -> tuple[int, int, int]:
        return 0, 0, 0

    def top(self, table: Table) -> int | None:
        return len(self.changed)

    def floods(self, table: Table, low: datetime, high: datetime, rows: int) -> bool:
        return False

    def marks(
        self, table: Table, low: datetime, high: datetime, rows_max: int
    ) -> list[tuple[datetime, int]]:
        first, last = low.replace(tzinfo=UTC).timestamp(), high.replace(tzinfo=UTC).timestamp()
        found = [(int(at), key) for at, key in self.by_time if first <= int(at) <= last]
        live = sorted((at, key) for at, key in found if int(self.changed[key]) == at)
        return [(_moment(at), key) for at, key in live[:rows_max]]

    def keys_at(self, table: Table, stamp: datetime, after: int | None, rows_max: int) -> list[int]:
        at = stamp.replace(tzinfo=UTC).timestamp()
        keys = {key for when, key in self.by_time if int(when) == at == int(self.changed[key])}
        return sorted(key for key in keys if after is None or key > after)[:rows_max]

    def rows(self, table: Table, keys: Sequence[Key]) -> list[tuple[Key, datetime | None, Values]]:
        counted = map(int, keys)
        return [(key, _moment(self.changed[key]), self._values(table, key)) for key in counted]

    def rows_after(
        self, table: Table, after: Key | None, rows_max: int, through: Key | None = None
    ) -> list[tuple[Key, datetime | None, Values]]:
        first = int(after or 0) + 1
        return self.rows(table, range(first, min(first + rows_max, len(self.changed) + 1)))

    def close(self) -> None: ...

    def _values(self, table: Table, key: int) -> Values:
        amounts = (12.5 * (place % 7) for place in range(len(table.columns) - 2))
        return (key, repr(self.changed[key]), *amounts)

    def _pass(self) -> None:
        """Rows change evenly, one after the other."""
        now, step = time.time(), 1 / CHANGES_PER_SECOND
        count = len(self.changed)
        while self.passed + step <= now:
            self.passed += step
            key = int(self.passed * CHANGES_PER_SECOND) % count + 1
            self.changed[key] = self.passed
            self.by_time.append((self.passed, key))
        old = now - 400  # longer than windows overlap
        self.by_time = [one for one in self.by_time if one[0] > old]


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(int(at), UTC).replace(tzinfo=None)
