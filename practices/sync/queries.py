"""Reading how practices are connected."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from practices.mirror import queries as mirror
from practices.registry.models import Practice
from practices.sync.health import Health, StreamSeen, health_of
from practices.sync.models import (
    Agent,
    AgentState,
    Stream,
    WriteBack,
    WriteBackState,
    WriteMode,
    WriteSwitch,
)
from practices.wire import signing


@dataclass(frozen=True, slots=True)
class Connection:
    """One practice of a group, from what its agent says of itself."""

    practice: Practice
    agent: Agent | None
    health: Health


def agents_of(practice: Practice) -> list[Agent]:
    """Newest first; those that were ended come last."""
    rows = Agent.objects.filter(practice=practice).order_by("-enrolled_at", "pk")
    return sorted(rows, key=lambda agent: agent.state == AgentState.REVOKED)


def words_of(agent: Agent) -> tuple[str, ...]:
    return signing.fingerprint(bytes(agent.public_key))


def health_inside(practice: Practice, streams: Sequence[Stream], *, now: datetime) -> Health:
    """Of the practice we stand in, from its own streams."""
    seen = [StreamSeen(s.table, s.read_to, s.paused, s.holds_deletes) for s in streams]
    return _health(agents_of(practice), seen, now)


def streams() -> list[Stream]:
    return list(Stream.objects.order_by("table"))


def rows_by_table() -> dict[str, int]:
    return mirror.counts()


def connections(practices: Sequence[Practice], *, now: datetime) -> list[Connection]:
    """Of a whole group, without opening a practice: from the agents' last signs of life."""
    by_practice: dict[uuid.UUID, list[Agent]] = {}
    for agent in Agent.objects.filter(practice__in=practices).order_by("-enrolled_at", "pk"):
        by_practice.setdefault(agent.practice_id, []).append(agent)
    found = []
    for practice in practices:
        agents = by_practice.get(practice.pk, [])
        active = next((a for a in agents if a.state == AgentState.ACTIVE), None)
        seen = _said(active) if active else []
        found.append(Connection(practice, active, _health(agents, seen, now)))
    return found


def _health(agents: Sequence[Agent], seen: Sequence[StreamSeen], now: datetime) -> Health:
    active = [agent for agent in agents if agent.state == AgentState.ACTIVE]
    return health_of(
        is_approved=bool(active),
        is_waiting=any(agent.state == AgentState.WAITING for agent in agents),
        seen_at=max((a.seen_at for a in active if a.seen_at), default=None),
        streams=seen,
        now=now,
    )


def _said(agent: Agent) -> list[StreamSeen]:
    return [
        StreamSeen(
            told["table"],
            agent.seen_at - timedelta(seconds=told["lag_seconds"])
            if agent.seen_at and told["lag_seconds"] is not None
            else None,
            told["error"] if told["mode"] == "paused" else "",
        )
        for told in agent.said.get("streams", [])
    ]


def is_on() -> bool:
    """Whether the practice we stand in carries out orders, if only as a rehearsal."""
    return WriteSwitch.objects.exclude(mode=WriteMode.OFF).exists()


def is_busy(*, now: datetime) -> bool:
    """Whether an order is on its way to this practice's agent."""
    states = (WriteBackState.APPROVED, WriteBackState.QUEUED, WriteBackState.LEASED)
    soon = now + timedelta(minutes=1)
    rows = WriteBack.objects.filter(state__in=states, rehearsed_at=None)
    return is_on() and rows.exclude(not_before__gt=soon).exists()
