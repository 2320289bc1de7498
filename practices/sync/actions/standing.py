"""Keeping how writing stands at a practice where its group can read it."""

from datetime import datetime
from typing import Any

from compliance.access import context
from practices.sync import queries
from practices.sync.models import WriteStanding


def keep_standing(*, now: datetime) -> None:
    """Of the practice we stand in; written only where it is another one than before."""
    seen, counts = queries.writes_seen(now=now), queries.open_counts()
    told: dict[str, Any] = {
        "is_on": seen.is_on,
        "oldest_waiting_at": queries.oldest_waiting_at(),
        "oldest_due_at": seen.oldest_due_at,
        "oldest_unproved_at": seen.oldest_unproved_at,
        "has_reached_limit": seen.has_reached_limit,
        "counts": counts,
    }
    place = context.practice()
    before = WriteStanding.objects.filter(practice=place.id)
    if not before.filter(**told).exists():
        WriteStanding.objects.update_or_create(practice_id=place.id, defaults=told)
