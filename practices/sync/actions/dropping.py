"""Files that agents bring: kept sealed, once by hash, and told to whoever takes them in.

Whose money it is the key says: a file goes to the organization of the agent's own practice, and
only while a person lets that agent bring any.
"""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from compliance.audit import actions as audit
from practices.events.actions import raise_events
from practices.events.catalogue import FILE_DROPPED
from practices.registry.models import Practice
from practices.sync.actions.pacing import TooFast
from practices.sync.drop_store import forget_bytes, keep_bytes
from practices.sync.models import Agent, DroppedFile
from practices.wire import drops

FILES_PER_DAY_MAX = 1_000
DAY, COME_AGAIN_SECONDS = timedelta(days=1), 3_600
FORGOTTEN_AT_ONCE = 1_000
OFF = "Nobody switched on for this agent that it brings remittances. See the Connection page."


class DropsOff(RuntimeError):
    """No person lets this agent bring files; nothing was kept."""


class CannotBring(RuntimeError):
    """Only an active agent that reads may be let bring files."""


@transaction.atomic
def let_drop(*, agent: Agent, is_on: bool, now: datetime) -> None:
    """Whether an agent may bring remittance files. Raises CannotBring."""
    row = Agent.objects.select_for_update().get(pk=agent.pk)
    if is_on and not row.may_be_let_drop:
        raise CannotBring("Only an active agent that reads may bring files.")
    row.drops_since = now if is_on else None
    row.save(update_fields=["drops_since"])
    deed = "agent.drops_on" if is_on else "agent.drops_off"
    audit.record(deed=deed, subject_kind="agent", subject_ids=[row.pk])


@transaction.atomic
def take_drop(*, agent: Agent, sha256: str, body: bytes, now: datetime) -> bool:
    """Keep a file an agent brings; False if it is kept already.

    Raises DropsOff, TooFast, drops.BadDrop, drops.DropTooLarge; nothing is kept then.
    """
    if not Agent.objects.filter(pk=agent.pk, drops_since__lte=now).exists():
        raise DropsOff(OFF)
    Practice.objects.select_for_update(no_key=True).get(pk=agent.practice_id)
    mine = DroppedFile.objects.filter(practice=agent.practice_id)
    if mine.filter(sha256=sha256).exists():
        return False
    if mine.filter(at__gt=now - DAY).count() >= FILES_PER_DAY_MAX:
        raise TooFast(COME_AGAIN_SECONDS)
    name, content = drops.unpack(body, sha256=sha256, bytes_max=settings.INTAKE_BYTES_MAX)
    keep_bytes(agent.practice.place, sha256, content)
    row = _row(agent, sha256, name, len(content), now)
    raise_events(FILE_DROPPED, [row.pk], at=now, organization_id=agent.practice.organization_id)
    return True


def was_taken(*, drop_id: uuid.UUID, now: datetime) -> None:
    """Somebody above holds the bytes; ours are forgotten a day later."""
    DroppedFile.objects.filter(pk=drop_id, taken_at=None).update(taken_at=now)


def forget_taken(*, now: datetime) -> int:
    """Forget the bytes of what was taken in over a day ago; how many."""
    old = DroppedFile.objects.filter(is_kept=True, taken_at__lt=now - DAY)
    rows = list(old.select_related("practice").order_by("pk")[:FORGOTTEN_AT_ONCE])
    for row in rows:
        forget_bytes(row)
    DroppedFile.objects.filter(pk__in=[row.pk for row in rows]).update(is_kept=False)
    return len(rows)


def _row(agent: Agent, sha256: str, name: str, size_bytes: int, now: datetime) -> DroppedFile:
    row = DroppedFile.objects.create(
        practice=agent.practice, agent=agent, sha256=sha256, name=name,
        size_bytes=size_bytes, at=now,
    )  # fmt: skip
    audit.record(deed="file.dropped", subject_kind="dropped_file", subject_ids=[row.pk])
    return row
