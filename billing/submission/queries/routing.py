"""Where the group sends what concerns these payers, from the practice we stand in."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from billing.submission.models import Enrolment, Route
from billing.submission.routing import Chosen, Enrolled, NoRoute, Road, route_of
from compliance.access import context
from practices.registry.models import Practice


def routes_for(
    payer_ids: Collection[uuid.UUID], transaction: str, on: date
) -> dict[uuid.UUID, Chosen | NoRoute]:
    """By payer; three queries."""
    practice = Practice.objects.get(pk=context.practice().id)
    roads = _roads(practice.organization_id, payer_ids, transaction)
    rows = Enrolment.objects.filter(
        organization=practice.organization_id, payer__in=payer_ids, transaction=transaction
    ).values_list("house_id", "payer_id", "tax_id", "npi", "state", "from_on", "until_on")
    enrolled = [Enrolled(*row) for row in rows]
    return {
        pk: route_of(pk, roads, enrolled, tax_id=practice.tax_id, npi=practice.npi, on=on)
        for pk in payer_ids
    }


def _roads(
    organization_id: uuid.UUID, payer_ids: Collection[uuid.UUID], transaction: str
) -> list[Road]:
    rows = Route.objects.filter(
        Q(payer=None) | Q(payer__in=payer_ids),
        organization=organization_id,
        transaction=transaction,
    ).values_list(
        "house_id", "house__name", "house__is_on", "payer_id", "rank", "payer_code", "from_on",
        "until_on",
    )  # fmt: skip
    return [Road(*row) for row in rows]
