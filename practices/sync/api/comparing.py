"""What an agent calls to compare its tables with ours."""

from django.utils import timezone

from practices.sync import actions
from practices.sync.api.door import agent_call
from practices.sync.api.rows import table_named
from practices.sync.models import Agent
from practices.wire.messages import Compare, Differing, Hashes, Marks, Missing, Tombstoned, Wanted


@agent_call("POST", takes=Marks, gives=Wanted)
def wanted(agent: Agent, told: Marks, table: str) -> Wanted:
    """Which of many rows that were stamped anew have to be sent."""
    return actions.wanted(table=table_named(agent, table).name, told=told)


@agent_call("POST", takes=Compare, gives=Differing)
def comparison(agent: Agent, told: Compare, table: str) -> Differing:
    """Digests of buckets, against ours."""
    return actions.compare(table=table_named(agent, table).name, told=told)


@agent_call("PUT", takes=Hashes, gives=Wanted)
def bucket(agent: Agent, told: Hashes, table: str, bucket: int) -> Wanted:
    """All rows of one bucket that differs."""
    name = table_named(agent, table).name
    return actions.hashes(table=name, bucket=bucket, told=told, now=timezone.now())


@agent_call("POST", takes=Missing, gives=Tombstoned)
def absence(agent: Agent, told: Missing, table: str) -> Tombstoned:
    """Rows that were missed twice."""
    return actions.missing(table=table_named(agent, table).name, told=told, now=timezone.now())
