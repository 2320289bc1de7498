"""What a person has to write of one group of orders: a payment of a payer over several claims."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from practices.sync.course import TO_WRITE, WriteBackState
from practices.sync.models import WriteBack


@dataclass(frozen=True, slots=True)
class ToWrite:
    """`not_seen` of `count` orders were said to be written and are not there as they should be."""

    count: int
    not_seen: int
    cents: int
    since: datetime
    payer: str
    check_number: str

    @property
    def words(self) -> str:
        """Without a word about a patient."""
        if self.not_seen:
            return f"{self.not_seen} of {self.count} not seen in the practice's system"
        return f"To be written by hand: {self.count}"


def of_group(group_id: uuid.UUID) -> QuerySet[WriteBack]:
    """An order without a group is one by itself."""
    return WriteBack.objects.filter(Q(group_id=group_id) | Q(pk=group_id, group_id=None))


def to_write(group_id: uuid.UUID) -> ToWrite | None:
    """None where nothing is left of it."""
    rows = list(of_group(group_id).filter(state__in=TO_WRITE).order_by("id"))
    return _together(rows) if rows else None


def _together(rows: Sequence[WriteBack]) -> ToWrite:
    first = rows[0]
    return ToWrite(
        count=len(rows),
        not_seen=sum(row.stage == WriteBackState.NOT_SEEN for row in rows),
        cents=sum(row.cents for row in rows),
        since=first.queued_at,
        payer=str(first.body.get("carrier") or ""),
        check_number=str(first.body.get("check_number") or ""),
    )
