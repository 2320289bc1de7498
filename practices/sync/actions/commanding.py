"""Giving orders to the agent that writes, one attempt at a time, and taking in how they ended."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from practices.registry.models import Practice
from practices.sync import kinds, queries
from practices.sync.actions.noting import note
from practices.sync.course import LEASE, OPEN, Verdict, WriteBackState, lapsed, verdict_of
from practices.sync.models import Agent, WriteBack, WriteMode, WriteStop, WriteSwitch
from practices.wire.commands import Leased, Result

PARALLEL_MAX = 1
LOOKED_AT_MAX = 50
IN_HAND = (WriteBackState.LEASED, WriteBackState.QUEUED)


class Fenced(RuntimeError):
    """Another attempt counts by now, or the order has ended: this one does nothing more."""


def stop_of(practice: Practice) -> str:
    """Why nothing is written at a practice whatever its own switch says; "" where it may be."""
    groups = (None, practice.organization_id)
    for group in groups:
        found = WriteStop.objects.filter(organization=group, lifted_at=None).order_by("pk").first()
        if found is not None:
            return f"All writing is stopped: {found.reason}"
    return ""


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
        _follow(row, lapsed(tries=row.tries, may_have_written=row.written), now)
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


@transaction.atomic
def begin(*, agent: Agent, order_id: uuid.UUID, attempt: int, now: datetime) -> int:
    """From now on something may be written; seconds the lease holds. Raises Fenced."""
    row = _ours(agent, order_id, attempt)
    if not row.written and not row.is_rehearsal:
        row.written = True
        row.save(update_fields=["written"])
        note(row, "The agent began to write.", now=now)
    return _prolong(row, now)


@transaction.atomic
def renew(*, agent: Agent, order_id: uuid.UUID, attempt: int, now: datetime) -> int:
    """Seconds the lease holds. Raises Fenced."""
    return _prolong(_ours(agent, order_id, attempt), now)


def _prolong(row: WriteBack, now: datetime) -> int:
    row.state, row.lease_until = WriteBackState.LEASED.value, now + LEASE
    row.save(update_fields=["state", "lease_until"])
    return int(LEASE.total_seconds())


@transaction.atomic
def finish(
    *, agent: Agent, order_id: uuid.UUID, attempt: int, told: Result, now: datetime
) -> WriteBackState:
    """Take in how an attempt ended; told twice it is answered the same. Raises Fenced."""
    rows = WriteBack.objects.select_for_update()
    row = rows.filter(pk=order_id, leased_to=agent.key_id, attempt=attempt).first()
    if row is None:
        raise Fenced("Another attempt counts by now.")
    if row.stage not in IN_HAND or (row.stage == WriteBackState.QUEUED and row.outcome):
        if row.outcome == told.outcome:
            return row.stage
        raise Fenced("The order has ended.")
    row.outcome, row.detail, row.keys = told.outcome, told.detail[:400], dict(told.keys)
    row.tries += told.outcome == "not_now"
    row.written = told.done > 0 or (row.written and told.outcome in {"unknown", "not_now"})
    _follow(row, verdict_of(told.outcome, tries=row.tries, may_have_written=row.written), now)
    if row.stage == WriteBackState.APPLIED:
        row.applied_at = now
    if told.outcome == "rehearsed":
        row.rehearsed_at, row.leased_at, row.envelope, row.signature = now, None, "", ""
    row.save()
    note(row, _words(told), now=now)
    return row.stage


def _ours(agent: Agent, order_id: uuid.UUID, attempt: int) -> WriteBack:
    rows = WriteBack.objects.select_for_update()
    row = rows.filter(pk=order_id, leased_to=agent.key_id, attempt=attempt).first()
    if row is None or row.stage != WriteBackState.LEASED:
        raise Fenced("Another attempt counts by now, or the order has ended.")
    return row


def _follow(row: WriteBack, verdict: Verdict, now: datetime) -> None:
    row.state = verdict.state.value
    if verdict.pause is not None:
        row.not_before = now + verdict.pause


_WORDS = {
    "applied": "Written, and read back as it must be.",
    "already_applied": "It stood there already; nothing was written.",
    "precondition_failed": "Nothing was written: the rows are not as expected.",
    "refused": "The practice's system refused it.",
    "unknown": "The agent cannot tell what was written.",
    "expired": "It came too late; nothing was written.",
    "not_now": "The office could not be reached.",
    "rehearsed": "Rehearsed: everything is as expected, and nothing was written.",
}


def _words(told: Result) -> str:
    parts = [_WORDS[told.outcome], told.detail]
    if told.differing:
        parts.append(f"Other values in {', '.join(told.differing)}.")
    if told.done and told.outcome not in {"applied", "already_applied"}:
        parts.append(f"{told.done} steps are written.")
    return " ".join(part for part in parts if part)
