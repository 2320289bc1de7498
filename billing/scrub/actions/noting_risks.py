"""How probably claims are denied is kept with their checks; a probability is never a hold."""

import uuid
from collections.abc import Mapping

import msgspec
from django.db import connection

from billing.scrub.asked import Risk
from compliance.access import context

NOTE = """
UPDATE scrub_claimcheck c SET risk_permille = told.permille, risk_model = told.model
  FROM json_to_recordset(%s::json) AS told(claim uuid, permille int, model text)
 WHERE c.claim_id = told.claim
"""


def note_risks(risks: Mapping[uuid.UUID, Risk]) -> None:
    """In one statement, for claims of the practice we stand in that have a check."""
    context.practice()
    if not risks:
        return
    rows = [
        {"claim": claim, "permille": risk.permille, "model": risk.model}
        for claim, risk in risks.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [msgspec.json.encode(rows).decode()])
