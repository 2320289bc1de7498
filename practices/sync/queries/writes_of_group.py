"""How writing stands at all practices of a group, in one query."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from practices.sync.course import FOR_A_PERSON, TO_WRITE, WriteBackState
from practices.sync.health import Health
from practices.sync.models import WriteStanding
from practices.sync.writing_health import WritesSeen, writing_health

S = WriteBackState
ON_THE_WAY = frozenset({S.APPROVED, S.QUEUED, S.LEASED})
UNPROVED = frozenset({S.APPLIED, S.TOLD})


@dataclass(frozen=True, slots=True)
class Writes:
    """`health` is None where nothing is written and nothing waits."""

    health: Health | None
    seen: WritesSeen
    oldest_waiting_at: datetime | None
    for_people: int
    on_the_way: int
    unproved: int


def writes_of(practice_ids: Collection[uuid.UUID], *, now: datetime) -> dict[uuid.UUID, Writes]:
    """As each practice last told; one that never had an order is absent."""
    rows = WriteStanding.objects.filter(practice__in=list(practice_ids))
    return {row.practice_id: _writes(row, now) for row in rows}


def _writes(row: WriteStanding, now: datetime) -> Writes:
    seen = WritesSeen(
        is_on=row.is_on,
        oldest_due_at=row.oldest_due_at,
        oldest_unproved_at=row.oldest_unproved_at,
        unknown=_of(row, {S.UNKNOWN}),
        not_seen=_of(row, {S.NOT_SEEN}),
        failed=_of(row, FOR_A_PERSON - TO_WRITE - {S.UNKNOWN}),
        has_reached_limit=row.has_reached_limit,
    )
    has_any = row.is_on or bool(row.counts)
    return Writes(
        health=writing_health(seen, now=now) if has_any else None,
        seen=seen,
        oldest_waiting_at=row.oldest_waiting_at,
        for_people=_of(row, FOR_A_PERSON),
        on_the_way=_of(row, ON_THE_WAY),
        unproved=_of(row, UNPROVED),
    )


def _of(row: WriteStanding, states: Collection[WriteBackState]) -> int:
    return sum(int(row.counts.get(state.value, 0)) for state in states)
