"""Which model speaks for a group."""

import uuid
from typing import NamedTuple

from billing.risk.model import Model, from_json
from billing.risk.models import RiskModel
from billing.risk.scorecard import SCORECARD

CARD = "scorecard"


class Speaks(NamedTuple):
    """`name` is what a claim's check keeps of it."""

    name: str
    model: Model
    row: RiskModel | None


def standing(organization_id: uuid.UUID) -> Speaks:
    """The scorecard where no model was kept, or where somebody said so."""
    row = RiskModel.objects.filter(organization=organization_id, is_current=True).first()
    if row is None or row.body is None:
        return Speaks(CARD, SCORECARD, row)
    return Speaks(f"v{row.version}", from_json(row.body), row)
