"""Setting up where events go: adding, changing, removing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from practices.events import signatures
from practices.events.actions.locking import locked, noted
from practices.events.actions.raising import raise_events
from practices.events.actions.secrets import sealed
from practices.events.catalogue import ENDPOINT_ON
from practices.events.models import Endpoint, EndpointState
from practices.registry.models import Organization

ENDPOINTS_MAX = 20
# In two statements: Django would read every row of the log before it drops it.
LOG_OF_ENDPOINT = (
    "DELETE FROM events_attempt a USING events_delivery d"
    " WHERE a.delivery_id = d.id AND d.endpoint_id = %s",
    "DELETE FROM events_delivery WHERE endpoint_id = %s",
)


class TooManyEndpoints(RuntimeError):
    """The group has as many endpoints as it may."""


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
        secret=sealed(secret),
        created_at=now,
    )
    noted("webhook.added", endpoint)
    return endpoint, secret


@transaction.atomic
def change_endpoint(*, endpoint: Endpoint, url: str, words: str, events: Sequence[str]) -> None:
    """Send elsewhere, or other events; what waits goes to the new place."""
    row = locked(endpoint)
    row.url, row.words, row.events = url, words, sorted(events)
    row.save(update_fields=["url", "words", "events"])
    noted("webhook.changed", row)


@transaction.atomic
def remove_endpoint(*, endpoint: Endpoint, now: datetime) -> None:
    """Gone with its log; what was on its way is not sent."""
    row = locked(endpoint)
    if row.state == EndpointState.OFF:
        raise_events(ENDPOINT_ON, [row.pk], at=now, organization_id=row.organization_id)
    noted("webhook.removed", row)
    with connection.cursor() as cursor:
        for statement in LOG_OF_ENDPOINT:
            cursor.execute(statement, [row.pk])
    row.delete()
