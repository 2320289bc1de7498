"""What the platform has of late, as hashes in memory: a row that is the same is not sent again.

Losing it costs repeats and nothing else; nothing of it is ever written down.
"""

from collections.abc import Iterable

from practices.agent.pms import Key
from practices.agent.source import SourceRow

ROWS_PER_TABLE_MAX = 50_000


class Sent:
    """Of one table. A row is forgotten before it is sent and remembered once it is kept."""

    def __init__(self) -> None:
        self._hashes: dict[Key, bytes] = {}

    def fresh(self, rows: Iterable[SourceRow]) -> list[SourceRow]:
        return [row for row in rows if self._hashes.get(row.key) != row.hash]

    def forget(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self._hashes.pop(key, None)

    def keep(self, rows: Iterable[SourceRow]) -> None:
        """The oldest go first when there are too many."""
        for row in rows:
            self._hashes.pop(row.key, None)
            self._hashes[row.key] = row.hash
        excess = len(self._hashes) - ROWS_PER_TABLE_MAX
        for key in list(self._hashes)[: max(excess, 0)]:
            del self._hashes[key]
