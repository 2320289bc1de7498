"""Carrying out a job once: its effect and its end are one transaction."""

import logging
import traceback
import uuid
from datetime import datetime

from django.db import transaction

from compliance.access import context
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.jobs.actions.offering import LEASE, offer
from practices.jobs.actions.setting_aside import failed, has_no_room, put_off
from practices.jobs.handlers import JobNote, handler_of
from practices.jobs.models import Job, JobState
from practices.registry.tenancy import in_practice

log = logging.getLogger(__name__)


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
        if has_no_room(problem):
            log.error("job %s waits: the disk of the database is full", job_id)
            put_off(job_id, fence, now)
            return False
        log.error("job %s failed: %s\n%s", job_id, type(problem).__name__, _place_of(problem))
        failed(job_id, fence, type(problem).__name__, now)
        return False
    return True


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


def _place_of(problem: Exception) -> str:
    """Where it was raised. What it said is left out: a database tells the row it refused."""
    return "".join(traceback.format_tb(problem.__traceback__))


def run_all_now(*, now: datetime) -> int:
    """Carry out everything that waits, in this process and in fair turn; returns how many ran.

    For commands that finish the work themselves. What fails waits for its next try.
    """
    ran = 0
    while offered := offer(now=now):
        ran += sum(run(job_id=job_id, fence=fence, now=now) for job_id, fence in offered)
    return ran
