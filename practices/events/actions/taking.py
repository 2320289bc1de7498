"""Taking what is due to be sent. The sending lies between this and noting how it went."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Q

from practices.events.actions.noting import CHANGED, keep_attempt, wait_or_give_up
from practices.events.models import Delivery, DeliveryState
from practices.events.sending import SECONDS_MAX, Outcome

# Asking the name service, connecting and waiting for an answer, with room to spare.
LEASE = timedelta(seconds=SECONDS_MAX + 75)
PER_RUN_MAX = 16
PER_ENDPOINT_MAX = 4
RUNS_MAX = 2  # each holds a worker's slot, for fifteen seconds where all are slow
LOST = Outcome(None, "lost", 0)

# In turn over the endpoints, and of one that fails a single one at a time: the slow wait for
# themselves alone.
TAKE = """
WITH busy AS (
    SELECT endpoint_id, count(*) AS n FROM events_delivery WHERE state = 'sending' GROUP BY 1
), due AS (
    SELECT first.id
      FROM events_endpoint e
      LEFT JOIN busy ON busy.endpoint_id = e.id
     CROSS JOIN LATERAL (
        SELECT id, next_at, row_number() OVER (ORDER BY next_at, id) AS place
          FROM events_delivery
         WHERE endpoint_id = e.id AND state = 'waiting' AND next_at <= %(now)s
         ORDER BY next_at, id
         LIMIT greatest(
            CASE WHEN e.failing_since IS NULL THEN %(each)s ELSE 1 END - coalesce(busy.n, 0), 0)
     ) first
     WHERE e.state = 'active'
     ORDER BY first.place, first.next_at, first.id
     LIMIT %(most)s
)
UPDATE events_delivery d
   SET state = 'sending', lease = %(lease)s, lease_until = %(until)s, attempts = attempts + 1
  FROM due WHERE d.id = due.id RETURNING d.id
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Deliveries leased to one run, with their endpoint and event."""

    lease: uuid.UUID
    deliveries: Sequence[Delivery]


@transaction.atomic
def take(*, lease: uuid.UUID, now: datetime) -> Taken:
    """Lease what is due to one run; nothing while as many runs as may be are under way.

    Runs take one after the other, so no two take the same. What a run did not finish in time is
    due again: it may have arrived, so it goes out under the same id.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('events.take'))")
        _give_back(now)
        under_way = Delivery.objects.filter(state=DeliveryState.SENDING).exclude(lease=lease)
        if under_way.aggregate(runs=Count("lease", distinct=True))["runs"] >= RUNS_MAX:
            return Taken(lease, ())
        bounds = {"each": PER_ENDPOINT_MAX, "most": PER_RUN_MAX}
        cursor.execute(TAKE, {"now": now, "lease": lease, "until": now + LEASE, **bounds})
        ids = [pk for (pk,) in cursor.fetchall()]
    rows = Delivery.objects.filter(pk__in=ids).order_by("next_at", "pk")
    return Taken(
        lease,
        list(rows.select_related("endpoint", "event", "event__practice", "organization")),
    )


def _give_back(now: datetime) -> None:
    """What a run that ended took with it. A lease beyond any lease is of a clock that was ahead."""
    over = Q(lease_until__lt=now) | Q(lease_until__gt=now + 2 * LEASE)
    late = Delivery.objects.select_for_update(skip_locked=True).filter(
        over, state=DeliveryState.SENDING
    )
    for delivery in late.order_by("pk"):
        keep_attempt(delivery, LOST, now)
        wait_or_give_up(delivery, LOST, chance=0.0, now=now)
        delivery.save(update_fields=CHANGED)
