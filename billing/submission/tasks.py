"""Submission at work: the evening of each practice, and batches on their way."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from celery import shared_task
from django.utils import timezone

from billing.submission.actions import evening as evenings
from billing.submission.actions import watching
from billing.submission.actions.applying import apply
from billing.submission.actions.asking import LEAVE
from billing.submission.actions.handing import APPLY, hand_over
from billing.submission.actions.listening import READ
from billing.submission.hearing.child import read
from billing.submission.leaving import leave
from billing.submission.listening import listen_due
from billing.submission.models import InboundFile
from billing.submission.sending import send_due
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from compliance.access.rights import CLEARING
from practices.events.subscribers import EventNote, on
from practices.jobs import actions as jobs
from practices.jobs.actions import Asked
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Practice
from practices.registry.tenancy import in_area

WATCH, PACE_OVER = "submission.watch", timedelta(days=365)
SYSTEM = Actor.system("submission")


@shared_task(name="submission.send", ignore_result=True)
def send(**_later: object) -> None:
    """Take what is due to its clearinghouse, for a bounded while; the next run goes on."""
    with acting_as(SYSTEM):
        send_due(clock=timezone.now)


@shared_task(name="submission.evening", ignore_result=True)
def evening(**_later: object) -> None:
    """One job for each practice whose hour has come, once a day of its own."""
    with acting_as(SYSTEM):
        evenings.ask_due(now=timezone.now())


@handles(LEAVE)
def leave_practice(job: JobNote) -> None:
    """All that is ready, or the claims a person named."""
    assert job.practice_id is not None
    practice = Practice.objects.select_related("organization").get(pk=job.practice_id)
    today = job.now.astimezone(ZoneInfo(practice.timezone)).date()
    told = job.arguments
    leave(practice, now=job.now, today=today, only=told.get("claims"), by=told.get("by", ""))


@shared_task(name="submission.listen", ignore_result=True)
def listen(**_later: object) -> None:
    """Ask each clearinghouse that is due what waits for us."""
    with acting_as(SYSTEM):
        listen_due(clock=timezone.now)


@handles(READ)
def read_file(job: JobNote) -> None:
    """One file in a limited child, then each practice's part to that practice, all or nothing."""
    with in_area(CLEARING):
        file = InboundFile.objects.select_related("house", "organization").get(
            pk=uuid.UUID(job.arguments["file"])
        )
        if file.state == "received":
            today = timezone.localdate(job.now)
            told = read(bytes(file.content), today=today)
            hand_over(file, told, now=job.now, today=today)


@handles(APPLY, inside=True)
def apply_share(job: JobNote) -> None:
    apply(uuid.UUID(job.arguments["share"]), now=job.now)


@shared_task(name="submission.watch", ignore_result=True)
def watch(**_later: object) -> None:
    """One job for each practice each hour; asking twice makes one job."""
    now = timezone.now()
    with acting_as(SYSTEM):
        ids = Practice.objects.ready().order_by("pk").values_list("pk", flat=True)
        hour = f"{now:%Y-%m-%dT%H}"
        asked = [Asked(kind=WATCH, key=f"{hour}:{pk}", practice_id=pk) for pk in ids]
        jobs.enqueue_all(asked, now=now)


@handles(WATCH, inside=True)
def watch_practice(job: JobNote) -> None:
    """Twice is harmless."""
    today = timezone.localdate(job.now)
    watching.settle(now=job.now)
    watching.figure_paces(since=job.now - PACE_OVER, today=today)
    watching.watch(now=job.now, today=today)


@on("payment.posted")
@on("claim.changed")
def answered(event: EventNote) -> None:
    """What was answered waits for nobody; what a posting was undone for is claims' own matter."""
    watching.settle(now=event.now)
