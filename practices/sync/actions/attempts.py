"""An attempt at an order: it begins, goes on and ends, as long as it is the one that counts."""

import uuid
from datetime import datetime

from django.db import transaction

from practices.sync.actions.noting import follow, note
from practices.sync.course import WriteBackState
from practices.sync.models import Agent, WriteBack
from practices.sync.outcomes import LEASE, verdict_of, words_of
from practices.wire.commands import Result

IN_HAND = (WriteBackState.LEASED, WriteBackState.QUEUED)


class Fenced(RuntimeError):
    """Another attempt counts by now, or the order has ended: this one does nothing more."""


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
    follow(row, verdict_of(told.outcome, tries=row.tries, may_have_written=row.written), now)
    if row.stage == WriteBackState.APPLIED:
        row.applied_at = now
    if told.outcome == "rehearsed":
        row.rehearsed_at, row.leased_at, row.envelope, row.signature = now, None, "", ""
    row.save()
    note(row, words_of(told), now=now)
    return row.stage


def _ours(agent: Agent, order_id: uuid.UUID, attempt: int) -> WriteBack:
    rows = WriteBack.objects.select_for_update()
    row = rows.filter(pk=order_id, leased_to=agent.key_id, attempt=attempt).first()
    if row is None or row.stage != WriteBackState.LEASED:
        raise Fenced("Another attempt counts by now, or the order has ended.")
    return row
