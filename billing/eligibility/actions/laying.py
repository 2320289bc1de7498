"""New inquiries: laid once, whoever lays them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from billing.eligibility import queries
from billing.eligibility.actions.turns import comes_due
from billing.eligibility.models import Inquiry
from billing.eligibility.states import InquiryState
from billing.eligibility.strategy import next_request
from compliance.access import context


def new_inquiry(once: str, *, now: datetime, planned: list[str], **given: Any) -> Inquiry:  # noqa: ANN401  # columns
    """With the request that goes first at this payer."""
    habit = queries.habit_of(given["payer_id"])
    on = timezone.localdate(now)
    request = next_request(planned, (), None, habit.tried, on=on)
    assert request is not None
    return Inquiry(
        once=once,
        planned=planned,
        request=request,
        state=InquiryState.DUE.value,
        next_try_at=now,
        created_at=now,
        asked_by=context.actor().key,
        **given,
    )


def insert(rows: Sequence[Inquiry], now: datetime) -> int:
    """Those that are there already are left alone, whoever laid them."""
    if not rows:
        return 0
    before = set(
        Inquiry.objects.filter(once__in=[row.once for row in rows]).values_list("once", flat=True)
    )
    new = [row for row in rows if row.once not in before]
    Inquiry.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        comes_due(now)
    return len(new)
