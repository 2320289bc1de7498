"""What agents call: enrolment, streams of rows, comparing, and signs of life."""

import base64
import binascii

from django.conf import settings
from django.utils import timezone

from practices.events import actions as events
from practices.sync import actions, maps
from practices.sync import keys as dispatch
from practices.sync.api.door import ANY_AGENT, Refused, agent_call, stranger_call
from practices.sync.models import Agent, AgentRole
from practices.wire import signing
from practices.wire.messages import (
    Accepted,
    Compare,
    Config,
    Cycle,
    Diagnostics,
    Differing,
    Enroll,
    Enrolled,
    Hashes,
    Heartbeat,
    HeartbeatAnswer,
    Kept,
    Keyed,
    Marks,
    Missing,
    NewKey,
    Open,
    Opened,
    Table,
    Tombstoned,
    Wanted,
)
from practices.wire.values import stamp_of


def _brought_key(told: Enroll) -> bytes:
    try:
        return base64.b64decode(told.public_key, validate=True)
    except binascii.Error:
        raise Refused(400, "message", "The public key is no base64.") from None


@stranger_call("POST", takes=Enroll, gives=Enrolled, key_of=_brought_key)
def enrolment(key_id: str, told: Enroll) -> Enrolled:
    """A new agent introduces itself with the code a person gave it."""
    agent = actions.enrol(told=told, key_id=key_id, now=timezone.now())
    is_writer = agent.role == AgentRole.WRITER
    return Enrolled(
        agent_id=str(agent.pk),
        key_id=agent.key_id,
        words=signing.fingerprint(bytes(agent.public_key)),
        state=agent.state,
        practice=str(agent.practice_id) if is_writer else "",
        dispatch_keys=dispatch.public_keys() if is_writer else (),
    )


@agent_call("GET", gives=Config, is_tagged=True, roles=ANY_AGENT)
def config(agent: Agent) -> Config:
    """What to read, and how."""
    return maps.config(agent.pms)


@agent_call("POST", takes=Open, gives=Opened)
def opening(agent: Agent, told: Open, table: str) -> Opened:
    """Where reading of a table goes on."""
    return actions.open_stream(table=_table(agent, table), told=told)


@agent_call("PUT", takes=bytes, gives=Accepted)
def batch(agent: Agent, body: bytes, table: str, epoch: int, seq: int) -> Accepted:
    """Rows of one table, to be kept once."""
    told, now = _table(agent, table), timezone.now()
    actions.take_turn(now=now)
    accepted = actions.take_batch(table=told, epoch=epoch, seq=seq, body=body, now=now)
    actions.keep_raw(table=told.name, epoch=epoch, seq=seq, body=body, now=now)
    return accepted


@agent_call("POST", takes=Marks, gives=Wanted)
def wanted(agent: Agent, told: Marks, table: str) -> Wanted:
    """Which of many rows that were stamped anew have to be sent."""
    return actions.wanted(table=_table(agent, table).name, told=told)


@agent_call("POST", takes=Cycle, gives=HeartbeatAnswer)
def cycle(agent: Agent, told: Cycle) -> HeartbeatAnswer:
    """All tables were read up to one moment."""
    actions.close_cycle(told=told)
    actions.confirm(now=timezone.now())
    actions.ask_for_records(agent.practice, now=timezone.now())
    return _now()


@agent_call("POST", takes=Compare, gives=Differing)
def comparison(agent: Agent, told: Compare, table: str) -> Differing:
    """Digests of buckets, against ours."""
    return actions.compare(table=_table(agent, table).name, told=told)


@agent_call("PUT", takes=Hashes, gives=Wanted)
def bucket(agent: Agent, told: Hashes, table: str, bucket: int) -> Wanted:
    """All rows of one bucket that differs."""
    name = _table(agent, table).name
    return actions.hashes(table=name, bucket=bucket, told=told, now=timezone.now())


@agent_call("POST", takes=Missing, gives=Tombstoned)
def absence(agent: Agent, told: Missing, table: str) -> Tombstoned:
    """Rows that were missed twice."""
    return actions.missing(table=_table(agent, table).name, told=told, now=timezone.now())


@agent_call("POST", takes=NewKey, gives=Keyed, is_inside=False, roles=ANY_AGENT)
def keys(agent: Agent, told: NewKey) -> Keyed:
    """The next key of an agent, announced by the one before it."""
    return actions.rotate(
        agent=agent, signed_by=agent.signed_by, public_key=told.public_key, now=timezone.now()
    )


@agent_call(
    "POST", takes=Diagnostics, gives=Kept, is_inside=False, any_version=True, roles=ANY_AGENT
)
def diagnostics(agent: Agent, told: Diagnostics) -> Kept:
    """How an agent is, where a person on each side asked for it."""
    actions.keep_diagnostics(agent=agent, told=told, now=timezone.now())
    return Kept()


@agent_call(
    "POST",
    takes=Heartbeat,
    gives=HeartbeatAnswer,
    is_inside=False,
    any_version=True,
    roles=ANY_AGENT,
)
def heartbeat(agent: Agent, told: Heartbeat) -> HeartbeatAnswer:
    """A sign of life, once a minute. In the demo somebody always waits for fresh rows."""
    actions.heard(agent=agent, told=told, now=timezone.now())
    waits = events.take_hint(practice_id=agent.practice_id) or settings.DEMO
    return _now(poll_now=waits)


def _now(*, poll_now: bool = False) -> HeartbeatAnswer:
    return HeartbeatAnswer(
        now=stamp_of(timezone.now()) or "",
        poll_now=poll_now,
        limits=actions.limits(),
        min_version=settings.SYNC_MIN_AGENT_VERSION,
    )


def _table(agent: Agent, name: str) -> Table:
    try:
        return maps.table_of(agent.pms, name)
    except LookupError:
        raise Refused(404, "table", "This table is not read.") from None
