"""Finding records by the practice system's own keys."""

import uuid
from collections.abc import Collection

from practices.mirror.models import Patient, Procedure


def complete_procedures(keys: Collection[str]) -> set[str]:
    """Those of the keys whose procedures are known to be complete."""
    rows = Procedure.objects.filter(source_key__in=list(keys), status="complete")
    return set(rows.values_list("source_key", flat=True))


def patient_ids(keys: Collection[str]) -> list[uuid.UUID]:
    """Our own ids of patients, in no order."""
    rows = Patient.objects.filter(source_key__in=list(keys))
    return list(rows.values_list("pk", flat=True))
