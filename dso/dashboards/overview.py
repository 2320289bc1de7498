"""The group at a glance. Reads shared tables only: no practice is opened for a card."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from practices.desk.queries import Waiting, open_counts
from practices.registry.models import Practice
from remits.clearing.area import in_clearing
from remits.clearing.models import Share
from remits.recoupment.models import OpenItem
from remits.recoupment.queries import still_open

RECENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Card:
    """One practice: what waits, what is late, and what payers sent in the last 30 days."""

    practice: Practice
    waiting: int
    waiting_cents: int
    late: int
    remitted_cents: int
    remittances: int


def cards(practices: Sequence[Practice], *, today: date) -> list[Card]:
    ids = [practice.pk for practice in practices]
    waiting = open_counts(ids, today)
    remitted = _remitted(ids, today - timedelta(days=RECENT_DAYS))
    found = []
    for practice in practices:
        counts = waiting.get(practice.pk, Waiting())
        cents, count = remitted.get(practice.pk, (0, 0))
        found.append(
            Card(
                practice,
                counts.count,
                counts.unposted_cents,
                counts.late,
                cents,
                count,
            )
        )
    return found


def totals(cards: Sequence[Card]) -> dict[str, int]:
    return {
        "waiting": sum(card.waiting for card in cards),
        "waiting_cents": sum(card.waiting_cents for card in cards),
        "late": sum(card.late for card in cards),
        "remitted_cents": sum(card.remitted_cents for card in cards),
    }


def open_offsets(organization_id: uuid.UUID) -> list[OpenItem]:
    """What payers took, carried or announced and has not met its other half, oldest first."""
    with in_clearing():
        return list(still_open(organization_id)[:20])


def _remitted(ids: list[uuid.UUID], since: date) -> dict[uuid.UUID, tuple[int, int]]:
    with in_clearing():
        rows = (
            Share.objects.filter(practice_id__in=ids)
            .filter(Q(payment__effective_on__gte=since))
            .values_list("practice_id")
            .annotate(claims=Sum("claims_cents"), kept=Sum("adjustments_cents"), count=Count("pk"))
        )
        return {practice: (claims - kept, count) for practice, claims, kept, count in rows}
