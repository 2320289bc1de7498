"""A practice's health, from its streams or from what its agent says of itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from practices.sync import maps
from practices.sync.health import Health, StreamSeen, health_of
from practices.sync.models import Agent, AgentRole, AgentState


def reading_health(agents: Sequence[Agent], seen: Sequence[StreamSeen], now: datetime) -> Health:
    """Of reading: a writer's signs of life say nothing about it."""
    readers = [agent for agent in agents if agent.role == AgentRole.READER]
    active = [agent for agent in readers if agent.state == AgentState.ACTIVE]
    return health_of(
        is_approved=bool(active),
        is_waiting=any(agent.state == AgentState.WAITING for agent in readers),
        seen_at=max((a.seen_at for a in active if a.seen_at), default=None),
        streams=seen,
        now=now,
    )


def seconds_between(agents: Sequence[Agent]) -> dict[str, int]:
    """Between two readings of a table, where the agent that reads here says so."""
    return {
        told["table"]: told["seconds"]
        for agent in agents
        if (agent.role, agent.state) == (AgentRole.READER, AgentState.ACTIVE)
        for told in agent.said.get("streams", [])
        if told.get("seconds")
    }


def said_of(agent: Agent) -> list[StreamSeen]:
    return [
        StreamSeen(
            told["table"],
            agent.seen_at - timedelta(seconds=told["lag_seconds"])
            if agent.seen_at and told["lag_seconds"] is not None
            else None,
            told["error"] if told["mode"] == "paused" else "",
            is_observed=told["mode"] == "observe",
            seconds=told.get("seconds") or maps.seconds_of(told["table"]),
        )
        for told in agent.said.get("streams", [])
    ]
