"""What an agent calls to bring rows: what to read, from where, and the rows themselves."""

from django.utils import timezone
from msgspec import structs

from practices.sync import actions, maps
from practices.sync.api.answers import Refused
from practices.sync.api.door import ANY_AGENT, agent_call
from practices.sync.api.health import heartbeat_answer
from practices.sync.models import Agent
from practices.wire.messages import Accepted, Config, Cycle, HeartbeatAnswer, Open, Opened, Table


@agent_call("GET", gives=Config, is_tagged=True, roles=ANY_AGENT)
def config(agent: Agent) -> Config:
    """What to read, and how."""
    told = maps.config(agent.pms)
    return structs.replace(told, drops=agent.drops_since is not None)


@agent_call("POST", takes=Open, gives=Opened)
def opening(agent: Agent, told: Open, table: str) -> Opened:
    """Where reading of a table goes on."""
    return actions.open_stream(table=table_named(agent, table), told=told)


@agent_call("PUT", takes=bytes, gives=Accepted)
def batch(agent: Agent, body: bytes, table: str, epoch: int, seq: int) -> Accepted:
    """Rows of one table, to be kept once."""
    told, now = table_named(agent, table), timezone.now()
    actions.take_turn(now=now)
    accepted = actions.take_batch(table=told, epoch=epoch, seq=seq, body=body, now=now)
    actions.keep_raw(table=told.name, epoch=epoch, seq=seq, body=body, now=now)
    return accepted


@agent_call("POST", takes=Cycle, gives=HeartbeatAnswer)
def cycle(agent: Agent, told: Cycle) -> HeartbeatAnswer:
    """All tables were read up to one moment."""
    actions.close_cycle(told=told)
    actions.confirm(now=timezone.now())
    actions.confirm_by_hand(now=timezone.now())
    actions.keep_standing(now=timezone.now())
    actions.ask_for_records(agent.practice, now=timezone.now())
    return heartbeat_answer()


def table_named(agent: Agent, name: str) -> Table:
    try:
        return maps.table_of(agent.pms, name)
    except LookupError:
        raise Refused(404, "table", "This table is not read.") from None
