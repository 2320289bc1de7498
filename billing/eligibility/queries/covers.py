"""One cover as a question needs it: who is covered, who holds it, at whom."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from billing.payers.naming import Named
from compliance.access import context
from practices.registry.bulk import array_of, bound

COVERS = """
SELECT v.source_key, v.id, v.rank, v.relationship, p.id, p.source_key, p.first_name, p.last_name,
       p.born_on, coalesce(nullif(v.member_id, ''), s.member_id, ''), coalesce(l.group_number, ''),
       coalesce(r.name, ''), coalesce(r.payer_code, ''), coalesce(r.phone, ''),
       h.source_key, h.first_name, h.last_name, h.born_on
  FROM mirror_coverage v
  JOIN mirror_patient p ON p.source_key = v.patient_key
  LEFT JOIN mirror_subscription s ON s.source_key = v.subscription_key
  LEFT JOIN mirror_plan l ON l.source_key = s.plan_key
  LEFT JOIN mirror_carrier r ON r.source_key = l.carrier_key
  LEFT JOIN mirror_patient h ON h.source_key = s.subscriber_key
 WHERE v.source_key = ANY (%(keys)s::text[])
 ORDER BY v.source_key
"""


class Cover(NamedTuple):
    key: str
    id: uuid.UUID
    rank: int
    relationship: str
    patient_id: uuid.UUID
    patient_key: str
    first_name: str
    last_name: str
    born_on: date | None
    member_id: str
    group_number: str
    payer_name: str
    payer_code: str
    payer_phone: str
    holder_key: str | None
    holder_first_name: str | None
    holder_last_name: str | None
    holder_born_on: date | None

    @property
    def carrier(self) -> Named | None:
        return Named(self.payer_name, self.payer_code) if self.payer_name else None


def covers(keys: Collection[str]) -> dict[str, Cover]:
    """By the practice system's key of the cover; one that is gone there is still given."""
    context.practice()
    if not keys:
        return {}
    with bound(COVERS, {"keys": array_of(keys)}) as cursor:
        return {row[0]: Cover._make(row) for row in cursor}
