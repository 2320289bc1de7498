"""Ready claims of the practice we stand in, with where they go or why they stay."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import TruncDate

from billing.claims.models import Claim
from billing.claims.states import ClaimState
from billing.payers.queries import terms_of
from billing.submission.models import Sending
from billing.submission.outgoing import Ready, Tonight, tonight
from billing.submission.queries.routing import routes_for
from compliance.access import context

READY_MAX = 20_000


def outbox(*, today: date, only: Collection[str] | None = None) -> Tonight:
    """All that is ready, oldest service first, at most READY_MAX; five queries."""
    claims = ready(only)
    payer_ids = {one.payer_id for one in claims}
    return tonight(claims, routes_for(payer_ids, "claims", today), today=today)


def ready(only: Collection[str] | None = None) -> list[Ready]:
    """Of all ready claims, or of these alone."""
    reached = (
        Sending.objects.filter(claim=OuterRef("pk"), frequency="1", payer_at__isnull=False)
        .values("claim")
        .annotate(on=Max(TruncDate("payer_at")))
        .values("on")
    )
    rows = Claim.objects.filter(state=ClaimState.READY, is_approved=True)
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    told = rows.annotate(last_on=Subquery(reached)).order_by("served_on", "pk")
    found = list(
        told.values_list(
            "pk", "payer_id", "payer__name", "control_number", "frequency", "original_number",
            "charge_cents", "served_on", "last_on",
        )[:READY_MAX]
    )  # fmt: skip
    terms = terms_of(context.practice().organization_id, {row[1] for row in found})
    days = {pk: one.duplicate_days for pk, one in terms.items()}
    return [Ready(*row, days.get(row[1])) for row in found]
