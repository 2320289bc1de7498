"""What a person decides of an answer in quarantine."""

import uuid
from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.db import transaction

from billing.eligibility.actions.habits import locked
from billing.eligibility.actions.keeping import put
from billing.eligibility.models import BenefitRecord, Inquiry
from billing.eligibility.polarity import REVERSED
from billing.eligibility.sanity import INVERTED
from billing.eligibility.states import InquiryState, RecordState
from billing.eligibility.turned import turned
from compliance.audit import actions as audit
from practices.registry.turns import take_turn


class AlreadyDecided(RuntimeError):
    """The record is not in quarantine any more; a colleague was faster."""


@transaction.atomic
def turn(record_id: uuid.UUID, *, name: str, now: datetime) -> int:
    """This payer tells the plan's part: turn its answers in quarantine, and all that come.

    What the group remembered of its percents is forgotten: it was read the other way. Returns how
    many records became current; those with other doubts stay. Raises AlreadyDecided.
    """
    record = _waiting(record_id)
    if record.payer_id is None:
        raise AlreadyDecided("The payer of this answer is not known.")
    habit = locked(record.payer_id)
    habit.polarity, habit.decided_by, habit.decided_at = REVERSED, name, now
    habit.percents = {}
    habit.save(update_fields=["polarity", "decided_by", "decided_at", "percents"])
    audit.record(deed="payer.polarity_turned", subject_kind="payer", subject_ids=[record.payer_id])
    rows = BenefitRecord.objects.select_for_update(of=("self",)).filter(
        payer_id=record.payer_id, state=RecordState.QUARANTINED
    )
    only_turned = [row for row in rows.order_by("pk") if _codes(row) == {INVERTED}]
    for row in only_turned:
        row.told = msgspec.to_builtins(turned(row.benefits))
        _use(row, name, now)
    return len(only_turned)


@transaction.atomic
def use_as_it_stands(record_id: uuid.UUID, *, name: str, now: datetime) -> None:
    """The answer is right, odd as it looks; the payer's next one is judged again."""
    _use(_waiting(record_id), name, now)


@transaction.atomic
def reject(record_id: uuid.UUID, *, name: str, now: datetime) -> None:
    """It is not used; somebody has to ask in another way."""
    record = _waiting(record_id)
    record.state, record.decided_by, record.decided_at = RecordState.REJECTED.value, name, now
    record.save(update_fields=["state", "decided_by", "decided_at"])
    Inquiry.objects.filter(records=record).update(
        state=InquiryState.NEEDS_PERSON.value, why="Its answer was not believed.", next_try_at=None
    )


def _waiting(record_id: uuid.UUID) -> BenefitRecord:
    row = BenefitRecord.objects.select_for_update(of=("self",)).filter(pk=record_id).first()
    if row is None or row.state != RecordState.QUARANTINED:
        raise AlreadyDecided("This answer does not wait any more.")
    return row


def _use(row: BenefitRecord, name: str, now: datetime) -> None:
    take_turn("eligibility", row.coverage_key)
    row.decided_by, row.decided_at = name, now
    put(row, RecordState.CURRENT, now=now)


def _codes(row: BenefitRecord) -> set[str]:
    told: Iterable[dict[str, str]] = row.doubts
    return {one["code"] for one in told}
