"""Turning each event into one job for each subscriber and one delivery for each endpoint."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from practices.events.models import Delivery, Endpoint, EndpointState, Event
from practices.events.subscribers import subscribers_of
from practices.jobs import actions as jobs

TELL = "events.tell"
EVENTS_PER_TURN_MAX = 500


@transaction.atomic
def route(*, now: datetime) -> int:
    """Route what was raised and not yet routed; returns how many. Two routers share the work.

    Jobs, deliveries and the mark are one transaction, and each job and delivery is unique by event
    and receiver: whatever is cut off here is done again and nothing twice.
    """
    rows = Event.objects.filter(routed_at=None).order_by("id")
    events = list(rows.select_for_update(skip_locked=True)[:EVENTS_PER_TURN_MAX])
    if not events:
        return 0
    jobs.enqueue_all(
        [
            jobs.Asked(
                kind=TELL,
                key=job_key(event.pk, subscriber.name),
                practice_id=event.practice_id,
                arguments={"event": event.pk.hex, "subscriber": subscriber.name},
            )
            for event in events
            for subscriber in subscribers_of(event.name)
        ],
        now=now,
    )
    Delivery.objects.bulk_create(_deliveries(events, now), ignore_conflicts=True)
    Event.objects.filter(pk__in=[event.pk for event in events]).update(routed_at=now)
    return len(events)


def job_key(event_id: uuid.UUID, subscriber: str) -> str:
    return f"{event_id.hex}:{subscriber}"


def _deliveries(events: Sequence[Event], now: datetime) -> list[Delivery]:
    """An endpoint gets what happened since it was set up, not what came before."""
    groups = {event.organization_id for event in events}
    endpoints = list(
        Endpoint.objects.filter(organization_id__in=groups).exclude(state=EndpointState.OFF)
    )
    return [
        new_delivery(endpoint, event, now)
        for event in events
        for endpoint in endpoints
        if endpoint.organization_id == event.organization_id
        and event.name in endpoint.events
        and endpoint.created_at <= event.at
    ]


def new_delivery(endpoint: Endpoint, event: Event, now: datetime) -> Delivery:
    return Delivery(
        endpoint=endpoint,
        event=event,
        organization_id=event.organization_id,
        name=event.name,
        since=now,
        next_at=now,
        created_at=now,
    )
