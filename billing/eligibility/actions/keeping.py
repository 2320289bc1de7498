"""Keeping what an asking told: used at once, or in quarantine until a person has looked."""

from datetime import datetime

import msgspec
from django.utils import timezone

from billing.eligibility import queries
from billing.eligibility.benefits import Benefits
from billing.eligibility.diff import changes
from billing.eligibility.models import BenefitRecord, Inquiry
from billing.eligibility.sanity import doubts
from billing.eligibility.states import RecordState
from practices.days import month_end
from practices.events.actions import raise_events
from practices.registry.turns import take_turn

CHANGED = "benefits.changed"
USED_OR_WAITING = [RecordState.CURRENT, RecordState.QUARANTINED, RecordState.EXPIRED]


def keep(row: Inquiry, told: Benefits, *, now: datetime) -> BenefitRecord:
    """A new record of the cover; the one before is superseded and stays for comparing.

    An answer with doubts is quarantined beside the current one, which goes on being used.
    """
    take_turn("eligibility", row.coverage_key)
    habit = queries.habit_of(row.payer_id)
    found = doubts(told, memory=habit.percents, polarity=habit.polarity)
    state = RecordState.QUARANTINED if found else RecordState.CURRENT
    record = BenefitRecord(
        patient_id=row.patient_id,
        coverage_key=row.coverage_key,
        payer_id=row.payer_id,
        inquiry=row,
        told=msgspec.to_builtins(told),
        sources="271",
        checked_on=timezone.localdate(now),
        expires_on=month_end(max(row.asked_for_on, timezone.localdate(now))),
        doubts=msgspec.to_builtins(found),
        created_at=now,
    )
    return put(record, state, now=now)


def put(record: BenefitRecord, state: RecordState, *, now: datetime) -> BenefitRecord:
    """Save it in that state, in the place of whichever had it; tell if what is used changed."""
    held = BenefitRecord.objects.filter(coverage_key=record.coverage_key)
    places = [state] if state == RecordState.QUARANTINED else USED_OR_WAITING
    before = held.filter(state__in=[RecordState.CURRENT, RecordState.EXPIRED]).exclude(pk=record.pk)
    last = before.order_by("-created_at", "-pk").first()
    held.filter(state__in=places).exclude(pk=record.pk).update(state=RecordState.SUPERSEDED.value)
    record.state = state.value
    record.save()
    if state == RecordState.CURRENT and (last is None or changes(last.benefits, record.benefits)):
        raise_events(CHANGED, [record.patient_id], at=now)
    return record
