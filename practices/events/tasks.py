"""Events on their way: routed to jobs and deliveries, told to subscribers, sent out, dropped."""

import random
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from compliance.access import context
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.events import actions, queries, sending, signatures
from practices.events.actions.delivering import PER_RUN_MAX
from practices.events.actions.routing import TELL
from practices.events.models import Delivery, Event
from practices.events.sealing import CannotOpen
from practices.events.sending import Outcome, Parcel
from practices.events.subscribers import EventNote, subscriber_named
from practices.jobs.handlers import JobNote, handles
from practices.registry.tenancy import in_practice

SYSTEM = Actor.system("events")
TURNS_MAX = 20
RUN_LENGTH_MAX = timedelta(seconds=20)
Clock = Callable[[], datetime]


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


def deliver_due(*, clock: Clock, chance: Callable[[], float]) -> int:
    """Send until nothing is due, or for twenty seconds; returns how many tries were made.

    The network is used between transactions: a lease says whose a delivery is meanwhile.
    """
    lease, began, tried = uuid.uuid4(), clock(), 0
    while clock() - began < RUN_LENGTH_MAX:
        taken = actions.take(lease=lease, now=clock())
        if not taken.deliveries:
            break
        _send_all(taken, clock, chance)
        tried += len(taken.deliveries)
    return tried


def _send_all(taken: actions.Taken, clock: Clock, chance: Callable[[], float]) -> None:
    """All at once, each in a thread that knows nothing but its parcel."""
    with ThreadPoolExecutor(PER_RUN_MAX) as pool:
        posted = {_posted(pool, one, clock()): one for one in taken.deliveries}
        for future in as_completed(posted):
            actions.note(
                delivery_id=posted[future].pk,
                lease=taken.lease,
                outcome=future.result(),
                chance=chance(),
                now=clock(),
            )


def _posted(pool: ThreadPoolExecutor, delivery: Delivery, now: datetime) -> "Future[Outcome]":
    try:
        parcel = parcel_of(delivery, now=now)
    except CannotOpen:
        return pool.submit(Outcome, None, "secret", 0)
    return pool.submit(sending.send, parcel, private=settings.WEBHOOKS_TO_PRIVATE)


def parcel_of(delivery: Delivery, *, now: datetime) -> Parcel:
    """What goes out: the same body and id on every try, signed for this moment.

    Raises CannotOpen.
    """
    body = queries.body_of(delivery)
    signed_by = actions.secrets_of(delivery.endpoint, now=now)
    signed = signatures.headers(delivery.message_id, now, body, signed_by)
    return Parcel(delivery.endpoint.url, body, signed | {"Content-Type": "application/json"})


@shared_task(name="events.forget", ignore_result=True)
def forget(**_later: object) -> None:
    """Drop what is old, step by step."""
    with acting_as(SYSTEM):
        for _ in range(TURNS_MAX):
            if not actions.forget(now=timezone.now()):
                return
