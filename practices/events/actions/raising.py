"""Saying that something happened, in the transaction in which it does."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from itertools import batched

from compliance.access import context
from practices.events.catalogue import kind_of
from practices.events.models import SUBJECTS_MAX, Event
from practices.registry import bulk
from practices.registry.ids import new_id


def raise_events(
    name: str,
    subject_ids: Sequence[uuid.UUID] = (),
    *,
    at: datetime,
    source_keys: Sequence[str] = (),
    organization_id: uuid.UUID | None = None,
) -> None:
    """These rows had `name` happen to them; it stands or falls with the transaction.

    One statement for any number of rows, one event for each thousand of them, none for none.
    Where we have no ids, `source_keys` are the practice system's own. Inside a practice the event
    is the practice's; outside say whose group it is. Raises UnknownEvent, OutsidePractice.
    """
    kind_of(name)
    place = context.practice_or_none()
    if place is None and organization_id is None:
        place = context.practice()
    rows = [
        {"id": new_id(), "subject_ids": ids, "source_keys": keys}
        for ids, keys in [
            *(([*some], []) for some in batched(subject_ids, SUBJECTS_MAX, strict=False)),
            *(([], [*some]) for some in batched(source_keys, SUBJECTS_MAX, strict=False)),
        ]
    ]
    if not rows:
        return
    bulk.insert_many(
        Event,
        rows,
        same={
            "organization_id": place.organization_id if place else organization_id,
            "practice_id": place.id if place else None,
            "name": name,
            "at": at,
        },
    )
