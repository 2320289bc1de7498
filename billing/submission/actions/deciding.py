"""What people decide of batches: when they leave, and what became of one nobody is sure of."""

import uuid
from datetime import date, datetime, time

from django.db import transaction

from billing.submission.actions import noting
from billing.submission.models import Timetable
from compliance.access import context
from compliance.audit import actions as audit
from practices.registry.models import Practice

NEVER = "A person asked: it never arrived"


@transaction.atomic
def set_timetable(practice: Practice, *, is_on: bool, sends_at: time, here: datetime) -> None:
    """`here` is the practice's own time: an hour that is past begins tomorrow."""
    told: dict[str, object] = {
        "is_on": is_on, "sends_at": sends_at, "decided_by": context.actor().label,
    }  # fmt: skip
    if here.time() >= sends_at:
        told["ran_on"] = here.date()
    Timetable.objects.update_or_create(practice=practice, defaults=told)
    audit.record(deed="submission.timed", subject_kind="practice", subject_ids=[practice.pk])


def decide(batch_id: uuid.UUID, *, has_it: bool, now: datetime, today: date) -> None:
    """Somebody asked there: they have it, or do not and will not. Raises NotOurs where it is not in
    doubt any more.
    """
    if has_it:
        noting.sent(batch_id, lease=None, receipt="", now=now, today=today)
    else:
        noting.refused(batch_id, lease=None, why=NEVER, now=now)
