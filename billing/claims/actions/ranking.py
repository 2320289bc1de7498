"""A person says in which order a patient's covers pay, and why."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from billing.claims.models import CoverRank
from compliance.access import context
from practices.mirror import queries as mirror
from practices.mirror.models import Patient

REASON_CHARACTERS_MAX = 200


class WrongOrder(ValueError):
    """The order does not name each of the patient's covers once, or has no reason."""


@transaction.atomic
def set_order(
    patient: Patient, coverage_keys: Sequence[str], *, reason: str, now: datetime
) -> None:
    """First pays first; an order that was set before is replaced. Raises WrongOrder.

    Drafts follow when they are next looked after.
    """
    known = {one.key for one in mirror.covered({patient.source_key}).get(patient.source_key, [])}
    if sorted(coverage_keys) != sorted(known) or not reason.strip():
        raise WrongOrder("Name each cover once, and a reason.")
    Patient.objects.select_for_update().get(pk=patient.pk)
    CoverRank.objects.filter(patient=patient).delete()
    CoverRank.objects.bulk_create(
        CoverRank(
            patient=patient,
            coverage_key=key,
            rank=rank,
            reason=reason.strip()[:REASON_CHARACTERS_MAX],
            actor_name=context.actor().label,
            decided_at=now,
        )
        for rank, key in enumerate(coverage_keys, start=1)
    )
