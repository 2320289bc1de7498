"""Claims with patient, subscriber and dentist, and their lines."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from billing.scrub.facts import Line
from billing.scrub.parties import Dentist, Person
from billing.scrub.queries.gathering.people import PERSON_OF_HOLDER, PERSON_OF_PATIENT, person
from billing.scrub.queries.gathering.reading import grouped, rows

HEADS = f"""
SELECT c.id, c.kind, c.rank, c.frequency, c.original_number, c.place, c.charge_cents, c.served_on,
       c.member_id, c.group_number, c.relationship, c.payer_id, c.provider_id,
       c.billing_provider_id, c.clinic_key, c.assigns_benefits, c.releases_information,
       c.control_number, c.follows_id, p.source_key, c.subscriber_id,
       {PERSON_OF_PATIENT}, {PERSON_OF_HOLDER}
  FROM claims_claim c JOIN mirror_patient p ON p.id = c.patient_id
  LEFT JOIN mirror_patient h ON h.id = c.subscriber_id
 WHERE c.id = ANY (%(keys)s::uuid[])
 ORDER BY c.id
"""  # noqa: S608  # columns of ours
HEAD_COLUMNS, PERSON_COLUMNS = 21, 9

LINES = """
SELECT claim_id, number, code, served_on, charge_cents, quantity, tooth, surfaces, area, teeth,
       diagnoses, prosthesis, prior_placed_on, control_number, is_emergency
  FROM claims_claimline WHERE claim_id = ANY (%(keys)s::uuid[])
 ORDER BY claim_id, number
"""

DENTISTS = """
SELECT id, npi, name, taxonomy, license, role, is_active, is_person
  FROM mirror_provider WHERE id = ANY (%(keys)s::uuid[])
"""


class Head(NamedTuple):
    """A claim's own columns, whom it treats, and whose cover it is under (None: not told)."""

    id: uuid.UUID
    kind: Any
    rank: int
    frequency: str
    original_number: str
    place: str
    charge_cents: int
    served_on: date
    member_id: str
    group_number: str
    relationship: Any
    payer_id: uuid.UUID
    provider_id: uuid.UUID | None
    billing_provider_id: uuid.UUID | None
    clinic_key: str
    assigns: bool
    releases: bool
    control_number: str
    follows_id: uuid.UUID | None
    patient_key: str
    patient: Person
    subscriber: Person | None


def heads(claim_ids: Collection[uuid.UUID]) -> list[Head]:
    """In the order of their ids; claims that are not there are left out."""
    return [_head(row) for row in rows(HEADS, claim_ids)]


def _head(row: Any) -> Head:  # noqa: ANN401  # a row as the query gives it
    own, holder_id = row[: HEAD_COLUMNS - 1], row[HEAD_COLUMNS - 1]
    treated = row[HEAD_COLUMNS : HEAD_COLUMNS + PERSON_COLUMNS]
    holder = person(row[HEAD_COLUMNS + PERSON_COLUMNS :]) if holder_id else None
    return Head._make((*own, person(treated), holder))


def line_rows(claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    """By claim, in the order of the claim; `code_of` and `line_of` read one."""
    return grouped(LINES, claim_ids)


def code_of(row: Any) -> str:  # noqa: ANN401  # a row as the query gives it
    code: str = row[2]
    return code


REPLACES = {"initial": False, "replaced": True}


def line_of(row: Any, usual_fees: Mapping[str, int]) -> Line:  # noqa: ANN401  # as above
    """`usual_fees` are of one unit, by code."""
    (_, number, code, served_on, cents, quantity, tooth, surfaces, area, teeth, diagnoses,
     prosthesis, prior_on, control_number, is_emergency) = row  # fmt: skip
    usual = usual_fees.get(code)
    return Line(
        number=number,
        code=code,
        served_on=served_on,
        fee_cents=cents,
        quantity=quantity,
        tooth=tooth,
        surfaces=surfaces,
        area=area,
        teeth=tuple(teeth.split(",")) if teeth else (),
        diagnoses=tuple(diagnoses.split(",")) if diagnoses else (),
        is_replacement=REPLACES.get(prosthesis),
        prior_placed_on=prior_on,
        usual_fee_cents=usual * quantity if usual is not None else None,
        control_number=control_number,
        is_emergency=is_emergency,
    )


def dentists(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Dentist]:
    return {pk: _dentist(told) for pk, *told in rows(DENTISTS, ids)}


def _dentist(told: Any) -> Dentist:  # noqa: ANN401  # as above
    npi, name, taxonomy, license_, role, is_active, is_person = told
    return Dentist(
        npi=npi,
        npi_kind=1 if is_person else 2,
        name=name,
        taxonomy=taxonomy,
        license=license_,
        is_hygienist=role == "hygienist",
        is_active=is_active,
    )
