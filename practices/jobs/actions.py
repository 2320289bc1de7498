"""Asking for work, offering it fairly, carrying it out once, and setting aside what fails."""

import logging
import traceback
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import connection, transaction
from django.db.models import F, Q

from compliance.access import context
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.jobs import relay
from practices.jobs.handlers import JobNote, handler_of
from practices.jobs.models import Job, JobState
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

# A running job holds its row, so the lease need only outlast the way from the outbox to a worker.
LEASE = timedelta(seconds=30)
ATTEMPTS_MAX = 3
BACKOFF = (timedelta(seconds=5), timedelta(minutes=1))
# Nothing waits or is leased longer; what claims to was written when a clock was ahead.
AHEAD_MAX = timedelta(hours=1)
NO_ROOM = "53"  # Postgres's class of what is used up
IN_FLIGHT_PER_PRACTICE_MAX = 8
IN_FLIGHT_MAX = 256

log = logging.getLogger(__name__)

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

# One place in the queue for each practice: the first of every practice before anyone's second.
# Each lane is a short walk along the index of what waits, however long the lane is; what belongs
# to no practice is a lane of its own, apart because an index finds `= id` and `IS NULL` only.
OFFER = """
WITH busy AS (
    SELECT practice_id, count(*) AS n FROM jobs_job WHERE state = 'offered' GROUP BY practice_id
), ranked AS (
    SELECT first.id, first.place + coalesce(busy.n, 0) AS turn
      FROM registry_practice p
      LEFT JOIN busy ON busy.practice_id = p.id
     CROSS JOIN LATERAL (
        SELECT id, row_number() OVER (ORDER BY practice_id, run_after, id) AS place
          FROM jobs_job
         WHERE state = 'waiting' AND practice_id = p.id AND run_after <= %(now)s
         ORDER BY practice_id, run_after, id LIMIT %(per_practice)s
     ) first
     WHERE p.state = 'ready'
    UNION ALL
    SELECT first.id, first.place + coalesce((SELECT n FROM busy WHERE practice_id IS NULL), 0)
      FROM (
        SELECT id, row_number() OVER (ORDER BY practice_id, run_after, id) AS place
          FROM jobs_job
         WHERE state = 'waiting' AND practice_id IS NULL AND run_after <= %(now)s
         ORDER BY practice_id, run_after, id LIMIT %(per_practice)s
     ) first
), chosen AS (
    SELECT j.id, ranked.turn FROM jobs_job j JOIN ranked ON ranked.id = j.id
     WHERE ranked.turn <= %(per_practice)s AND j.state = 'waiting'
     ORDER BY ranked.turn, j.id
     LIMIT greatest(%(most)s - (SELECT coalesce(sum(n), 0) FROM busy), 0)
       FOR UPDATE OF j SKIP LOCKED
), offered AS (
    UPDATE jobs_job j SET state = 'offered', fence = fence + 1, lease_until = %(lease)s
      FROM chosen WHERE j.id = chosen.id RETURNING j.id, j.fence, chosen.turn
)
SELECT id, fence FROM offered ORDER BY turn, id
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


def offer(*, now: datetime) -> list[tuple[uuid.UUID, int]]:
    """Take waiting jobs in turn over the practices and lease them; returns ids with fences."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OFFER, asked(now))
        return [(pk, fence) for pk, fence in cursor.fetchall()]


def asked(now: datetime) -> dict[str, int | datetime]:
    """The bounds of an offer."""
    return {
        "now": now,
        "lease": now + LEASE,
        "per_practice": IN_FLIGHT_PER_PRACTICE_MAX,
        "most": IN_FLIGHT_MAX,
    }


def run(*, job_id: uuid.UUID, fence: int, now: datetime) -> bool:
    """Carry out one offered job: its effect and its end are one transaction.

    False if somebody else has it, had it, or it was offered again since: nothing was done.
    """
    if not _start(job_id, fence, now):
        return False
    try:
        with transaction.atomic():
            job = _ours(job_id, fence)
            if job is None:
                return False
            _carry_out(job, now)
            job.state, job.done_at, job.lease_until = JobState.DONE.value, now, None
            job.save(update_fields=["state", "done_at", "lease_until"])
    except Exception as problem:  # whatever a handler raises costs this job a try and no other
        if _has_no_room(problem):
            log.error("job %s waits: the disk of the database is full", job_id)
            _put_off(job_id, fence, now)
            return False
        log.error("job %s failed: %s\n%s", job_id, type(problem).__name__, _place_of(problem))
        _failed(job_id, fence, type(problem).__name__, now)
        return False
    return True


def _has_no_room(problem: Exception) -> bool:
    """Disk, memory or connections of the server are used up: no fault of the job."""
    return str(getattr(problem.__cause__, "sqlstate", None) or "").startswith(NO_ROOM)


