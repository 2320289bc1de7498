"""The agent's loop: read what changed, send it, compare now and then. The power may fail anywhere.

The platform keeps the place in every table and moves it together with the rows. What stands here
is memory that makes work shorter: losing it repeats work, it never loses any.
"""

import logging
from datetime import datetime

from msgspec import structs

from practices.agent import health, mending, reading
from practices.agent.agent import Agent
from practices.agent.noticing import notice_another_database
from practices.agent.schedule import Watch
from practices.wire.messages import Config, Cycle, Table
from practices.wire.values import stamp_of

log = logging.getLogger("dso-agent")
OFTEN_SECONDS = 300


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
    if any(agent.watches[table.name].next_due() <= agent.clock() for table in config.tables):
        notice_another_database(agent, config)
    if due:
        agent.pms.refresh()
        now = agent.pms.now()
        for table in due:
            with agent.at(table):
                _read(agent, config, table, now)
        _tell_cycle(agent, config)
    mending.compare_what_is_due(agent, config)
    watches = [agent.watches[table.name] for table in config.tables]
    next_due = min([agent.beat.due, *(watch.next_due() for watch in watches)])
    return max(0.0, next_due - agent.clock())


def _read(agent: Agent, config: Config, table: Table, now: datetime) -> None:
    """What is due of one table, a bounded number of pages."""
    watch, stream = agent.watches[table.name], agent.stream(config, table)
    watch.every = agent.pms.every(table)
    if stream.observe:
        watch.is_observed(agent.clock())
        return
    state, watch.remark = agent.pms.state(table), agent.pms.remark(table)
    if state and state == watch.state:
        watch.is_as_it_was(table, agent.pms.as_of(table, now), agent.clock(), now)
        return
    source, pace, as_of = agent.source(config, table), agent.pace(), agent.pms.as_of(table, now)
    through, count = stream.cursor, 0
    for page in reading.pages(source, stream.cursor, as_of):
        pace.read()
        rows = stream.sent.fresh(page.rows)
        if page.is_flood:
            rows = stream.differing(agent.server, rows)
        if rows or (page.cursor and watch.must_keep(page.cursor, agent.clock())):
            stream.push(agent.server, rows, page.cursor, now)
            watch.kept(page.cursor, agent.clock() + agent.timing.keep_cursor)
            agent.limits = stream.limits
        through, count = page.cursor or through, count + len(rows)
        pace.rest(len(page.rows))
    stream.cursor, watch.state = through, state
    watch.was_read(table, through, as_of, agent.clock(), pace.spent, now)
    if count:
        log.info("%s: sent %d rows", table.name, count)


def _tell_cycle(agent: Agent, config: Config) -> None:
    """A moment up to which all tables were read, once none is in its first reading any more.

    Tables that are read seldom are not waited for: nothing would be known before they are due. Of
    a source that reads all of them seldom, those count that it reads most often.
    """
    stamped = [table for table in config.tables if table.kind != "whole"]
    stamped = stamped or list(config.tables)
    every = {table.name: agent.pms.every(table) for table in stamped}
    bound = max([OFTEN_SECONDS, min(every.values(), default=0)])
    watches = [agent.watches[name] for name, seconds in every.items() if seconds <= bound]
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


def _config(agent: Agent) -> Config:
    """The list of tables, asked for now and then. Another list opens every table anew."""
    if agent.config is None or agent.config_due <= agent.clock():
        known, agent.config = agent.config, _given(agent, agent.server.config())
        agent.config_due = agent.clock() + agent.timing.config
        if agent.config != known:
            agent.streams.clear()
        known_watches, agent.watches = agent.watches, {}
        for table in agent.config.tables:
            watch = known_watches.get(table.name) or Watch(agent.timing, agent.chance())
            agent.watches[table.name] = watch
    return agent.config


def _given(agent: Agent, config: Config) -> Config:
    """The list without what this source never gives, at this source's own pace."""
    tables = tuple(
        structs.replace(table, seconds=agent.pms.seconds(table))
        for table in config.tables
        if agent.pms.has(table)
    )
    return structs.replace(config, tables=tables)


def _beat(agent: Agent) -> None:
    """Once a minute: how we are. The answer may ask for fresh rows, or for a pause."""
    if agent.beat.due > agent.clock():
        return
    answer = agent.server.heartbeat(health.heartbeat(agent.beat, agent.watches, agent.clock()))
    agent.beat.due = agent.clock() + agent.timing.heartbeat
    agent.beat.paused, agent.limits = answer.paused, answer.limits
    if answer.poll_now:
        for watch in agent.watches.values():
            watch.due = agent.clock() if not watch.error else watch.due
