"""How many calls and bytes of a month were used, on disk before they are: a crash counts too many.

A month is one of the calendar in UTC. What is used by others under the same contract is not seen.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from practices.agent.pms import PmsAway
from practices.agent.pms.rest.shapes import Budget
from practices.agent.pms.rest.trouble import Trouble

MEGABYTE = 10**6
ANSWER_BYTES_MAX = 16 * MEGABYTE
AROUND_BYTES = 4_000  # headers both ways
UNWRITABLE = "The agent's own folder cannot be written: is the disk full?"


class Spent(Trouble):
    """The month's calls or bytes are used up."""


class Used:
    """`limits` are the mapping's; `calls` may lower them."""

    def __init__(
        self, path: Path, limits: Budget, calls: int | None, wall_clock: Callable[[], datetime]
    ) -> None:
        self._path, self._wall_clock = path, wall_clock
        bounds = [bound for bound in (limits.calls_per_month, calls) if bound is not None]
        self.calls_max = min(bounds, default=None)
        mega = limits.megabytes_per_month
        self.bytes_max = None if mega is None else mega * MEGABYTE

    def reserve(self) -> int:
        """Before a call: counts it, with the most bytes it may bring, which are returned.

        Raises Spent, and then nothing was counted.
        """
        calls, used = self.so_far()
        room = ANSWER_BYTES_MAX
        if self.bytes_max is not None:
            room = min(room, self.bytes_max - used - AROUND_BYTES)
        if room <= 0 or (self.calls_max is not None and calls >= self.calls_max):
            again = until_next_month(self._wall_clock())
            raise Spent("The month's calls are used up; it goes on next month.", again)
        self._add(1, room + AROUND_BYTES)
        return room

    def settle(self, room: int, came: int) -> None:
        """After a call that brought `came` bytes of `room`."""
        self._add(0, came - room)

    def so_far(self) -> tuple[int, int]:
        """Calls and bytes of this month."""
        with self._open() as database:
            told = "SELECT calls, bytes FROM month WHERE month = ?"
            found = database.execute(told, [self._month()]).fetchone()
        return (int(found[0]), int(found[1])) if found else (0, 0)

    def _add(self, calls: int, came: int) -> None:
        with self._open() as database:
            database.execute(
                "INSERT INTO month VALUES (?, ?, ?) ON CONFLICT (month) DO UPDATE"
                " SET calls = calls + excluded.calls, bytes = bytes + excluded.bytes",
                [self._month(), calls, came],
            )

    def _month(self) -> str:
        return f"{self._wall_clock().astimezone(UTC):%Y-%m}"

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Raises PmsAway: what cannot be counted is not asked."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self._path, timeout=30)) as database, database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS month"
                    " (month TEXT PRIMARY KEY, calls INTEGER, bytes INTEGER)"
                )
                yield database
        except (OSError, sqlite3.Error):
            raise PmsAway(UNWRITABLE) from None


def until_next_month(now: datetime) -> float:
    """Seconds."""
    at = now.astimezone(UTC)
    first = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    following = first.replace(year=at.year + at.month // 12, month=at.month % 12 + 1)
    return (following - at).total_seconds()