def _put_off(job_id: uuid.UUID, fence: int, now: datetime) -> None:
    """Back to waiting, the try taken back: it may take days until somebody makes room."""
    Job.objects.filter(pk=job_id, fence=fence, state=JobState.OFFERED).update(
        state=JobState.WAITING,
        attempts=F("attempts") - 1,
        run_after=now + BACKOFF[-1],
        lease_until=None,
        error="NoRoom",
    )


def _place_of(problem: Exception) -> str:
    """Where it was raised. What it said is left out: a database tells the row it refused."""
    return "".join(traceback.format_tb(problem.__traceback__))


def _start(job_id: uuid.UUID, fence: int, now: datetime) -> bool:
    """Note the try before it is made: a job that kills its worker is set aside like any other.

    Only what was begun counts; an offer that a broker lost or that nobody had time for does not.
    """
    with transaction.atomic():
        job = _ours(job_id, fence)
        if job is None:
            return False
        job.attempts, job.lease_until = job.attempts + 1, now + LEASE
        job.save(update_fields=["attempts", "lease_until"])
    return True


def _ours(job_id: uuid.UUID, fence: int) -> Job | None:
    """The job, locked, unless its row is held or it is no longer what was offered."""
    offered = Job.objects.filter(pk=job_id, fence=fence, state=JobState.OFFERED)
    return offered.select_for_update(skip_locked=True).first()


def _carry_out(job: Job, now: datetime) -> None:
    handler = handler_of(job.kind)
    note = JobNote(job.pk, job.kind, job.key, job.practice_id, job.arguments, job.attempts, now)
    with acting_as(Actor.system(job.kind.partition(".")[0]), request_id=job.pk.hex):
        if not handler.inside:
            handler.run(note)
            return
        if job.practice is None:
            raise context.OutsidePractice(f"A job of kind {job.kind} needs a practice.")
        with in_practice(job.practice):
            handler.run(note)


def _failed(job_id: uuid.UUID, fence: int, error: str, now: datetime) -> None:
    """Back to waiting for a while, or set aside after the last try."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id, fence=fence).first()
        if job is None or job.state != JobState.OFFERED:
            return
        job.error, job.lease_until = error[:120], None
        _back_or_aside(job, now)
        job.save(update_fields=["error", "lease_until", "state", "run_after"])


def _back_or_aside(job: Job, now: datetime) -> None:
    if job.attempts >= ATTEMPTS_MAX:
        job.state = JobState.PARKED.value
        log.error("job %s (%s) is set aside; see `manage.py jobs`", job.pk, job.kind)
    else:
        job.state = JobState.WAITING.value
        job.run_after = now + BACKOFF[min(job.attempts, len(BACKOFF)) - 1]


def sweep(*, now: datetime) -> int:
    """Take back what was leased and not finished in time; returns how many.

    A worker that still holds the row is left alone: its row is locked, so it is alive. What was
    written by a clock that was ahead would wait until then; it is due now.
    """
    with transaction.atomic():
        ahead = now + AHEAD_MAX
        Job.objects.filter(state=JobState.WAITING, run_after__gt=ahead).update(run_after=now)
        late = list(
            Job.objects.select_for_update(skip_locked=True)
            .filter(Q(lease_until__lt=now) | Q(lease_until__gt=ahead), state=JobState.OFFERED)
            .order_by("lease_until")[:IN_FLIGHT_MAX]
        )
        for job in late:
            job.error, job.lease_until = job.error or "LeaseRanOut", None
            job.state = JobState.WAITING.value
            if job.attempts >= ATTEMPTS_MAX:
                job.state = JobState.PARKED.value
                log.error("job %s (%s) is set aside; see `manage.py jobs`", job.pk, job.kind)
            job.save(update_fields=["error", "lease_until", "state"])
    return len(late)


def retry(*, job_id: uuid.UUID, now: datetime) -> bool:
    """Give a job that was set aside three new tries; False if it is not set aside."""
    return bool(
        Job.objects.filter(pk=job_id, state=JobState.PARKED).update(
            state=JobState.WAITING, attempts=0, run_after=now, fence=F("fence") + 1
        )
    )


def forget_done(*, kind: str, before_key: str, rows_max: int) -> int:
    """Drop finished jobs of a kind whose keys rise with time; returns how many.

    Whoever asks says that nobody will ask for them again: their keys are free afterwards.
    """
    old = Job.objects.filter(kind=kind, key__lt=before_key, state=JobState.DONE)
    ids = list(old.order_by("key").values_list("pk", flat=True)[:rows_max])
    gone, _ = Job.objects.filter(pk__in=ids).delete()
    return gone


def run_all_now(*, now: datetime) -> int:
    """Carry out everything that waits, in this process and in fair turn; returns how many ran.

    For commands that finish the work themselves. What fails waits for its next try.
    """
    ran = 0
    while offered := offer(now=now):
        ran += sum(run(job_id=job_id, fence=fence, now=now) for job_id, fence in offered)
    return ran
