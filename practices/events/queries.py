"""Reading how webhooks stand: endpoints, the log page by page, one delivery, and doors."""

import hmac
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from practices.events import payload
from practices.events.models import Attempt, Delivery, DeliveryState, Door, Endpoint
from practices.events.tokens import sha256
from practices.registry.models import Organization, PracticeState

PAGE_ROWS = 50
TRIES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the log was asked for; empty is everything."""

    endpoint_id: uuid.UUID | None = None
    state: str = ""
    name: str = ""
    after: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Delivery]
    next_after: str


def endpoints(organization: Organization) -> QuerySet[Endpoint]:
    return Endpoint.objects.filter(organization=organization).order_by("words", "pk")


def doors(organization: Organization) -> QuerySet[Door]:
    rows = Door.objects.filter(practice__organization=organization).select_related("practice")
    return rows.order_by("practice__name", "pk")


def log(organization: Organization, filters: Filters, *, rows_max: int = PAGE_ROWS) -> Page:
    """Newest first, by key: ids rise with time, so the last page costs what the first does."""
    rows = Delivery.objects.filter(organization=organization)
    if filters.endpoint_id:
        rows = rows.filter(endpoint_id=filters.endpoint_id)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.name:
        rows = rows.filter(name=filters.name)
    if filters.after:
        rows = rows.filter(pk__lt=filters.after)
    found = list(rows.select_related("endpoint", "event__practice").order_by("-pk")[: rows_max + 1])
    last = found[rows_max - 1] if len(found) > rows_max else None
    return Page(found[:rows_max], last.pk.hex if last else "")


def delivery(organization: Organization, pk: uuid.UUID) -> Delivery | None:
    rows = Delivery.objects.filter(organization=organization, pk=pk)
    return rows.select_related("endpoint", "event__practice", "organization").first()


def body_of(delivery: Delivery) -> bytes:
    """What the endpoint gets, the same on every try."""
    event = delivery.event
    return payload.body(
        payload.Told(
            name=event.name,
            at=event.at,
            organization=delivery.organization.public_id,
            practice=event.practice.public_id if event.practice else "",
            subjects=event.subject_ids or event.source_keys,
        )
    )


def tries(delivery: Delivery) -> list[Attempt]:
    """The newest of them, newest first."""
    return list(delivery.tries.order_by("-at", "-pk")[:TRIES_SHOWN])


def door_of(source: str, token: str) -> Door | None:
    """The door this token opens, if it is of this source and its practice is ready."""
    told = sha256(token)
    door = Door.objects.select_related("practice").filter(token_sha256=told).first()
    if door is None or not hmac.compare_digest(door.token_sha256, told):
        return None
    return door if door.source == source and door.practice.state == PracticeState.READY else None


def waiting(endpoint: Endpoint) -> int:
    return endpoint.deliveries.filter(state=DeliveryState.WAITING).count()
