"""Eligibility at work: looking ahead each hour, and asking what is due."""

import random

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from billing.eligibility import actions
from billing.eligibility.sending import ask_due
from billing.payers import actions as payers
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.events.subscribers import EventNote, on
from practices.jobs import actions as jobs
from practices.jobs.actions import Asked
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

SYSTEM = Actor.system("eligibility")
LOOK = "eligibility.look_ahead"


@shared_task(name="eligibility.ask", ignore_result=True)
def ask(**_later: object) -> None:
    """Ask what is due, for a bounded while; the next run goes on."""
    with acting_as(SYSTEM):
        ask_due(clock=timezone.now, chance=random.random)


@shared_task(name="eligibility.look", ignore_result=True)
def look(**_later: object) -> None:
    """One job for each practice each hour; asking twice makes one job."""
    now = timezone.now()
    hour = f"{now:%Y-%m-%dT%H}"
    with acting_as(SYSTEM):
        ids = Practice.objects.ready().order_by("pk").values_list("pk", flat=True)
        asked = [Asked(kind=LOOK, key=f"{hour}:{pk}", practice_id=pk) for pk in ids]
        jobs.enqueue_all(asked, now=now)


@handles(LOOK)
def look_ahead(job: JobNote) -> None:
    """Payers nobody knew are named outside the practice; then its visits are laid."""
    assert job.practice_id is not None
    practice = Practice.objects.get(pk=job.practice_id)
    days = settings.ELIGIBILITY_DAYS
    with in_practice(practice):
        strangers = actions.strangers(now=job.now, days=days)
    payers.register(strangers)
    with in_practice(practice):
        actions.expire(today=timezone.localdate(job.now))
        actions.look_ahead(now=job.now, days=days)
        actions.show_problems(now=job.now, days=days)


@on("appointment.scheduled")
def scheduled(event: EventNote) -> None:
    """A visit that was made a moment ago, if it is near."""
    actions.lay_visits(event.source_keys, now=event.now, days=settings.ELIGIBILITY_DAYS)


@on("benefits.changed")
def problems_changed(event: EventNote) -> None:
    """What a person entered or decided may settle a problem, or show one."""
    actions.show_problems(now=event.now, days=settings.ELIGIBILITY_DAYS)
