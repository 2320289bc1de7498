"""One claim's chance now, with its reasons."""

import uuid
from datetime import date
from typing import NamedTuple

from billing.risk.explaining import Reason, reasons_of
from billing.risk.features import Flag
from billing.risk.queries.featured import featured
from billing.risk.queries.standing import Speaks, standing
from billing.scrub.models import FindingRow
from billing.scrub.queries import gather
from compliance.access import context


class Chance(NamedTuple):
    """`permille` of a denial, by the model that speaks, and what weighs most in it."""

    permille: int
    speaks: Speaks
    reasons: list[Reason]


def chance_of(claim_id: uuid.UUID, *, today: date) -> Chance | None:
    """By the facts as they are now and what stands of the last check; None without the claim."""
    facts = gather([claim_id], today=today)
    if not facts:
        return None
    rows = FindingRow.objects.standing().filter(claim=claim_id).order_by("pk")
    flags = [Flag(*row) for row in rows.values_list("rule", "severity")]
    found = featured(facts, {facts[0].id: flags}, today=today)[facts[0].id]
    speaks = standing(context.practice().organization_id)
    return Chance(speaks.model.permille(found), speaks, reasons_of(speaks.model, found))
