"""Stopping all writing at once, of a group or everywhere, and letting it go on."""

from datetime import datetime

from django.db import transaction

from compliance.access import context
from compliance.audit import actions as audit
from practices.registry.models import Organization, Practice
from practices.sync.models import WriteStop
from practices.sync.reasons import reason_of


def stop_of(practice: Practice) -> str:
    """Why nothing is written at a practice whatever its own switch says; "" where it may be."""
    groups = (None, practice.organization_id)
    for group in groups:
        found = WriteStop.objects.filter(organization=group, lifted_at=None).order_by("pk").first()
        if found is not None:
            return f"All writing is stopped: {found.reason}"
    return ""


@transaction.atomic
def stop_all(*, organization: Organization | None, reason: str, now: datetime) -> WriteStop:
    """Nothing more is written in the group, or anywhere, from each agent's next call.

    Raises NoReason.
    """
    words = reason_of(reason)
    stop = WriteStop.objects.create(
        organization=organization,
        reason=words,
        stopped_at=now,
        stopped_by=context.actor().label[:80],
    )
    audit.record(
        deed="writing.stopped",
        subject_kind="write_stop",
        subject_ids=[stop.pk],
        detail={"reason": words},
    )
    return stop


@transaction.atomic
def lift_stops(*, organization: Organization | None, now: datetime) -> int:
    """Let writing go on; returns how many stops there were."""
    stops = WriteStop.objects.filter(organization=organization, lifted_at=None)
    ids = list(stops.values_list("pk", flat=True))
    stops.update(lifted_at=now, lifted_by=context.actor().label[:80])
    if ids:
        audit.record(deed="writing.goes_on", subject_kind="write_stop", subject_ids=ids)
    return len(ids)
