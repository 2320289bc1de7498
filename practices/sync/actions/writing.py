"""Approving and withdrawing write-backs, in the transaction of what they carry."""

import uuid
from datetime import datetime

import msgspec

from compliance.access import context
from practices.jobs import actions as jobs
from practices.sync import kinds
from practices.sync.course import WriteBackState, can_be_withdrawn
from practices.sync.models import WriteBack, WriteMode, WriteSwitch

SIGN = "sync.sign"


def queue_write_back(
    *,
    key: str,
    kind: str,
    subject_id: uuid.UUID,
    body: msgspec.Struct,
    now: datetime,
    repeats: WriteBack | None = None,
) -> WriteBack:
    """Have `body` written into the practice's system; whoever acts has approved it.

    What no agent can write waits for a person with its values. The rest is signed by a job; where
    writing is off it waits until it is on.
    """
    why = kinds.by_hand_because(body)
    row = WriteBack.objects.create(
        key=key,
        kind=kind,
        subject_id=subject_id,
        body=kinds.stored(body),
        state=(WriteBackState.BY_HAND if why else WriteBackState.APPROVED).value,
        detail=why[:400],
        order_key=kinds.order_key_of(body),
        cents=kinds.cents_of(body),
        approved_by=context.actor().key,
        queued_at=now,
        repeats=repeats,
    )
    if not why and mode() != WriteMode.OFF:
        ask_to_sign(key=str(row.pk), now=now)
    return row


def take_back(*, key: str, kind: str, now: datetime) -> bool:
    """Withdraw a write-back; where it is too late, order its way back, of `kind`.

    False if nothing was or will be written. What a person ordered again is taken back as it was
    last ordered.
    """
    first = WriteBack.objects.select_for_update().filter(key=key).first()
    if first is None:
        return False
    row = _newest(first)
    if can_be_withdrawn(row.stage, may_have_written=row.written):
        row.state = WriteBackState.CANCELLED.value
        row.save(update_fields=["state"])
        return False
    queue_write_back(
        key=f"undo:{row.key}"[:120],
        kind=kind,
        subject_id=row.subject_id,
        body=kinds.body_of(row.kind, row.body),
        now=now,
    )
    return True


def _newest(row: WriteBack) -> WriteBack:
    while True:
        fresh = WriteBack.objects.select_for_update().filter(repeats=row).order_by("-pk").first()
        if fresh is None:
            return row
        row = fresh


def mode() -> WriteMode:
    """Of the practice we stand in."""
    found = WriteSwitch.objects.values_list("mode", flat=True).first()
    return WriteMode(found) if found else WriteMode.OFF


def ask_to_sign(*, key: str, now: datetime) -> None:
    """The worker signs all that waits here; asked for twice does no harm."""
    jobs.enqueue(kind=SIGN, key=key, practice=context.practice().id, now=now)
