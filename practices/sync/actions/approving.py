"""A person compared six words and lets an agent in, or ends it."""

import uuid
from datetime import datetime

from django.db import transaction

from compliance.audit import actions as audit
from practices.sync import maps
from practices.sync.models import Agent, AgentState


class NotWaiting(RuntimeError):
    """The agent was approved or revoked before, or one of another practice system is at work."""


def approve(*, agent_id: uuid.UUID, now: datetime) -> Agent:
    """A person compared the words. Raises NotWaiting."""
    return _decide(agent_id, AgentState.ACTIVE, from_=(AgentState.WAITING,), now=now)


def revoke(*, agent_id: uuid.UUID, now: datetime) -> Agent:
    """From now on the key opens nothing. Raises NotWaiting if it does not already."""
    both = (AgentState.WAITING, AgentState.ACTIVE)
    return _decide(agent_id, AgentState.REVOKED, from_=both, now=now)


def _decide(
    agent_id: uuid.UUID, state: AgentState, *, from_: tuple[AgentState, ...], now: datetime
) -> Agent:
    with transaction.atomic():
        agent = Agent.objects.select_for_update().get(pk=agent_id)
        if agent.state not in from_:
            raise NotWaiting(f"The agent is {agent.get_state_display().lower()}.")
        if state is AgentState.ACTIVE:
            _refuse_another_system(agent)
        agent.state, agent.decided_at = state.value, now
        agent.save(update_fields=["state", "decided_at"])
        audit.record(deed=f"agent.{state.value}", subject_kind="agent", subject_ids=[agent.pk])
    return agent


def _refuse_another_system(agent: Agent) -> None:
    """Each patient would be there twice. Raises NotWaiting."""
    others = Agent.objects.filter(practice=agent.practice_id, state=AgentState.ACTIVE)
    system = maps.system_of(agent.pms)
    for other in others.exclude(pk=agent.pk):
        if maps.system_of(other.pms) != system:
            name = maps.system_of(other.pms).name
            raise NotWaiting(f"An agent that reads {name} is active here; end that one first.")
