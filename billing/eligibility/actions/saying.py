"""Entering what somebody was told by phone or saw on a portal."""

from datetime import datetime

import msgspec
from django.db import transaction

from billing.eligibility.actions.keeping import CHANGED
from billing.eligibility.models import PersonSaid
from billing.eligibility.overlay import Said
from billing.eligibility.queries import Cover
from practices.events.actions import raise_events


@transaction.atomic
def enter(cover: Cover, said: Said, *, name: str, now: datetime) -> PersonSaid:
    """Append it; the last word about a field stands, the earlier ones stay in the trail."""
    row = PersonSaid.objects.create(
        patient_id=cover.patient_id,
        coverage_key=cover.key,
        told=msgspec.to_builtins(said),
        said_on=said.said_on,
        name=name,
        at=now,
    )
    raise_events(CHANGED, [cover.patient_id], at=now)
    return row
