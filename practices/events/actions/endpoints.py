"""Setting up where events go: adding, changing, pausing, replacing the secret, removing."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from compliance.audit import actions as audit
from practices.events import sealing, signatures
from practices.events.actions.raising import raise_events
from practices.events.actions.routing import new_delivery
from practices.events.catalogue import ENDPOINT_OFF, ENDPOINT_ON, TEST
from practices.events.models import (
    Delivery,
    DeliveryState,
    Endpoint,
    EndpointState,
    Event,
    OffReason,
)
from practices.registry.models import Organization

ENDPOINTS_MAX = 20
OLD_SECRET_LIFETIME = timedelta(days=1)
# In two statements: Django would read every row of the log before it drops it.
LOG_OF_ENDPOINT = (
    "DELETE FROM events_attempt a USING events_delivery d"
    " WHERE a.delivery_id = d.id AND d.endpoint_id = %s",
    "DELETE FROM events_delivery WHERE endpoint_id = %s",
)


class TooManyEndpoints(RuntimeError):
    """The group has as many endpoints as it may."""


class EndpointOff(RuntimeError):
    """The endpoint is switched off; nothing goes out until a person switches it on."""


@transaction.atomic
def add_endpoint(
    *, organization: Organization, url: str, words: str, events: Sequence[str], now: datetime
) -> tuple[Endpoint, str]:
    """A new endpoint, and its secret, which is told this once. Raises TooManyEndpoints."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if Endpoint.objects.filter(organization=organization).count() >= ENDPOINTS_MAX:
        raise TooManyEndpoints(f"A group has at most {ENDPOINTS_MAX} endpoints.")
    secret = signatures.new_secret()
    endpoint = Endpoint.objects.create(
        organization=organization,
        url=url,
        words=words,
        events=sorted(events),
        secret=_sealed(secret),
        created_at=now,
    )
    _note("webhook.added", endpoint)
    return endpoint, secret


@transaction.atomic
def change_endpoint(*, endpoint: Endpoint, url: str, words: str, events: Sequence[str]) -> None:
    """Send elsewhere, or other events; what waits goes to the new place."""
    row = _locked(endpoint)
    row.url, row.words, row.events = url, words, sorted(events)
    row.save(update_fields=["url", "words", "events"])
    _note("webhook.changed", row)


@transaction.atomic
def pause(*, endpoint: Endpoint) -> None:
    """Send nothing and collect what happens; pausing what does not run changes nothing."""
    row = _locked(endpoint)
    if row.state == EndpointState.ACTIVE:
        row.state = EndpointState.PAUSED.value
        row.save(update_fields=["state"])
        _note("webhook.paused", row)


@transaction.atomic
def resume(*, endpoint: Endpoint, now: datetime) -> None:
    """Send again, what was collected first; resuming what runs changes nothing."""
    row = _locked(endpoint)
    was_off = row.state == EndpointState.OFF
    if row.state == EndpointState.ACTIVE:
        return
    row.state, row.off_reason, row.failing_since = EndpointState.ACTIVE.value, "", None
    row.save(update_fields=["state", "off_reason", "failing_since"])
    _note("webhook.resumed", row)
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
    _note("webhook.switched_off", endpoint)
    raise_events(ENDPOINT_OFF, [endpoint.pk], at=now, organization_id=endpoint.organization_id)


@transaction.atomic
def rotate(*, endpoint: Endpoint, now: datetime) -> str:
    """A new secret, told this once; for a day the old one signs as well."""
    row = _locked(endpoint)
    secret = signatures.new_secret()
    row.old_secret, row.old_until = row.secret, now + OLD_SECRET_LIFETIME
    row.secret = _sealed(secret)
    row.save(update_fields=["secret", "old_secret", "old_until"])
    _note("webhook.secret_rotated", row)
    return secret


@transaction.atomic
def remove_endpoint(*, endpoint: Endpoint, now: datetime) -> None:
    """Gone with its log; what was on its way is not sent."""
    row = _locked(endpoint)
    if row.state == EndpointState.OFF:
        raise_events(ENDPOINT_ON, [row.pk], at=now, organization_id=row.organization_id)
    _note("webhook.removed", row)
    with connection.cursor() as cursor:
        for statement in LOG_OF_ENDPOINT:
            cursor.execute(statement, [row.pk])
    row.delete()


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
    _note("webhook.tested", row)
    return delivery


@transaction.atomic
def redeliver(*, delivery: Delivery, now: datetime) -> None:
    """Send it again now, under the same id, with three days of tries. What is under way is left.

    Raises EndpointOff.
    """
    row = _running(delivery.endpoint)
    again = Delivery.objects.filter(pk=delivery.pk).exclude(state=DeliveryState.SENDING)
    if again.update(state=DeliveryState.WAITING, attempts=0, since=now, next_at=now):
        _note("webhook.redelivered", row, delivery.pk)


def secrets_of(endpoint: Endpoint, *, now: datetime) -> list[str]:
    """What signs now, newest first. Raises sealing.CannotOpen."""
    sealed = [endpoint.secret]
    if endpoint.old_secret is not None and endpoint.old_until and now < endpoint.old_until:
        sealed.append(endpoint.old_secret)
    return [sealing.opened(bytes(one), settings.SEALING_KEYS) for one in sealed]


@transaction.atomic
def seal_again() -> int:
    """Put every secret under the first of SEALING_KEYS, so that the others can be dropped."""
    rows = list(Endpoint.objects.select_for_update(no_key=True).order_by("pk"))
    for row in rows:
        row.secret = sealing.resealed(bytes(row.secret), settings.SEALING_KEYS)
        if row.old_secret is not None:
            row.old_secret = sealing.resealed(bytes(row.old_secret), settings.SEALING_KEYS)
        row.save(update_fields=["secret", "old_secret"])
    return len(rows)


def _locked(endpoint: Endpoint) -> Endpoint:
    return Endpoint.objects.select_for_update(no_key=True).get(pk=endpoint.pk)


def _running(endpoint: Endpoint) -> Endpoint:
    row = _locked(endpoint)
    if row.state == EndpointState.OFF:
        raise EndpointOff("The endpoint is switched off; switch it on first.")
    return row


def _sealed(secret: str) -> bytes:
    return sealing.seal(secret, settings.SEALING_KEYS)


def _note(deed: str, endpoint: Endpoint, *others: uuid.UUID) -> None:
    audit.record(deed=deed, subject_kind="endpoint", subject_ids=[endpoint.pk, *others])
