"""Each night practices pour what was answered, and groups fit anew what that makes worth it."""

from celery import shared_task
from django.utils import timezone

from billing.risk import actions
from billing.risk.actions import POUR
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.jobs import actions as jobs
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice

FIT = "risk.fit"
AFTER_IDS = "g"  # keys of fits are ids of jobs, and no job asks twice
FORGOTTEN_AT_ONCE = 5_000


@shared_task(name="risk.nightly", ignore_result=True)
def nightly(**_later: object) -> None:
    """Ask every practice, once a night."""
    with acting_as(Actor.system("risk")):
        jobs.ask_nightly(POUR, now=timezone.now())
        jobs.forget_done(kind=FIT, before_key=AFTER_IDS, rows_max=FORGOTTEN_AT_ONCE)


@handles(POUR)
def pour(job: JobNote) -> None:
    """So many answers a job, then the next; when all are poured, the group is looked at."""
    assert job.practice_id is not None
    practice = Practice.objects.get(pk=job.practice_id)
    after, today = job.arguments.get("after", ""), timezone.localdate(job.now)
    with in_practice(practice):
        left_at = actions.pour_step(after=after, today=today)
    key = f"{job.id}"
    if left_at is not None:
        told = {"after": left_at}
        jobs.enqueue(kind=POUR, key=key, practice=practice, arguments=told, now=job.now)
    else:
        told = {"organization": str(practice.organization_id)}
        jobs.enqueue(kind=FIT, key=key, arguments=told, now=job.now)


@handles(FIT)
def fit(job: JobNote) -> None:
    """A job of the group: it stands in no practice and reads what practices poured."""
    group = Organization.objects.get(pk=job.arguments["organization"])
    if actions.is_due(group, now=job.now):
        actions.fit(group, now=job.now)
