"""Claims that went out and wait for a person: turned away, silent, or perhaps never sent."""

import uuid
from datetime import date, datetime
from typing import NamedTuple

from billing.submission.clocks import UNKNOWN_DAYS
from billing.submission.stages import OPEN, TURNED_AWAY, Stage
from compliance.access import context
from practices.registry.bulk import bound

SHOWN = 200
ROWS = """
SELECT c.id, c.control_number, p.last_name, p.first_name, y.name, c.charge_cents, c.served_on,
       s.stage, s.silent_since, s.sent_at, c.served_on + t.filing_days,
       c.charge_cents / greatest(1, coalesce(c.served_on + t.filing_days - %(today)s::date,
                                             %(unknown)s::int)) AS weight
  FROM submission_sending s
  JOIN claims_claim c ON c.id = s.claim_id
  JOIN mirror_patient p ON p.id = c.patient_id
  JOIN payers_payer y ON y.id = c.payer_id
  LEFT JOIN payers_payerterms t ON t.payer_id = c.payer_id AND t.organization_id = %(group)s
 WHERE (s.stage = ANY (%(away)s::text[]) AND c.state = 'held'
        AND NOT EXISTS (SELECT 1 FROM submission_sending n
                         WHERE n.claim_id = s.claim_id AND n.version > s.version))
    OR s.stage = 'unsure'
    OR (s.silent_since IS NOT NULL AND s.stage = ANY (%(open)s::text[]))
 ORDER BY weight DESC, c.served_on, c.id
 LIMIT %(most)s
"""


class Waiting(NamedTuple):
    """`due_on` is the last day on which the payer takes it, None where that is not known."""

    claim_id: uuid.UUID
    number: str
    last_name: str
    first_name: str
    payer: str
    charge_cents: int
    served_on: date
    stage: str
    silent_since: datetime | None
    sent_at: datetime | None
    due_on: date | None
    weight: int

    @property
    def label(self) -> str:
        return "Nobody answers" if self.is_silent else Stage(self.stage).label

    @property
    def is_silent(self) -> bool:
        return self.silent_since is not None and self.stage not in TURNED_AWAY


def waiting(*, today: date) -> list[Waiting]:
    """Most money for each day that is left first, at most SHOWN."""
    given = {
        "today": today,
        "unknown": UNKNOWN_DAYS,
        "group": context.practice().organization_id,
        "away": _array(TURNED_AWAY),
        "open": _array(OPEN),
        "most": SHOWN,
    }
    with bound(ROWS, given) as cursor:
        return [Waiting(*row) for row in cursor]


def _array(stages: frozenset[Stage]) -> str:
    return "{" + ",".join(sorted(stages)) + "}"
