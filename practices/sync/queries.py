"""Reading how practices are connected."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, Sum

from practices.mirror import queries as mirror
from practices.registry.models import Organization, Practice
from practices.sync import copies, course, kinds, maps
from practices.sync.health import Health, StreamSeen, health_of
from practices.sync.models import (
    Agent,
    AgentRole,
    AgentState,
    Stream,
    WriteBack,
    WriteBackNote,
    WriteBackState,
    WriteMode,
    WriteStop,
    WriteSwitch,
)
from practices.sync.writing_health import WritesSeen, with_writes
from practices.wire import signing

WRITE_BACKS_MAX = 100
DAY = timedelta(days=1)


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
    seen = [
        StreamSeen(
            s.table, s.read_to, s.paused, s.holds_deletes, s.is_observed, maps.seconds_of(s.table)
        )
        for s in streams
    ]
    reading = _health(agents_of(practice), seen, now)
    return with_writes(reading, writes_seen(now=now), now=now)


def streams() -> list[Stream]:
    return list(Stream.objects.order_by("table"))


def misread_by_table() -> dict[str, int]:
    """How many rows of each table could not be understood, and are no record."""
    return mirror.misread_by_table()


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
        readers = (a for a in agents if a.role == AgentRole.READER)
        active = next((a for a in readers if a.state == AgentState.ACTIVE), None)
        seen = _said(active) if active else []
        found.append(Connection(practice, active, _health(agents, seen, now)))
    return found


def freshness(practice_ids: Collection[uuid.UUID], *, now: datetime) -> dict[uuid.UUID, Health]:
    """How fresh each practice is, by its agent's last sign of life; unconnected ones are absent."""
    active = Agent.objects.filter(practice__in=list(practice_ids), state=AgentState.ACTIVE)
    found: dict[uuid.UUID, list[Agent]] = {}
    for agent in active.order_by("-enrolled_at", "pk"):
        found.setdefault(agent.practice_id, []).append(agent)
    return {pk: _health(agents, _said(agents[0]), now) for pk, agents in found.items()}


def _health(agents: Sequence[Agent], seen: Sequence[StreamSeen], now: datetime) -> Health:
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


def _said(agent: Agent) -> list[StreamSeen]:
    return [
        StreamSeen(
            told["table"],
            agent.seen_at - timedelta(seconds=told["lag_seconds"])
            if agent.seen_at and told["lag_seconds"] is not None
            else None,
            told["error"] if told["mode"] == "paused" else "",
            is_observed=told["mode"] == "observe",
            seconds=maps.seconds_of(told["table"]),
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


@dataclass(frozen=True, slots=True)
class WriteBackTold:
    """One order with its values and its trace."""

    row: WriteBack
    kind: kinds.Kind
    values: list[copies.Copy]
    lines: list[copies.LineCopy]
    notes: list[WriteBackNote]
    repeated_by: WriteBack | None

    @property
    def is_open(self) -> bool:
        """Whether a person can decide anything about it."""
        return self.can_be_ordered_again or self.can_be_settled or self.can_be_withdrawn

    @property
    def can_be_ordered_again(self) -> bool:
        return course.can_be_ordered_again(self.row.stage)

    @property
    def can_be_settled(self) -> bool:
        return course.can_be_settled(self.row.stage)

    @property
    def can_be_withdrawn(self) -> bool:
        open_ = self.row.stage in {WriteBackState.APPROVED, WriteBackState.QUEUED}
        return open_ and not self.row.written


def write_backs(*, only_for_people: bool) -> list[WriteBack]:
    """Newest first, a screen or two; or those a person must decide, oldest first."""
    rows = WriteBack.objects.all()
    if only_for_people:
        return list(rows.filter(state__in=course.FOR_A_PERSON).order_by("id")[:WRITE_BACKS_MAX])
    return list(rows.order_by("-id")[:WRITE_BACKS_MAX])


def write_backs_of(subject_id: uuid.UUID) -> list[WriteBack]:
    """What was ordered of one posting, oldest first: it, and whatever took it back."""
    return list(WriteBack.objects.filter(subject_id=subject_id).order_by("id")[:WRITE_BACKS_MAX])


def write_back_counts() -> dict[str, int]:
    """How many wait for a person, and how many there are."""
    rows = WriteBack.objects.aggregate(
        all=Count("id"), people=Count("id", filter=Q(state__in=course.FOR_A_PERSON))
    )
    return dict(rows)


def write_back_told(row: WriteBack) -> WriteBackTold:
    body = kinds.body_of(row.kind, row.body)
    return WriteBackTold(
        row=row,
        kind=kinds.KINDS[row.kind],
        values=copies.values_of(body),
        lines=copies.lines_of(body),
        notes=list(row.notes.order_by("id")),
        repeated_by=row.repeated_by.order_by("id").first(),
    )


Spent = dict[str, tuple[int, int]]
"""Orders and cents by kind."""


def spent_today(*, now: datetime) -> Spent:
    """Given out in the last day."""
    rows = WriteBack.objects.filter(leased_at__gt=now - DAY, is_rehearsal=False)
    told = rows.values_list("kind").annotate(n=Count("id"), cents=Sum("cents")).order_by("kind")
    return {kind: (orders, int(cents or 0)) for kind, orders, cents in told}


def kinds_of_enough(spent: Spent) -> list[str]:
    """Of these nothing more is given out today."""
    told = ((kind, spent.get(kind, (0, 0)), limits) for kind, limits in kinds.KINDS.items())
    return [
        kind
        for kind, (orders, cents), limits in told
        if orders >= limits.orders or (limits.cents and cents >= limits.cents)
    ]


def writes_seen(*, now: datetime) -> WritesSeen:
    """What the practice's health rests on, of orders."""
    enough = kinds_of_enough(spent_today(now=now))
    due = WriteBack.objects.filter(
        state__in=(WriteBackState.QUEUED, WriteBackState.LEASED), not_before__lte=now
    )
    waiting = due.exclude(kind__in=enough, leased_at=None)
    unproved = WriteBack.objects.filter(state=WriteBackState.APPLIED)
    return WritesSeen(
        is_on=is_on(),
        oldest_due_at=waiting.aggregate(at=Min("not_before"))["at"],
        oldest_unproved_at=unproved.aggregate(at=Min("applied_at"))["at"],
        has_reached_limit=due.filter(kind__in=enough, leased_at=None).exists(),
        unknown=WriteBack.objects.filter(state=WriteBackState.UNKNOWN).count(),
        failed=WriteBack.objects.filter(
            state__in=course.FOR_A_PERSON - {WriteBackState.UNKNOWN, WriteBackState.BY_HAND}
        ).count(),
    )


def switch_here() -> WriteSwitch | None:
    return WriteSwitch.objects.first()


def stop_of_group(organization: Organization) -> WriteStop | None:
    stops = WriteStop.objects.filter(organization=organization, lifted_at=None)
    return stops.order_by("-stopped_at", "pk").first()
