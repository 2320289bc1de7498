"""How practices are connected: their agents, and how fresh what they sent is."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from practices.registry.models import Practice
from practices.sync import maps
from practices.sync.health import Health, StreamSeen
from practices.sync.models import Agent, AgentRole, AgentState, Stream
from practices.sync.queries.health import reading_health, said_of, seconds_between
from practices.sync.queries.writes_of_group import Writes, writes_of
from practices.sync.queries.writing import writes_seen
from practices.sync.writing_health import with_writes
from practices.wire import signing


@dataclass(frozen=True, slots=True)
class Connection:
    """One practice of a group, from what its agent says of itself."""

    practice: Practice
    agent: Agent | None
    health: Health
    writes: Writes | None = None


def agents_of(practice: Practice) -> list[Agent]:
    """Newest first; those that were ended come last."""
    rows = Agent.objects.filter(practice=practice).order_by("-enrolled_at", "pk")
    return sorted(rows, key=lambda agent: agent.state == AgentState.REVOKED)


def words_of(agent: Agent) -> tuple[str, ...]:
    return signing.fingerprint(bytes(agent.public_key))


def health_inside(practice: Practice, streams: Sequence[Stream], *, now: datetime) -> Health:
    """Of the practice we stand in, from its own streams."""
    agents = agents_of(practice)
    seconds = seconds_between(agents)
    seen = [
        StreamSeen(
            s.table, s.read_to, s.paused, s.holds_deletes, s.is_observed,
            seconds.get(s.table) or maps.seconds_of(s.table),
        )
        for s in streams
    ]  # fmt: skip
    reading = reading_health(agents, seen, now)
    return with_writes(reading, writes_seen(now=now), now=now)


def connections(practices: Sequence[Practice], *, now: datetime) -> list[Connection]:
    """Of a whole group, without opening a practice: from what agents and practices last told."""
    by_practice: dict[uuid.UUID, list[Agent]] = {}
    for agent in Agent.objects.filter(practice__in=practices).order_by("-enrolled_at", "pk"):
        by_practice.setdefault(agent.practice_id, []).append(agent)
    found, writes = [], writes_of([practice.pk for practice in practices], now=now)
    for practice in practices:
        agents = by_practice.get(practice.pk, [])
        readers = (a for a in agents if a.role == AgentRole.READER)
        active = next((a for a in readers if a.state == AgentState.ACTIVE), None)
        seen = said_of(active) if active else []
        reading = reading_health(agents, seen, now)
        found.append(Connection(practice, active, reading, writes.get(practice.pk)))
    return found


def freshness(practice_ids: Collection[uuid.UUID], *, now: datetime) -> dict[uuid.UUID, Health]:
    """How fresh each practice is, by its agent's last sign of life; unconnected ones are absent."""
    active = Agent.objects.filter(practice__in=list(practice_ids), state=AgentState.ACTIVE)
    found: dict[uuid.UUID, list[Agent]] = {}
    for agent in active.order_by("-enrolled_at", "pk"):
        found.setdefault(agent.practice_id, []).append(agent)
    return {pk: reading_health(agents, said_of(agents[0]), now) for pk, agents in found.items()}
