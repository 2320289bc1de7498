"""What a check asks of us: the risk of its claims, by the model that stands."""

import uuid
from collections.abc import Sequence
from datetime import date

from billing.risk.features import Flag
from billing.risk.queries.featured import featured
from billing.risk.queries.standing import standing
from billing.scrub.asked import Risk, Seen
from compliance.access import context


def risks_of(seen: Sequence[Seen], today: date) -> dict[uuid.UUID, Risk]:
    """In as many queries for a thousand claims as for one."""
    if not seen:
        return {}
    name, model, _ = standing(context.practice().organization_id)
    flags = {
        one.facts.id: [Flag(found.rule, found.severity.value) for found in one.findings]
        for one in seen
    }
    found = featured([one.facts for one in seen], flags, today=today)
    return {uuid.UUID(pk): Risk(model.permille(told), name) for pk, told in found.items()}
