"""Whether an endpoint is sent to: paused and resumed by people, switched off by ourselves."""

from datetime import datetime

from django.db import transaction

from practices.events.actions.locking import locked, noted
from practices.events.actions.raising import raise_events
from practices.events.catalogue import ENDPOINT_OFF, ENDPOINT_ON
from practices.events.models import DeliveryState, Endpoint, EndpointState, OffReason


@transaction.atomic
def pause(*, endpoint: Endpoint) -> None:
    """Send nothing and collect what happens; pausing what does not run changes nothing."""
    row = locked(endpoint)
    if row.state == EndpointState.ACTIVE:
        row.state = EndpointState.PAUSED.value
        row.save(update_fields=["state"])
        noted("webhook.paused", row)


@transaction.atomic
def resume(*, endpoint: Endpoint, now: datetime) -> None:
    """Send again, what was collected first; resuming what runs changes nothing."""
    row = locked(endpoint)
    was_off = row.state == EndpointState.OFF
    if row.state == EndpointState.ACTIVE:
        return
    row.state, row.off_reason, row.failing_since = EndpointState.ACTIVE.value, "", None
    row.save(update_fields=["state", "off_reason", "failing_since"])
    noted("webhook.resumed", row)
    if was_off:
        raise_events(ENDPOINT_ON, [row.pk], at=now, organization_id=row.organization_id)


def switch_off(endpoint: Endpoint, reason: OffReason, *, now: datetime) -> None:
    """By ourselves, the endpoint locked by the caller: what waits is given up, people are told."""
    if endpoint.state == EndpointState.OFF:
        return
    endpoint.state, endpoint.off_reason = EndpointState.OFF.value, reason.value
    endpoint.save(update_fields=["state", "off_reason"])
    waiting = endpoint.deliveries.filter(state=DeliveryState.WAITING)
    waiting.update(state=DeliveryState.FAILED, next_at=None)
    noted("webhook.switched_off", endpoint)
    raise_events(ENDPOINT_OFF, [endpoint.pk], at=now, organization_id=endpoint.organization_id)
