"""What did not work: tried again for a while, then set aside for a person."""

import logging
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from practices.jobs.actions.offering import IN_FLIGHT_MAX
from practices.jobs.models import Job, JobState

log = logging.getLogger(__name__)
ATTEMPTS_MAX = 3
BACKOFF = (timedelta(seconds=5), timedelta(minutes=1))
# Nothing waits or is leased longer; what claims to was written when a clock was ahead. It is also
# the most that a clock set back can make a job wait.
AHEAD_MAX = timedelta(minutes=5)
NO_ROOM = "53"  # Postgres's class of what is used up


def has_no_room(problem: Exception) -> bool:
    """Disk, memory or connections of the server are used up: no fault of the job."""
    return str(getattr(problem.__cause__, "sqlstate", None) or "").startswith(NO_ROOM)


def put_off(job_id: uuid.UUID, fence: int, now: datetime) -> None:
    """Back to waiting, the try taken back: it may take days until somebody makes room."""
    Job.objects.filter(pk=job_id, fence=fence, state=JobState.OFFERED).update(
        state=JobState.WAITING,
        attempts=F("attempts") - 1,
        run_after=now + BACKOFF[-1],
        lease_until=None,
        error="NoRoom",
    )


def failed(job_id: uuid.UUID, fence: int, error: str, now: datetime) -> None:
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
