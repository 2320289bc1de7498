"""Claims with patient, payer and dentist, and their lines."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from billing.scrub.facts import Line
from billing.scrub.parties import Dentist, Person
from billing.scrub.queries.gathering.people import person
from billing.scrub.queries.gathering.reading import grouped, rows

HEADS = """
SELECT c.id, c.control_number, c.source_key, c.rank, c.charge_cents, c.served_on, c.member_id,
       c.payer_id, c.provider_id, p.source_key, p.first_name, p.last_name, p.born_on, p.address,
       p.city, p.state, p.zip
  FROM claims_claim c JOIN mirror_patient p ON p.id = c.patient_id
 WHERE c.id = ANY (%(keys)s::uuid[])
 ORDER BY c.id
"""

LINES = """
SELECT claim_id, number, code, served_on, charge_cents, tooth, surfaces, control_number
  FROM claims_claimline WHERE claim_id = ANY (%(keys)s::uuid[])
 ORDER BY claim_id, number
"""

DENTISTS = """
SELECT id, npi, name, role, is_active FROM mirror_provider WHERE id = ANY (%(keys)s::uuid[])
"""


class Head(NamedTuple):
    id: uuid.UUID
    control_number: str
    source_key: str
    rank: int
    charge_cents: int
    served_on: date
    member_id: str
    payer_id: uuid.UUID
    provider_id: uuid.UUID | None
    patient_key: str
    patient: Person


def heads(claim_ids: Collection[uuid.UUID]) -> list[Head]:
    """In the order of their ids; claims that are not there are left out."""
    return [Head._make((*row[:10], person(row[10:]))) for row in rows(HEADS, claim_ids)]


def lines(claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[Line, ...]]:
    found = grouped(LINES, claim_ids)
    return {claim_id: tuple(map(_line, held)) for claim_id, held in found.items()}


def _line(row: Any) -> Line:  # noqa: ANN401  # a row as the query gives it
    _, number, code, served_on, cents, tooth, surfaces, control_number = row
    return Line(
        number=number,
        code=code,
        served_on=served_on,
        fee_cents=cents,
        tooth=tooth,
        surfaces=surfaces,
        control_number=control_number,
    )


def dentists(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Dentist]:
    return {
        pk: Dentist(npi=npi, name=name, is_hygienist=role == "hygienist", is_active=active)
        for pk, npi, name, role, active in rows(DENTISTS, ids)
    }
