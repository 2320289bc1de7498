"""Ordering that something is written, in the transaction of what it carries."""

import uuid
from datetime import datetime

import msgspec

from compliance.access import context
from practices.jobs import actions as jobs
from practices.sync import kinds, queries
from practices.sync.actions.laying import ask_for_desk
from practices.sync.course import WriteBackState
from practices.sync.models import WriteBack, WriteMode

SIGN = "sync.sign"


def queue_write_back(
    *,
    key: str,
    kind: str,
    subject_id: uuid.UUID,
    body: msgspec.Struct,
    now: datetime,
    repeats: WriteBack | None = None,
    group_id: uuid.UUID | None = None,
) -> WriteBack:
    """Have `body` written into the practice's system; whoever acts has approved it.

    What no agent can write waits for a person with its values. The rest is signed by a job; where
    writing is off it waits until it is on. Orders of one `group_id` wait on the desk as one thing.
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
        group_id=group_id,
    )
    if why:
        ask_for_desk(row, now=now)
    if not why and queries.mode() != WriteMode.OFF:
        ask_to_sign(key=str(row.pk), now=now)
    return row


def ask_to_sign(*, key: str, now: datetime) -> None:
    """The worker signs all that waits here; asked for twice does no harm."""
    jobs.enqueue(kind=SIGN, key=key, practice=context.practice().id, now=now)
