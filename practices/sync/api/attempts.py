"""What the agent that writes calls to tell how an order goes."""

import uuid

from django.utils import timezone

from practices.sync import actions, queries
from practices.sync.api.door import WRITERS, agent_call
from practices.sync.models import Agent
from practices.wire.commands import Held, Result, Started, Taken


@agent_call("POST", takes=Started, gives=Held, roles=WRITERS)
def started(agent: Agent, told: Started, order_id: uuid.UUID, attempt: int) -> Held:
    """From now on something may be written."""
    if _is_stopped(agent):
        return Held(lease_seconds=0, stop=True)
    now = timezone.now()
    seconds = actions.begin(agent=agent, order_id=order_id, attempt=attempt, now=now)
    return Held(lease_seconds=seconds)


@agent_call("POST", takes=Started, gives=Held, roles=WRITERS)
def renewal(agent: Agent, told: Started, order_id: uuid.UUID, attempt: int) -> Held:
    """The lease holds a while longer."""
    now = timezone.now()
    seconds = actions.renew(agent=agent, order_id=order_id, attempt=attempt, now=now)
    return Held(lease_seconds=seconds, stop=_is_stopped(agent))


@agent_call("POST", takes=Result, gives=Taken, roles=WRITERS)
def result(agent: Agent, told: Result, order_id: uuid.UUID, attempt: int) -> Taken:
    """How an attempt ended."""
    now = timezone.now()
    state = actions.finish(agent=agent, order_id=order_id, attempt=attempt, told=told, now=now)
    return Taken(state=state.value)


def _is_stopped(agent: Agent) -> bool:
    """Stopped for all, or switched off here since the order was given out."""
    return bool(actions.stop_of(agent.practice)) or not queries.is_on()
