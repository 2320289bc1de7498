"""Who a claim is under: subscriber, group, relationship; and the patient's other covers."""

from collections.abc import Collection
from typing import Any, NamedTuple

from billing.scrub.parties import Person
from billing.scrub.queries.gathering.people import PERSON_OF_HOLDER, person
from billing.scrub.queries.gathering.reading import grouped

COVERS = f"""
SELECT v.patient_key, v.rank, v.relationship, v.subscription_key,
       coalesce(nullif(v.member_id, ''), s.member_id, ''), coalesce(l.group_number, ''),
       coalesce(r.name, ''), coalesce(r.payer_code, ''), s.starts_on, s.ends_on,
       l.is_medical, v.source_key, s.subscriber_key, {PERSON_OF_HOLDER}
  FROM mirror_coverage v
  LEFT JOIN mirror_subscription s ON s.source_key = v.subscription_key
  LEFT JOIN mirror_plan l ON l.source_key = s.plan_key
  LEFT JOIN mirror_carrier r ON r.source_key = l.carrier_key
  LEFT JOIN mirror_patient h ON h.source_key = s.subscriber_key
 WHERE v.patient_key = ANY (%(keys)s::text[]) AND v.gone_at IS NULL AND NOT v.is_pending
 ORDER BY v.patient_key, v.rank, v.source_key
"""  # noqa: S608  # columns of ours


class Cover(NamedTuple):
    """One cover of a patient, as the practice's system has it."""

    rank: int
    relationship: str
    member_id: str
    group_number: str
    carrier_name: str
    carrier_code: str
    starts_on: Any
    ends_on: Any
    is_medical: bool | None
    key: str
    subscriber: Person | None


def covers(patient_keys: Collection[str]) -> dict[str, list[Cover]]:
    """By patient, in the order in which they pay."""
    return {
        key: [_cover(row) for row in held] for key, held in grouped(COVERS, patient_keys).items()
    }


def _cover(row: Any) -> Cover:  # noqa: ANN401  # a row as the query gives it
    (_, rank, relationship, _, member, group, name, code, starts, ends, medical, key, holder,
     *told) = row  # fmt: skip
    subscriber = person(told) if holder and told[1] is not None else None
    return Cover(
        rank, relationship, member, group, name, code, starts, ends, medical, key, subscriber
    )
