"""Noticing that the practice's database is another one, or an older state of it."""

import logging

from practices.agent.agent import Agent
from practices.wire.messages import Config, Table

log = logging.getLogger("dso-agent")


def notice_another_database(agent: Agent, config: Config) -> None:
    """A restored backup, another server: the platform is told by opening every table anew."""
    identity = agent.pms.identity()
    agent.beat.db_version = agent.beat.db_version or agent.pms.version()
    older = any(_is_older(agent, table) for table in config.tables if table.kind == "grows")
    if older or identity != (agent.identity or identity):
        log.warning("The database is another one, or an older state of it: opening all tables")
        agent.streams.clear()
        for table in config.tables:  # they show it, and before anything else is said of any table
            if table.kind == "grows":
                with agent.at(table):
                    agent.stream(config, table)
    agent.identity = identity


def _is_older(agent: Agent, table: Table) -> bool:
    stream = agent.streams.get(table.name)
    if stream is None:
        return False
    known, stream.top = stream.top, agent.pms.top(table)
    return known is not None and (stream.top is None or stream.top < known)
