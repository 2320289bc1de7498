"""Small true stories of webhooks: one endpoint, and claims that are opened."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from practices.events import actions
from practices.events.models import Delivery, Endpoint
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from tests.practices.events.receiver import Receiver


def endpoint(
    group: Organization,
    *,
    at: datetime,
    receiver: Receiver | None = None,
    events: Sequence[str] = ("claim.created",),
) -> Endpoint:
    row, secret = actions.add_endpoint(
        organization=group,
        url=receiver.url if receiver else "https://hooks.example.com/in",
        words="Sample",
        events=events,
        now=at,
    )
    if receiver:
        receiver.secret = secret
    return row


def happened(
    practice: Practice, *, at: datetime, name: str = "claim.created", rows: int = 1
) -> list[uuid.UUID]:
    """It happened to so many rows at once, and is routed."""
    ids = [new_id() for _ in range(rows)]
    with in_practice(practice):
        actions.raise_events(name, ids, at=at)
    actions.route(now=at)
    return ids


def delivery(practice: Practice, *, at: datetime, receiver: Receiver | None = None) -> Delivery:
    """A claim was opened, and one endpoint is to hear of it."""
    endpoint(practice.organization, at=at, receiver=receiver)
    happened(practice, at=at)
    return Delivery.objects.get()
