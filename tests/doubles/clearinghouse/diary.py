"""What is still to happen, in the order of its moments."""

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime


class Diary:
    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Callable[[], None]]] = []
        self._numbers = itertools.count()

    def note(self, at: datetime, deed: Callable[[], None]) -> None:
        heapq.heappush(self._heap, (at, next(self._numbers), deed))

    def next(self, until: datetime) -> tuple[datetime, Callable[[], None]] | None:
        """The next that is due, taken out."""
        if not self._heap or self._heap[0][0] > until:
            return None
        at, _, deed = heapq.heappop(self._heap)
        return at, deed

    def __len__(self) -> int:
        return len(self._heap)
