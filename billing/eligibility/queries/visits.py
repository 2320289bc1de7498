"""Visits to come with the covers of their patients and the codes that are planned."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from billing.payers.naming import Named
from compliance.access import context
from practices.registry.bulk import array_of, bound

VISITS = """
SELECT a.source_key, a.starts_at, p.id, p.source_key, v.id, v.source_key, v.rank,
       coalesce(nullif(v.member_id, ''), s.member_id, ''), coalesce(r.name, ''),
       coalesce(r.payer_code, ''), p.born_on, p.first_name, p.last_name,
       ARRAY(SELECT DISTINCT c.code FROM mirror_procedure d
               JOIN mirror_procedurecode c ON c.source_key = d.code_key
              WHERE d.patient_key = a.patient_key AND d.appointment_key = a.source_key
                AND d.status = 'planned' AND d.gone_at IS NULL AND NOT c.is_never_billed
              ORDER BY c.code)
  FROM mirror_appointment a
  JOIN mirror_patient p ON p.source_key = a.patient_key
  JOIN mirror_coverage v
    ON v.patient_key = a.patient_key AND v.gone_at IS NULL AND NOT v.is_pending
  LEFT JOIN mirror_subscription s ON s.source_key = v.subscription_key
  LEFT JOIN mirror_plan l ON l.source_key = s.plan_key
  LEFT JOIN mirror_carrier r ON r.source_key = l.carrier_key
 WHERE a.status = 'scheduled' AND a.gone_at IS NULL AND NOT coalesce(l.is_medical, false)
   AND a.starts_at >= %(begins)s AND a.starts_at < %(ends)s
   AND (%(some)s::text[] IS NULL OR a.source_key = ANY (%(some)s::text[]))
   AND (%(patient)s::text IS NULL OR a.patient_key = %(patient)s::text)
 ORDER BY a.starts_at, a.source_key, v.rank, v.source_key
"""
VISITS_MAX = 5_000


class Visit(NamedTuple):
    """One visit under one cover of its patient."""

    key: str
    starts_at: datetime
    patient_id: uuid.UUID
    patient_key: str
    coverage_id: uuid.UUID
    coverage_key: str
    rank: int
    member_id: str
    payer_name: str
    payer_code: str
    born_on: date | None
    first_name: str
    last_name: str
    planned: tuple[str, ...]

    @property
    def carrier(self) -> Named | None:
        return Named(self.payer_name, self.payer_code) if self.payer_name else None


def visits(
    *,
    begins: datetime,
    ends: datetime,
    keys: Collection[str] | None = None,
    patient_key: str | None = None,
) -> list[Visit]:
    """Scheduled ones in that time, with each cover; at most VISITS_MAX rows."""
    context.practice()
    given = {
        "begins": begins,
        "ends": ends,
        "some": None if keys is None else array_of(keys),
        "patient": patient_key,
    }
    with bound(VISITS, given) as cursor:
        rows = cursor.fetchmany(VISITS_MAX)
    return [Visit._make((*row[:13], tuple(row[13]))) for row in rows]
