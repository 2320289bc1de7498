"""Events on their way: routed to jobs and deliveries, told to subscribers, sent out, dropped."""

import random
import uuid
from contextlib import nullcontext

from celery import shared_task
from django.utils import timezone

from compliance.access import context
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.events import actions
from practices.events.actions.routing import TELL
from practices.events.delivering import deliver_due
from practices.events.models import Event
from practices.events.subscribers import EventNote, subscriber_named
from practices.jobs.handlers import JobNote, handles
from practices.registry.tenancy import in_practice

SYSTEM = Actor.system("events")
TURNS_MAX = 20


@shared_task(name="events.route", ignore_result=True)
def route(**_later: object) -> None:
    """Route what was raised; running twice at once is harmless."""
    with acting_as(SYSTEM):
        for _ in range(TURNS_MAX):
            if not actions.route(now=timezone.now()):
                return


@handles(TELL)
def tell(job: JobNote) -> None:
    """One subscriber hears of one event, inside its practice if it has one.

    It acts under its own room's name. Raises NoSubscriber.
    """
    subscriber = subscriber_named(job.arguments["subscriber"])
    event = Event.objects.select_related("practice").get(pk=uuid.UUID(job.arguments["event"]))
    note = EventNote(
        id=event.pk,
        name=event.name,
        practice_id=event.practice_id,
        organization_id=event.organization_id,
        subject_ids=tuple(event.subject_ids),
        source_keys=tuple(event.source_keys),
        at=event.at,
        now=job.now,
    )
    place = in_practice(event.practice) if event.practice else nullcontext()
    with acting_as(Actor.system(subscriber.room), request_id=context.request_id()), place:
        subscriber.hear(note)


@shared_task(name="events.deliver", ignore_result=True)
def deliver(**_later: object) -> None:
    """Send what is due, for a bounded while; the next run goes on."""
    with acting_as(SYSTEM):
        deliver_due(clock=timezone.now, chance=random.random)


@shared_task(name="events.forget", ignore_result=True)
def forget(**_later: object) -> None:
    """Drop what is old, step by step."""
    with acting_as(SYSTEM):
        for _ in range(TURNS_MAX):
            if not actions.forget(now=timezone.now()):
                return
