"""Writing down how a try went, and what that makes of its delivery and endpoint."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from practices.events import retrying
from practices.events.actions.pausing import switch_off
from practices.events.models import Attempt, Delivery, DeliveryState, Endpoint, OffReason
from practices.events.sending import Outcome

FAILING_MAX = timedelta(days=3)


CHANGED = ["state", "status", "trouble", "milliseconds", "next_at", "lease", "lease_until"]


@transaction.atomic
def note(
    *, delivery_id: uuid.UUID, lease: uuid.UUID, outcome: Outcome, chance: float, now: datetime
) -> None:
    """Keep how one try went. The endpoint is locked first, then the delivery, here as everywhere.

    A run that was frozen past its lease leaves its try in the log and changes nothing.
    """
    endpoint = _endpoint_of(delivery_id)
    found = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if endpoint is None or found is None:
        return
    keep_attempt(found, outcome, now)
    if found.lease != lease or found.state != DeliveryState.SENDING:
        return
    if outcome.arrived:
        _settle(found, outcome, DeliveryState.ARRIVED)
    else:
        wait_or_give_up(found, outcome, chance=chance, now=now)
    found.save(update_fields=CHANGED)
    _judge(endpoint, outcome, now)


def _endpoint_of(delivery_id: uuid.UUID) -> Endpoint | None:
    rows = Endpoint.objects.select_for_update(no_key=True)
    return rows.filter(pk__in=Delivery.objects.filter(pk=delivery_id).values("endpoint_id")).first()


def keep_attempt(delivery: Delivery, outcome: Outcome, now: datetime) -> None:
    Attempt.objects.create(
        delivery=delivery,
        at=now,
        status=outcome.status,
        trouble=outcome.trouble,
        milliseconds=outcome.milliseconds,
    )


def _settle(delivery: Delivery, outcome: Outcome, state: DeliveryState) -> None:
    delivery.state, delivery.next_at = state.value, None
    _keep(delivery, outcome)


def _keep(delivery: Delivery, outcome: Outcome) -> None:
    delivery.status, delivery.trouble = outcome.status, outcome.trouble
    delivery.milliseconds = outcome.milliseconds
    delivery.lease = delivery.lease_until = None


def wait_or_give_up(delivery: Delivery, outcome: Outcome, *, chance: float, now: datetime) -> None:
    again = retrying.next_try(delivery.attempts, since=delivery.since, now=now, chance=chance)
    if again is None or outcome.is_gone:
        _settle(delivery, outcome, DeliveryState.FAILED)
        return
    delivery.state, delivery.next_at = DeliveryState.WAITING.value, again
    _keep(delivery, outcome)


def _judge(endpoint: Endpoint, outcome: Outcome, now: datetime) -> None:
    """One that answers again is well; one that is gone, or fails for days, is switched off."""
    if outcome.arrived:
        if endpoint.failing_since is not None:
            endpoint.failing_since = None
            endpoint.save(update_fields=["failing_since"])
        return
    if endpoint.failing_since is None:
        endpoint.failing_since = now
        endpoint.save(update_fields=["failing_since"])
    if outcome.is_gone:
        switch_off(endpoint, OffReason.GONE, now=now)
    elif now - endpoint.failing_since >= FAILING_MAX:
        switch_off(endpoint, OffReason.FAILING, now=now)
