"""What people decide about an order that got stuck or is not wanted any more."""

import uuid
from datetime import datetime

from django.db import transaction

from compliance.audit import actions as audit
from practices.registry.ids import new_id
from practices.sync import kinds
from practices.sync.actions.laying import ask_for_desk
from practices.sync.actions.noting import note
from practices.sync.actions.writing import ask_to_sign, queue_write_back
from practices.sync.course import (
    WriteBackState,
    can_be_ordered_again,
    can_be_settled,
    can_be_withdrawn,
)
from practices.sync.models import WriteBack
from practices.sync.reasons import reason_of


class NotNow(RuntimeError):
    """The order is in a state in which this cannot be decided; the text says which."""


@transaction.atomic
def order_again(*, write_back_id: uuid.UUID, now: datetime) -> WriteBack:
    """A new order with the same body, linked to the old one, which is settled. Raises NotNow."""
    row = WriteBack.objects.select_for_update().get(pk=write_back_id)
    if not can_be_ordered_again(row.stage):
        raise NotNow(f"It is {row.stage.label.lower()}.")
    fresh = queue_write_back(
        key=f"{row.key[:105]}:again:{new_id().hex[-8:]}",
        kind=row.kind,
        subject_id=row.subject_id,
        body=kinds.body_of(row.kind, row.body),
        now=now,
        repeats=row,
        group_id=row.group_id,
    )
    _end(row, WriteBackState.SETTLED, "Ordered again.", now=now)
    return fresh


@transaction.atomic
def settle(*, write_back_id: uuid.UUID, reason: str, now: datetime) -> WriteBack:
    """A person did it by hand, saw it there, or gives it up. Raises NotNow, NoReason."""
    words = reason_of(reason)
    row = WriteBack.objects.select_for_update().get(pk=write_back_id)
    if not can_be_settled(row.stage):
        raise NotNow(f"It is {row.stage.label.lower()}.")
    _end(row, WriteBackState.SETTLED, words, now=now)
    return row


@transaction.atomic
def give_up(*, write_back_id: uuid.UUID, reason: str, now: datetime) -> WriteBack:
    """Withdraw one of which nothing is written. Raises NotNow while an agent has it, NoReason."""
    words = reason_of(reason)
    row = WriteBack.objects.select_for_update().get(pk=write_back_id)
    if not can_be_withdrawn(row.stage, may_have_written=row.written):
        raise NotNow(f"It is {row.stage.label.lower()}; it can be settled once it has ended.")
    _end(row, WriteBackState.CANCELLED, words, now=now)
    return row


def _end(row: WriteBack, state: WriteBackState, words: str, *, now: datetime) -> None:
    row.state = state.value
    row.save(update_fields=["state"])
    note(row, words, now=now)
    audit.record(
        deed=f"write_back.{state.value}",
        subject_kind="write_back",
        subject_ids=[row.pk],
        detail={"reason": words},
    )
    ask_for_desk(row, now=now)
    ask_to_sign(key=f"ended:{row.pk}:{state.value}", now=now)
