"""A running agent: what it has in memory, and how it works at one table."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from practices.agent import health, streams
from practices.agent.cursors import NotACursor
from practices.agent.pace import Pace
from practices.agent.pms import Pms, TableUnreadable
from practices.agent.schedule import Timing, Watch
from practices.agent.server import OutOfStep, Server, TablePaused, TableRefused, TooMuch
from practices.agent.source import Source
from practices.agent.streams import Stream
from practices.wire.batch import ROWS_MAX, TooLarge
from practices.wire.messages import Config, Limits, Table
from practices.wire.values import NotAValue

log = logging.getLogger("dso-agent")  # names of tables, counts and times; never a value

TABLE_TROUBLES = (
    TableUnreadable, TableRefused, TablePaused, TooMuch, TooLarge, NotAValue, NotACursor,
)  # fmt: skip


@dataclass(slots=True)
class Agent:
    """All that a running agent has in memory. `clock` counts seconds and knows no date."""

    pms: Pms
    server: Server
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    chance: Callable[[], float]
    timing: Timing = field(default_factory=Timing)
    config: Config | None = None
    config_due: float = 0.0
    beat: health.Beat = field(default_factory=health.Beat)
    watches: dict[str, Watch] = field(default_factory=dict)
    streams: dict[str, Stream] = field(default_factory=dict)
    identity: str = ""
    told_cycle: datetime | None = None
    limits: Limits = field(default_factory=Limits)

    @contextmanager
    def at(self, table: Table) -> Iterator[None]:
        """Work at one table. Whatever happens, we then ask the platform anew how far it has got."""
        try:
            yield
        except OutOfStep:
            self.streams.pop(table.name, None)
            self.watches[table.name].step_back(self.clock())
        except TABLE_TROUBLES as why:
            self.streams.pop(table.name, None)
            watch = self.watches[table.name]
            watch.set_aside(self.clock() + self.timing.set_aside, str(why))
            if isinstance(why, TablePaused):
                watch.mode = "paused"
            log.warning("%s is set aside: %s", table.name, why)
        except BaseException:
            self.streams.pop(table.name, None)
            raise

    def stream(self, config: Config, table: Table) -> Stream:
        stream, watch = self.streams.get(table.name), self.watches[table.name]
        if stream is not None and watch.schema_due <= self.clock():
            watch.schema_due = self.clock() + self.timing.schema
            if self.pms.schema(table) != stream.schema:
                stream = None
        if stream is None:
            stream = streams.opened(self.pms, self.server, config, table)
            watch.opened(stream.epoch, self.clock() + self.timing.schema)
            self.streams[table.name] = stream
            self.limits = stream.limits
        return stream

    def pace(self) -> Pace:
        return Pace(self.clock, self.sleep, lambda: self.limits)

    def source(self, config: Config, table: Table) -> Source:
        rows_max = max(1, min(config.rows_max, self.limits.rows_max, ROWS_MAX))
        overlap = timedelta(seconds=config.overlap_seconds)
        return Source(self.pms, table, rows_max, overlap)
