"""Files that agents brought."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from practices.registry.models import Practice
from practices.sync import drop_store
from practices.sync.models import DroppedFile


@dataclass(frozen=True, slots=True)
class Drop:
    """A file with its bytes, and whose agent brought it."""

    practice: Practice
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class BroughtFiles:
    """How many files one agent brought, and when the last came."""

    count: int
    last_at: datetime


def drop_to_take(drop_id: uuid.UUID) -> Drop | None:
    """None for one that was taken in, or whose practice is no more.

    Raises drop_store.DropGone, sealing.CannotOpen: then a person must look.
    """
    rows = DroppedFile.objects.select_related("practice__organization")
    row = rows.filter(pk=drop_id, taken_at=None).first()
    return None if row is None else Drop(row.practice, row.name, drop_store.bytes_of(row))


def brought_by_agent(practice: Practice) -> dict[uuid.UUID, BroughtFiles]:
    rows = DroppedFile.objects.filter(practice=practice).values_list("agent_id")
    told = rows.annotate(n=Count("id"), last=Max("at")).order_by("agent_id")
    return {agent_id: BroughtFiles(count, last) for agent_id, count, last in told}
