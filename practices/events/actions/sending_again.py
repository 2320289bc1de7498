"""Sending what a person asks for: a test, or a delivery once more."""

from datetime import datetime

from django.db import transaction

from practices.events.actions.locking import locked, noted
from practices.events.actions.routing import new_delivery
from practices.events.catalogue import TEST
from practices.events.models import Delivery, DeliveryState, Endpoint, EndpointState, Event


class EndpointOff(RuntimeError):
    """The endpoint is switched off; nothing goes out until a person switches it on."""


@transaction.atomic
def send_test(*, endpoint: Endpoint, now: datetime) -> Delivery:
    """An event for this endpoint alone. Raises EndpointOff."""
    row = _running(endpoint)
    event = Event.objects.create(
        organization_id=row.organization_id,
        name=TEST,
        subject_ids=[row.pk],
        at=now,
        routed_at=now,
    )
    delivery = new_delivery(row, event, now)
    delivery.save(force_insert=True)
    noted("webhook.tested", row)
    return delivery


@transaction.atomic
def redeliver(*, delivery: Delivery, now: datetime) -> None:
    """Send it again now, under the same id, with three days of tries. What is under way is left.

    Raises EndpointOff.
    """
    row = _running(delivery.endpoint)
    again = Delivery.objects.filter(pk=delivery.pk).exclude(state=DeliveryState.SENDING)
    if again.update(state=DeliveryState.WAITING, attempts=0, since=now, next_at=now):
        noted("webhook.redelivered", row, delivery.pk)


def _running(endpoint: Endpoint) -> Endpoint:
    row = locked(endpoint)
    if row.state == EndpointState.OFF:
        raise EndpointOff("The endpoint is switched off; switch it on first.")
    return row
