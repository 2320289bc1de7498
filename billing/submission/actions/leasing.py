"""Which batches one run takes to their clearinghouse now."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from billing.submission.models import Clearinghouse, Departure
from practices.registry.models import Practice

LEASE = timedelta(minutes=10)  # a batch staged and released, with room to spare
BATCHES_MAX = 20


@dataclass(frozen=True, slots=True)
class Trip:
    """One clearinghouse, and the batches that go there in this run."""

    house: Clearinghouse
    batches: list[tuple[uuid.UUID, Practice]]


@transaction.atomic
def lease_trip(*, lease: uuid.UUID, now: datetime) -> Trip | None:
    """The batches to one clearinghouse, the longest waiting first; None where nothing is due.

    A run that ended without noting loses its batches when the lease is over.
    """
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    due = Departure.objects.filter(
        free, next_at__lte=now, house__is_on=True, practice__state="ready"
    ).order_by("next_at", "pk")
    first = due.select_for_update(skip_locked=True, of=("self",)).first()
    if first is None:
        return None
    rows = list(
        due.select_for_update(skip_locked=True, of=("self",))
        .filter(house=first.house_id)
        .select_related("practice__organization")[:BATCHES_MAX]
    )
    Departure.objects.filter(pk__in=[row.pk for row in rows]).update(
        lease=lease, lease_until=now + LEASE
    )
    house = Clearinghouse.objects.get(pk=first.house_id)
    return Trip(house, [(row.pk, row.practice) for row in rows])
