"""Claims as remittances know them: many keys in one query."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from compliance.access import context
from practices.registry import bulk

LOOK_UP = """
WITH lines AS (
    SELECT claim_id, upper(control_number) AS number FROM claims_claimline
     WHERE control_number = ANY (%(lines)s::text[])
), numbered AS (
    SELECT claim_id, array_agg(number) AS numbers FROM lines GROUP BY claim_id
), ids AS (
    SELECT claim_id AS id FROM lines
    UNION SELECT id FROM claims_claim WHERE control_number = ANY (%(numbers)s::text[])
    UNION SELECT id FROM claims_claim
           WHERE payer_control_number = ANY (%(payer_numbers)s::text[])
             AND payer_control_number <> ''
    UNION SELECT id FROM claims_claim
           WHERE (member_id, charge_cents) IN (
                 SELECT * FROM unnest(%(members)s::text[], %(charges)s::bigint[]))
)
SELECT c.id, upper(c.control_number), upper(c.payer_control_number), c.charge_cents, c.served_on,
       upper(c.member_id), upper(patient.last_name), c.rank, payer.originator_id,
       numbered.numbers
  FROM ids JOIN claims_claim c USING (id)
  JOIN mirror_patient patient ON patient.id = c.patient_id
  JOIN payers_payer payer ON payer.id = c.payer_id
  LEFT JOIN numbered ON numbered.claim_id = c.id
"""


@dataclass(frozen=True, slots=True)
class Keys:
    """What remittances know claims by; `members` are pairs of member number and charge in cents."""

    lines: Collection[str] = ()
    numbers: Collection[str] = ()
    payer_numbers: Collection[str] = ()
    members: Collection[tuple[str, int]] = ()


def look_up(keys: Keys) -> list[tuple[Any, ...]]:
    """Every claim that one of the keys names, in one query; texts come in capitals.

    Columns: id, control number, payer's number, charge in cents, day of service, member, family
    name, rank, payer's originator id, and those of its line numbers that were asked for.
    """
    context.practice()
    members = [pair for pair in keys.members if not bulk.CONTROL.search(pair[0])]
    given: dict[str, Any] = {
        "lines": bulk.array_of(keys.lines),
        "numbers": bulk.array_of(keys.numbers),
        "payer_numbers": bulk.array_of(keys.payer_numbers),
        "members": bulk.array_of(member for member, _ in members),
        "charges": [charge for _, charge in members],
    }
    with connection.cursor() as cursor:
        cursor.execute(LOOK_UP, given)
        return list(cursor.fetchall())


def ranks_and_charges(claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
    """For each claim which plan it went to (1 primary) and its charge in cents."""
    context.practice()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, rank, charge_cents FROM claims_claim WHERE id = ANY (%s::uuid[])",
            [bulk.array_of(claim_ids)],
        )
        return {pk: (rank, cents) for pk, rank, cents in cursor.fetchall()}
