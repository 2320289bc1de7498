"""Remembering how a payer answers: which requests it fills, and the percents it usually says."""

import uuid
from datetime import datetime

import msgspec
from django.utils import timezone

from billing.eligibility.benefits import Benefits
from billing.eligibility.models import Inquiry, PayerHabit
from billing.eligibility.polarity import usual
from billing.eligibility.queries.habits import told_by
from billing.eligibility.strategy import noted
from compliance.access import context

REMEMBERED_MAX = 200


def remember(row: Inquiry, told: Benefits | None, *, filled: bool, now: datetime) -> None:
    """`told` is a sound answer; percents are counted once an asking, by its first request."""
    if row.payer_id is None:
        return
    habit = locked(row.payer_id)
    held = told_by(habit)
    on = timezone.localdate(now)
    tried = noted(held.tried, row.request, filled=filled, on=on)
    habit.tried = msgspec.to_builtins(tried)
    if told is not None and len(row.asked) == 1:
        habit.percents = _counted(held.percents, usual(told))
    habit.save(update_fields=["tried", "percents"])


def _counted(held: dict[str, dict[int, int]], told: dict[str, int]) -> dict[str, dict[str, int]]:
    """Old counts fade, so that a payer which changes is believed after a while."""
    after = {name: dict(counts) for name, counts in held.items()}
    for name, percent in told.items():
        counts = after.setdefault(name, {})
        counts[percent] = counts.get(percent, 0) + 1
        if sum(counts.values()) > REMEMBERED_MAX:
            after[name] = {one: count // 2 for one, count in counts.items() if count > 1}
    return {name: {str(k): v for k, v in counts.items()} for name, counts in after.items()}


def locked(payer_id: uuid.UUID) -> PayerHabit:
    """The row of the payer in our group, made if it is not there."""
    group = context.practice().organization_id
    PayerHabit.objects.bulk_create(
        [PayerHabit(organization_id=group, payer_id=payer_id)], ignore_conflicts=True
    )
    return PayerHabit.objects.select_for_update().get(organization_id=group, payer_id=payer_id)
