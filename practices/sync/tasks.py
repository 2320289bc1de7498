"""Jobs of sync: records of source rows; and by the clock, dropping what is kept for a time."""

import uuid

from celery import shared_task
from django.utils import timezone

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.jobs import actions as jobs
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Practice
from practices.sync import actions
from practices.sync.actions.laying import DESK
from practices.sync.actions.writing import SIGN


@handles("sync.records", inside=True)
def records(job: JobNote) -> None:
    """So many rows a job, then the next; when all are there, the rooms above may look."""
    assert job.practice_id is not None
    practice = Practice.objects.get(pk=job.practice_id)
    is_level = actions.make_records(practice, now=job.now)
    if is_level:
        actions.confirm_by_hand(now=job.now)
    kind = "claims.from_source" if is_level else job.kind
    jobs.enqueue(kind=kind, key=f"{practice.pk}:{job.id}", practice=practice, now=job.now)


@handles(DESK, inside=True)
def desk(job: JobNote) -> None:
    """Bring the desk in line with one group of orders; read anew, so twice is harmless."""
    actions.lay(group_id=uuid.UUID(job.arguments["group"]), now=job.now)
    actions.keep_standing(now=job.now)


@handles(SIGN, inside=True)
def sign(job: JobNote) -> None:
    """Sign all that waits in one practice; rows are the queue, so twice is harmless."""
    actions.sign_waiting(now=job.now)
    actions.keep_standing(now=job.now)


@shared_task(name="sync.forget", ignore_result=True)
def forget(**_later: object) -> None:
    """Signatures that are too old to come again."""
    with acting_as(Actor.system("sync")):
        actions.drop_nonces(now=timezone.now())


@shared_task(name="sync.drop", ignore_result=True)
def drop(**_later: object) -> None:
    """Raw batches older than fourteen days, files that were taken in, keys whose time is over."""
    now = timezone.now()
    with acting_as(Actor.system("sync")):
        actions.drop_raw(today=now.date())
        actions.drop_former_keys(now=now)
        actions.forget_taken(now=now)
