"""Asking for work, one job or many at once, and forgetting what was done long ago."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection, transaction

from practices.jobs import relay
from practices.jobs.models import Job, JobState
from practices.registry.ids import new_id
from practices.registry.models import Practice

ENQUEUE = """
INSERT INTO jobs_job (id, practice_id, kind, key, arguments, state, attempts, run_after, fence,
                      created_at, error)
VALUES (%s, %s, %s, %s, %s, 'waiting', 0, %s, 0, %s, '') ON CONFLICT (kind, key) DO NOTHING
"""

ENQUEUE_ALL = """
INSERT INTO jobs_job (id, practice_id, kind, key, arguments, state, attempts, run_after, fence,
                      created_at, error)
SELECT id, practice_id, kind, key, arguments, 'waiting', 0, %s, 0, %s, ''
  FROM json_to_recordset(%s::json)
    AS asked(id uuid, practice_id uuid, kind text, key text, arguments jsonb)
ON CONFLICT (kind, key) DO NOTHING
"""


def enqueue(
    *,
    kind: str,
    key: str,
    now: datetime,
    practice: Practice | uuid.UUID | None = None,
    arguments: Mapping[str, Any] | None = None,
) -> bool:
    """Ask for work in the transaction that made it necessary; False if it was asked for already.

    After the commit the relay is nudged; if that fails, its next tick finds the row.
    """
    practice_id = practice.pk if isinstance(practice, Practice) else practice
    told = [new_id(), practice_id, kind, key, relay.as_json(arguments or {}), now, now]
    with connection.cursor() as cursor:
        cursor.execute(ENQUEUE, told)
        is_new = bool(cursor.rowcount == 1)
    if is_new:
        transaction.on_commit(relay.nudge, robust=True)
    return is_new


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One of many jobs; see `enqueue`."""

    kind: str
    key: str
    practice_id: uuid.UUID | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)


def enqueue_all(asked: Sequence[Asked], *, now: datetime) -> int:
    """Ask for much work in one statement; returns how much of it was not asked for already."""
    if not asked:
        return 0
    rows = [
        {
            "id": new_id(),
            "practice_id": one.practice_id,
            "kind": one.kind,
            "key": one.key,
            "arguments": dict(one.arguments),
        }
        for one in asked
    ]
    with connection.cursor() as cursor:
        cursor.execute(ENQUEUE_ALL, [now, now, msgspec.json.encode(rows).decode()])
        new = int(cursor.rowcount)
    if new:
        transaction.on_commit(relay.nudge, robust=True)
    return new


def forget_done(*, kind: str, before_key: str, rows_max: int) -> int:
    """Drop finished jobs of a kind whose keys rise with time; returns how many.

    Whoever asks says that nobody will ask for them again: their keys are free afterwards.
    """
    old = Job.objects.filter(kind=kind, key__lt=before_key, state=JobState.DONE)
    ids = list(old.order_by("key").values_list("pk", flat=True)[:rows_max])
    gone, _ = Job.objects.filter(pk__in=ids).delete()
    return gone
