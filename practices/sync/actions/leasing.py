"""Giving orders to the agent that writes, one attempt at a time."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from practices.sync import kinds, queries
from practices.sync.actions.noting import follow, note
from practices.sync.course import OPEN, WriteBackState
from practices.sync.models import Agent, WriteBack, WriteMode, WriteSwitch
from practices.sync.outcomes import LEASE, lapsed
from practices.wire.commands import Leased

PARALLEL_MAX = 1
LOOKED_AT_MAX = 50


@transaction.atomic
def lease(*, agent: Agent, most: int, now: datetime) -> list[Leased]:
    """Orders for this agent, at most so many, each under a new attempt.

    One is in hand at a time. Orders of one key go in their order, and none while an earlier one
    may still have an effect. Limits of the day are counted here and once more by the agent.
    """
    switch = WriteSwitch.objects.select_for_update().first()
    if switch is None or switch.mode == WriteMode.OFF:
        return []
    _take_back_what_lapsed(now)
    in_hand = WriteBack.objects.filter(state=WriteBackState.LEASED).count()
    room = min(most, PARALLEL_MAX - in_hand)
    if room <= 0:
        return []
    spent = queries.spent_today(now=now)
    rehearses = switch.mode == WriteMode.REHEARSAL
    rows = [row for row in _due(now, spent, is_rehearsal=rehearses) if _fits(row, spent)]
    return [_leased(row, agent, now) for row in rows[:room]]


def _take_back_what_lapsed(now: datetime) -> None:
    rows = WriteBack.objects.select_for_update(skip_locked=True)
    for row in rows.filter(state=WriteBackState.LEASED, lease_until__lt=now).order_by("id"):
        row.tries += 1
        follow(row, lapsed(tries=row.tries, may_have_written=row.written), now)
        row.save(update_fields=["tries", "state", "not_before"])
        note(row, "The agent fell silent with the order in its hands.", now=now)
    late = rows.filter(state=WriteBackState.QUEUED, expires_at__lt=now, written=False)
    for row in late.order_by("id"):
        row.state = WriteBackState.EXPIRED.value
        row.save(update_fields=["state"])
        note(row, "No agent took it in time.", now=now)


def _due(now: datetime, spent: queries.Spent, *, is_rehearsal: bool) -> Iterable[WriteBack]:
    """Queued, not held up by an earlier one, not of a kind of which a day has had enough."""
    earlier = WriteBack.objects.filter(
        order_key=OuterRef("order_key"), id__lt=OuterRef("id"), state__in=OPEN
    )
    enough = queries.kinds_of_enough(spent)
    rows = WriteBack.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        ~Exists(earlier),
        ~Q(kind__in=enough, leased_at=None),
        state=WriteBackState.QUEUED,
        not_before__lte=now,
        is_rehearsal=is_rehearsal,
    )
    return rows.order_by("id")[:LOOKED_AT_MAX]


def _fits(row: WriteBack, spent: queries.Spent) -> bool:
    """One that was given out before counts already."""
    if row.is_rehearsal or row.leased_at is not None:
        return True
    _, cents = spent.get(row.kind, (0, 0))
    return cents + row.cents <= kinds.KINDS[row.kind].cents


def _leased(row: WriteBack, agent: Agent, now: datetime) -> Leased:
    row.attempt += 1
    row.state, row.lease_until = WriteBackState.LEASED.value, now + LEASE
    row.leased_to, row.leased_at, row.outcome = agent.key_id, row.leased_at or now, ""
    row.save(update_fields=["attempt", "state", "lease_until", "leased_to", "leased_at", "outcome"])
    return Leased(
        id=str(row.pk),
        attempt=row.attempt,
        lease_seconds=int(LEASE.total_seconds()),
        was_started=row.written,
        command=row.envelope,
        key_id=row.signed_with,
        signature=row.signature,
    )
