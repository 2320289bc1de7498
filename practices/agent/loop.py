"""The agent's loop: read what changed, send it, compare now and then. The power may fail anywhere.

The platform keeps the place in every table and moves it together with the rows. What stands here
is memory that makes work shorter: losing it repeats work, it never loses any.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from practices.agent import comparing, health, reading, streams
from practices.agent.cursors import NotACursor
from practices.agent.pace import Pace
from practices.agent.pms import Pms, TableUnreadable
from practices.agent.schedule import Timing, Watch
from practices.agent.server import OutOfStep, Server, TablePaused, TableRefused, TooMuch
from practices.agent.streams import Stream
from practices.wire.batch import ROWS_MAX, TooLarge
from practices.wire.messages import Config, Cycle, Missing, Table
from practices.wire.values import NotAValue, stamp_of

log = logging.getLogger("dso-agent")
"""Names of tables, counts and times. Never a value."""

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


def turn(agent: Agent) -> float:
    """One round; in how many seconds the next is due.

    Raises PmsAway, Unreachable and NotKnown: then nothing can go on. Whatever is wrong with one
    table sets that table aside for a while, and others go on.
    """
    _beat(agent)
    if agent.beat.paused:
        return agent.timing.heartbeat
    config = _config(agent)
    due = [table for table in config.tables if agent.watches[table.name].due <= agent.clock()]
    if due:
        _notice_another_database(agent, config)
        now = agent.pms.now()
        for table in due:
            with _at(agent, table):
                _read(agent, config, table, now)
        _tell_cycle(agent, config)
    _compare_what_is_due(agent, config)
    watches = [agent.watches[table.name] for table in config.tables]
    next_due = min([agent.beat.due, *(watch.next_due() for watch in watches)])
    return max(0.0, next_due - agent.clock())


@contextmanager
def _at(agent: Agent, table: Table) -> Iterator[None]:
    """Work at one table. Whatever happens, we then ask the platform anew how far it has got."""
    try:
        yield
    except OutOfStep:
        agent.streams.pop(table.name, None)
        agent.watches[table.name].set_aside(agent.clock() + agent.timing.out_of_step, "")
    except TABLE_TROUBLES as why:
        agent.streams.pop(table.name, None)
        agent.watches[table.name].set_aside(agent.clock() + agent.timing.set_aside, str(why))
        log.warning("%s is set aside: %s", table.name, why)
    except BaseException:
        agent.streams.pop(table.name, None)
        raise


def _read(agent: Agent, config: Config, table: Table, now: datetime) -> None:
    """What is due of one table, a bounded number of pages."""
    watch, stream = agent.watches[table.name], _stream(agent, config, table)
    source, pace = _source(agent, config, table), Pace(agent.clock, agent.sleep)
    through, count = stream.cursor, 0
    for page in reading.pages(source, stream.cursor, now):
        pace.read()
        rows = stream.sent.fresh(page.rows)
        if rows or (page.cursor and watch.must_keep(page.cursor, agent.clock())):
            stream.push(agent.server, rows, page.cursor, now)
            watch.kept(page.cursor, agent.clock() + agent.timing.keep_cursor)
        through, count = page.cursor or through, count + len(rows)
        pace.rest()
    stream.cursor = through
    watch.was_read(table, through, now, agent.clock(), pace.spent)
    if count:
        log.info("%s: sent %d rows", table.name, count)


def _stream(agent: Agent, config: Config, table: Table) -> Stream:
    stream, watch = agent.streams.get(table.name), agent.watches[table.name]
    if stream is not None and watch.schema_due <= agent.clock():
        watch.schema_due = agent.clock() + agent.timing.schema
        if agent.pms.schema(table) != stream.schema:
            stream = None
    if stream is None:
        stream = streams.opened(agent.pms, agent.server, config, table)
        watch.opened(stream.epoch, agent.clock() + agent.timing.schema)
        agent.streams[table.name] = stream
    return stream


def _source(agent: Agent, config: Config, table: Table) -> reading.Source:
    rows_max = max(1, min(config.rows_max, ROWS_MAX))
    overlap = timedelta(seconds=config.overlap_seconds)
    return reading.Source(agent.pms, table, rows_max, overlap)


def _notice_another_database(agent: Agent, config: Config) -> None:
    """A restored backup, another server: the platform is told by opening every table anew."""
    identity = agent.pms.identity()
    agent.beat.db_version = agent.beat.db_version or agent.pms.version()
    older = any(_is_older(agent, table) for table in config.tables if table.kind == "grows")
    if older or identity != (agent.identity or identity):
        log.warning("The database is another one, or an older state of it: opening all tables")
        agent.streams.clear()
    agent.identity = identity


def _is_older(agent: Agent, table: Table) -> bool:
    stream = agent.streams.get(table.name)
    if stream is None:
        return False
    known, stream.top = stream.top, agent.pms.top(table)
    return known is not None and (stream.top is None or stream.top < known)


def _tell_cycle(agent: Agent, config: Config) -> None:
    """A moment up to which all tables were read, once none is in its first reading any more."""
    watches = [agent.watches[table.name] for table in config.tables if table.kind != "whole"]
    good = [watch.read_up_to for watch in watches if not watch.error]
    moments = [moment for moment in good if moment is not None]
    if not moments or len(moments) < len(good) or min(moments) == agent.told_cycle:
        return
    epochs = {
        name: stream.epoch
        for name, stream in agent.streams.items()
        if (read_up_to := agent.watches[name].read_up_to) and read_up_to >= min(moments)
    }
    agent.server.cycle(Cycle(epochs=epochs, db_now=stamp_of(min(moments)) or ""))
    agent.told_cycle = min(moments)


def _compare_what_is_due(agent: Agent, config: Config) -> None:
    """Second looks for all tables, a comparison for one: changes are not to wait for long."""
    for table in config.tables:
        with _at(agent, table):
            _look_again(agent, config, table)
    for table in config.tables:
        watch = agent.watches[table.name]
        full, hot = watch.compare_due <= agent.clock(), watch.hot_due <= agent.clock()
        if (full or hot) and not watch.error and watch.read_up_to is not None:
            with _at(agent, table):
                _compare(agent, config, table, hot=not full)
            return


def _compare(agent: Agent, config: Config, table: Table, *, hot: bool) -> None:
    watch, stream = agent.watches[table.name], _stream(agent, config, table)
    source, pace = _source(agent, config, table), Pace(agent.clock, agent.sleep)
    wanted = missing = 0
    for found in comparing.compare(source, agent.server, stream.epoch, pace, hot=hot):
        for keys in _in_pages(found.wanted, source.rows_max):
            stream.push(agent.server, source.of(keys), None, agent.pms.now())
        if found.missing:
            watch.lost.append((agent.clock() + agent.timing.recheck, found.missing))
        wanted, missing = wanted + len(found.wanted), missing + len(found.missing)
    watch.was_compared(agent.clock(), hot=hot)
    log.info("%s compared: %d rows differ, %d not found", table.name, wanted, missing)


def _look_again(agent: Agent, config: Config, table: Table) -> None:
    """Keys that were not found: those still absent are gone."""
    watch = agent.watches[table.name]
    due = [keys for at, keys in watch.lost if at <= agent.clock()]
    if not due or watch.error:
        return
    stream, source = _stream(agent, config, table), _source(agent, config, table)
    for keys in due:
        for part in _in_pages(keys, source.rows_max):
            now = agent.pms.now()
            there = {row.key for row in source.of(part)}
            absent = [key for key in part if key not in there]
            stream.sent.forget(absent)
            if absent:
                told = tuple(map(str, absent))
                answer = agent.server.missing(
                    table.name,
                    Missing(epoch=stream.epoch, keys=told, db_now=stamp_of(now) or ""),
                )
                log.info("%s: %d rows gone, %d held", table.name, answer.gone, answer.held)
    watch.lost = [(at, keys) for at, keys in watch.lost if keys not in due]


def _in_pages(keys: list[int], rows_max: int) -> Iterator[list[int]]:
    for start in range(0, len(keys), rows_max):
        yield keys[start : start + rows_max]


def _config(agent: Agent) -> Config:
    """The list of tables, asked for now and then. Another list opens every table anew."""
    if agent.config is None or agent.config_due <= agent.clock():
        known, agent.config = agent.config, agent.server.config()
        agent.config_due = agent.clock() + agent.timing.config
        if agent.config != known:
            agent.streams.clear()
        known_watches, agent.watches = agent.watches, {}
        for table in agent.config.tables:
            watch = known_watches.get(table.name) or Watch(agent.timing, agent.chance())
            agent.watches[table.name] = watch
    return agent.config


def _beat(agent: Agent) -> None:
    """Once a minute: how we are. The answer may ask for fresh rows, or for a pause."""
    if agent.beat.due > agent.clock():
        return
    answer = agent.server.heartbeat(health.heartbeat(agent.beat, agent.watches, agent.clock()))
    agent.beat.due = agent.clock() + agent.timing.heartbeat
    agent.beat.paused = answer.paused
    if answer.poll_now:
        for watch in agent.watches.values():
            watch.due = agent.clock() if not watch.error else watch.due
