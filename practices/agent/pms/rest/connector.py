"""A REST API as a source: its lists are read into copies at their own pace, rows come from these.

A copy is as old as its last reading, and says so. What the API refuses leaves it as it is.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from practices.agent.pms import Key, TableUnreadable, Values
from practices.agent.pms.files.taking import Record
from practices.agent.pms.rest import pacing
from practices.agent.pms.rest.client import Client
from practices.agent.pms.rest.copy import Copy, Standing
from practices.agent.pms.rest.mapping import RestMapping
from practices.agent.pms.rest.pulling import Pull
from practices.agent.pms.rest.shapes import RestFeed
from practices.agent.pms.rest.trouble import Busy, Trouble
from practices.agent.pms.whole import Whole
from practices.wire.messages import Table

log = logging.getLogger("dso-agent")
LOOK_SECONDS = 60
SLICE_SECONDS, FIRST_SLICE_SECONDS = 45.0, 120.0
AGAIN_SECONDS, AGAIN_SECONDS_MAX = 30.0, 3_600.0
TRIES_MAX = 3
UNFINISHED = "It is being read for the first time."
Row = tuple[Key, datetime | None, Values]


@dataclass(slots=True)
class List:
    """One list: its copy, the reading under way, and what went wrong of late."""

    feed: RestFeed
    copy: Copy
    reading: Iterator[None] | None = None
    trouble: str = ""
    tries: int = 0
    again_at: float = 0.0

    def failed(self, why: Trouble, clock: float) -> None:
        wait = AGAIN_SECONDS * 2.0 ** min(self.tries, 20)
        self.reading, self.trouble, self.tries = None, str(why), self.tries + 1
        told = wait if why.again_in is None else why.again_in
        self.again_at = clock + min(told, AGAIN_SECONDS_MAX)

    def ended(self) -> None:
        self.reading, self.trouble, self.tries = None, "", 0


@dataclass
class Rest(Whole):
    """`kept` is a folder of the agent's own."""

    mapping: RestMapping
    client: Client
    kept: Path
    clock: Callable[[], float] = time.monotonic
    wall_clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    lists: dict[str, List] = field(default_factory=dict)
    is_prepared: bool = False

    def __post_init__(self) -> None:
        for name, feed in self.mapping.feeds.items():
            self.lists[name] = List(feed, Copy(self.kept / f"{name}.sqlite"))

    def refresh(self) -> None:
        """Read on for a while where a list is due; what is left waits for the next time.

        Raises PmsAway where our own folder cannot be written. A doctor that only looks never comes
        here: the running agent's copies stay as they are.
        """
        if not self.is_prepared:
            for one in self.lists.values():
                one.copy.prepare(self.mapping.mark)
            self.is_prepared = True
        is_new = any(one.copy.standing().full_at is None for one in self.lists.values())
        ends = self.clock() + (FIRST_SLICE_SECONDS if is_new else SLICE_SECONDS)
        while self.clock() < ends:
            name = self._next()
            if name is None or not self._step(name):
                return

    def has(self, table: Table) -> bool:
        return table.name in self.lists

    def seconds(self, table: Table) -> int:
        return LOOK_SECONDS

    def every(self, table: Table) -> int:
        feed = self._list(table).feed
        return int(min(feed.every_minutes * pacing.MINUTE * self._times(), pacing.MONTH))

    def as_of(self, table: Table, now: datetime) -> datetime:
        told = self._list(table).copy.standing().read_at
        return now if told is None else datetime.fromtimestamp(told, UTC).replace(tzinfo=None)

    def state(self, table: Table) -> str:
        told = self._good(table)
        return f"{told.mapping} {told.changes}"

    def remark(self, table: Table) -> str:
        one = self._list(table)
        slower = pacing.told_slower(one.feed, self._times(), self.client.used)
        return " ".join(filter(None, (one.trouble, slower)))

    def slower(self) -> str:
        """What the first list is told of the month's budget."""
        times = self._times()
        told = (
            pacing.told_slower(one.feed, times, self.client.used) for one in self.lists.values()
        )
        return next(iter(told), "")

    def version(self) -> str:
        return f"{self.mapping.system} (preview), mapping {self.mapping.version}"

    def program(self) -> str:
        """An API tells no version; what a person accepts is the mapping."""
        return f"1.0 {self.mapping.mark}"

    def now(self) -> datetime:
        return self.wall_clock().astimezone(UTC).replace(tzinfo=None)

    def identity(self) -> str:
        where = self.client.where
        told = "\x1f".join([self.mapping.system, where.base, *map(str, where.headers.items())])
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def columns(self, table: Table) -> dict[str, str]:
        """An API has no types that could be compared."""
        return {}

    def schema(self, table: Table) -> str:
        if self._list(table).feed.columns.keys() - set(table.columns):
            raise TableUnreadable("The mapping and the platform's list do not fit.")
        told = f"{self.mapping.mark} {' '.join(table.columns)}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def totals(self, table: Table) -> tuple[int, int | None]:
        return self._good(table).rows, None

    def rows(self, table: Table, keys: Sequence[Key]) -> list[Row]:
        self._good(table)
        return [_row(table, one) for one in self._list(table).copy.of(list(map(str, keys)))]

    def rows_after(
        self, table: Table, after: Key | None, rows_max: int, through: Key | None = None
    ) -> list[Row]:
        self._good(table)
        found = self._list(table).copy.after(None if after is None else str(after), rows_max)
        return [_row(table, one) for one in found]

    def close(self) -> None:
        self.client.session.close()

    def _next(self) -> str | None:
        """The list under way, else one that is due, those first that were never read."""
        for name, one in self.lists.items():
            if one.reading is not None:
                return name
        now, times = self.wall_clock(), self._times()
        free = [n for n, one in self.lists.items() if one.again_at <= self.clock()]
        told = {name: self.lists[name].copy.standing() for name in free}
        for name in sorted(free, key=lambda name: told[name].read_at or 0.0):
            one = self.lists[name]
            what = pacing.due_of(one.feed, told[name], times, now)
            if what is not None:
                pull = Pull(self.client, self.mapping.paging, one.feed, one.copy, now)
                one.reading = pull.full() if what == "full" else pull.changed()
                return name
        return None

    def _step(self, name: str) -> bool:
        """One page; whether others may be asked for."""
        one = self.lists[name]
        assert one.reading is not None
        try:
            next(one.reading)
        except StopIteration:
            one.ended()
        except Trouble as why:
            one.failed(why, self.clock())
            log.warning("%s: %s", name, why)
            return not isinstance(why, Busy)
        return True

    def _times(self) -> float:
        told = {name: (one.feed, one.copy.standing()) for name, one in self.lists.items()}
        return pacing.times_longer(told, self.client.used, self.wall_clock())

    def _good(self, table: Table) -> Standing:
        """Raises TableUnreadable before the first reading, and where trouble stays: nothing is to
        wait for that list then."""
        one = self._list(table)
        told = one.copy.standing()
        if told.full_at is None or one.tries >= TRIES_MAX:
            raise TableUnreadable(one.trouble or UNFINISHED)
        return told

    def _list(self, table: Table) -> List:
        if table.name not in self.lists:
            raise TableUnreadable("The mapping has no such feed.")
        return self.lists[table.name]


def _row(table: Table, record: Record) -> Row:
    key, values = record
    return key, None, tuple(values.get(column) for column in table.columns)
