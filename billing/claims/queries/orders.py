"""In which order the covers of patients pay on a day, with what people said of it."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date

from billing.claims.building import Kind
from billing.claims.covering import Order, order_of
from billing.claims.models import CoverRank
from practices.mirror import queries as mirror
from practices.mirror.treated import Treated


def orders_for(treated: Sequence[Treated], kind: Kind) -> dict[tuple[str, date], Order]:
    """By patient and day."""
    covers = mirror.covered({one.patient_key for one in treated})
    ranks = ranks_of({one.patient_id for one in treated if one.patient_id})
    days = {
        (one.patient_key, one.patient_id, day)
        for one in treated
        if (day := one.done_on if kind == "claim" else one.planned_on)
    }
    return {
        (key, day): order_of(covers.get(key, []), day, ranks.get(pk, {})) for key, pk, day in days
    }


def ranks_of(patients: Collection[uuid.UUID]) -> dict[uuid.UUID | None, dict[str, int]]:
    """Orders that people set, by patient and key of cover."""
    found: dict[uuid.UUID | None, dict[str, int]] = {}
    for row in CoverRank.objects.filter(patient__in=patients):
        found.setdefault(row.patient_id, {})[row.coverage_key] = row.rank
    return found
