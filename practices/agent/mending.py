"""Comparing tables in turn: sending what differs, looking a second time for what is gone."""

import logging
from collections.abc import Iterator

from practices.agent.agent import Agent
from practices.agent.comparing import HOT_BUCKETS, LAST_BUCKET, Comparing, Found
from practices.agent.pms import Key
from practices.wire.buckets import BUCKET_BITS
from practices.wire.messages import Config, Missing, Table
from practices.wire.values import stamp_of

log = logging.getLogger("dso-agent")


def compare_what_is_due(agent: Agent, config: Config) -> None:
    """Second looks for all tables, a comparison for one: changes are not to wait for long."""
    for table in config.tables:
        with agent.at(table):
            _look_again(agent, config, table)
    for table in config.tables:
        watch = agent.watches[table.name]
        full, hot = watch.compare_due <= agent.clock(), watch.hot_due <= agent.clock()
        if (full or hot) and not watch.error and watch.is_read:
            with agent.at(table):
                _compare(agent, config, table, hot=not full)
            return


def _compare(agent: Agent, config: Config, table: Table, *, hot: bool) -> None:
    watch, stream = agent.watches[table.name], agent.stream(config, table)
    source, pace = agent.source(config, table), agent.pace()
    comparing = Comparing(source, agent.server, stream.epoch, pace, observe=stream.observe)
    wanted = missing = count = 0
    for found in _differing(comparing, agent, table, hot=hot):
        for keys in _in_pages(found.wanted, source.rows_max):
            stream.push(agent.server, source.of(keys), None, agent.pms.now())
        lost = agent.pms.surely_gone(table, found.missing)
        if lost:
            watch.lost.append((agent.clock() + agent.timing.recheck, lost))
        wanted, missing = wanted + len(found.wanted), missing + len(lost)
        count += 1
    watch.was_compared(agent.clock(), hot=hot)
    told = "%s compared: %d buckets differ, %d rows sent, %d not found"
    log.info(told, table.name, count, wanted, missing)


def _differing(comparing: Comparing, agent: Agent, table: Table, *, hot: bool) -> Iterator[Found]:
    """What has a stamp is compared by sums, and by its values one slice a night."""
    top = agent.pms.top(table)
    if comparing.is_spread(top):
        return iter(()) if hot else comparing.by_values()
    highest = (top or 0) >> BUCKET_BITS
    if table.kind != "stamped":
        return comparing.by_values(highest - HOT_BUCKETS + 1) if hot else comparing.by_values()
    if not hot:
        return _nightly(comparing, agent, table, highest)
    if comparing.totals_agree():
        return comparing.by_sums(highest - HOT_BUCKETS + 1)
    return comparing.by_sums()


def _nightly(comparing: Comparing, agent: Agent, table: Table, highest: int) -> Iterator[Found]:
    yield from comparing.by_sums()
    first, last = _slice(agent.watches[table.name].slice, agent.timing.slices, highest)
    yield from comparing.by_values(first, last)


def _slice(number: int, slices: int, highest: int) -> tuple[int, int]:
    """One of as many parts of all buckets; the outer ones reach as far as there are numbers."""
    width = highest // slices + 1
    number %= slices
    first = -LAST_BUCKET if number == 0 else number * width
    return first, LAST_BUCKET if number == slices - 1 else (number + 1) * width - 1


def _look_again(agent: Agent, config: Config, table: Table) -> None:
    """Keys that were not found: those still absent are gone."""
    watch = agent.watches[table.name]
    due = [keys for at, keys in watch.lost if at <= agent.clock()]
    if not due or watch.error:
        return
    stream, source = agent.stream(config, table), agent.source(config, table)
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


def _in_pages(keys: list[Key], rows_max: int) -> Iterator[list[Key]]:
    for start in range(0, len(keys), rows_max):
        yield keys[start : start + rows_max]
