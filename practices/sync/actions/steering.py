"""What people decide about writing: whether at all, and what becomes of an order that got stuck."""

import uuid
from datetime import datetime

from django.db import transaction

from compliance.access import context
from compliance.audit import actions as audit
from practices.registry.ids import new_id
from practices.registry.models import Organization
from practices.sync import kinds
from practices.sync.actions.noting import note
from practices.sync.actions.writing import ask_to_sign, queue_write_back
from practices.sync.course import (
    WriteBackState,
    can_be_ordered_again,
    can_be_settled,
    can_be_withdrawn,
)
from practices.sync.models import WriteBack, WriteMode, WriteStop, WriteSwitch

REASON_CHARACTERS_MIN = 3


class NotNow(RuntimeError):
    """The order is in a state in which this cannot be decided; the text says which."""


class NoReason(ValueError):
    """Stopping, settling and reading anew are explained in a few words."""


@transaction.atomic
def switch_writing(*, mode: WriteMode, reason: str, now: datetime) -> WriteSwitch:
    """Off, rehearsal or on, for the practice we stand in. Raises NoReason.

    What was signed for another mode and is in nobody's hands is signed anew.
    """
    words = _reason(reason)
    told = {"changed_at": now, "changed_by": context.actor().label[:80]}
    switch, _ = WriteSwitch.objects.select_for_update().get_or_create(defaults=told, only=True)
    switch.mode, switch.reason = mode.value, words
    switch.changed_at, switch.changed_by = now, context.actor().label[:80]
    switch.save(update_fields=["mode", "reason", "changed_at", "changed_by"])
    _unsign(is_rehearsal=mode != WriteMode.REHEARSAL)
    audit.record(
        deed="writing.switched",
        subject_kind="write_switch",
        subject_ids=[switch.pk],
        detail={"mode": mode.value, "reason": words},
    )
    if mode != WriteMode.OFF:
        ask_to_sign(key=f"switch:{new_id()}", now=now)
    return switch


def _unsign(*, is_rehearsal: bool) -> None:
    """Back to approved, unless some of it may be written: that is brought to its end."""
    rows = WriteBack.objects.filter(
        state=WriteBackState.QUEUED, is_rehearsal=is_rehearsal, written=False
    )
    rows.update(state=WriteBackState.APPROVED, envelope="", signature="", rehearsed_at=None)


@transaction.atomic
def stop_all(*, organization: Organization | None, reason: str, now: datetime) -> WriteStop:
    """Nothing more is written in the group, or anywhere, from each agent's next call.

    Raises NoReason.
    """
    words = _reason(reason)
    stop = WriteStop.objects.create(
        organization=organization,
        reason=words,
        stopped_at=now,
        stopped_by=context.actor().label[:80],
    )
    audit.record(
        deed="writing.stopped",
        subject_kind="write_stop",
        subject_ids=[stop.pk],
        detail={"reason": words},
    )
    return stop


@transaction.atomic
def lift_stops(*, organization: Organization | None, now: datetime) -> int:
    """Let writing go on; returns how many stops there were."""
    stops = WriteStop.objects.filter(organization=organization, lifted_at=None)
    ids = list(stops.values_list("pk", flat=True))
    stops.update(lifted_at=now, lifted_by=context.actor().label[:80])
    if ids:
        audit.record(deed="writing.goes_on", subject_kind="write_stop", subject_ids=ids)
    return len(ids)


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
    )
    _end(row, WriteBackState.SETTLED, "Ordered again.", now=now)
    return fresh


@transaction.atomic
def settle(*, write_back_id: uuid.UUID, reason: str, now: datetime) -> WriteBack:
    """A person did it by hand, saw it there, or gives it up. Raises NotNow, NoReason."""
    words = _reason(reason)
    row = WriteBack.objects.select_for_update().get(pk=write_back_id)
    if not can_be_settled(row.stage):
        raise NotNow(f"It is {row.stage.label.lower()}.")
    _end(row, WriteBackState.SETTLED, words, now=now)
    return row


@transaction.atomic
def give_up(*, write_back_id: uuid.UUID, reason: str, now: datetime) -> WriteBack:
    """Withdraw one of which nothing is written. Raises NotNow while an agent has it, NoReason."""
    words = _reason(reason)
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
    ask_to_sign(key=f"ended:{row.pk}:{state.value}", now=now)


def _reason(text: str) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in text[:1_000]).split())[:200]
    if len(words) < REASON_CHARACTERS_MIN:
        raise NoReason("Say why, in a few words.")
    return words
