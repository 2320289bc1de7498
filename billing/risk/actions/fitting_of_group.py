"""A group's model is fitted anew when enough was answered since; older ones stay."""

from datetime import datetime, timedelta

import msgspec
from django.db import transaction
from django.db.models import Max

from billing.risk.actions.choosing import put_in_force
from billing.risk.fitting import EXAMPLES_MIN, Example, Fitted, fitted
from billing.risk.model import to_json
from billing.risk.models import RiskExample, RiskModel
from practices.registry.models import Organization

EXAMPLES_READ_MAX = 100_000
AGE = timedelta(days=7)
NEW_PERCENT, GROWN_PERCENT = 2, 50
VERSIONS_KEPT = 50


def is_due(organization: Organization, *, now: datetime) -> bool:
    """Never fitted, a week old with enough new answers, or the history grew by half."""
    known = RiskExample.objects.filter(organization=organization).count()
    last = RiskModel.objects.filter(organization=organization, version__gt=0)
    row = last.order_by("-version").only("fitted_at", "examples").first()
    if row is None:
        return known >= EXAMPLES_MIN
    percent = NEW_PERCENT if now - row.fitted_at >= AGE else GROWN_PERCENT
    return known >= EXAMPLES_MIN and 100 * (known - row.examples) >= percent * row.examples


@transaction.atomic
def fit(organization: Organization, *, now: datetime) -> RiskModel:
    """Fit to the newest answers of this group's practices and of nobody else's.

    One that beats the scorecard stands from now on, unless a person chose what stands; one that
    does not is kept with its measures and why it was refused.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    found = fitted(_examples(organization))
    rows = RiskModel.objects.filter(organization=organization)
    last = rows.aggregate(last=Max("version"))["last"] or 0
    row = RiskModel.objects.create(
        organization=organization,
        version=last + 1,
        fitted_at=now,
        body=to_json(found.model) if found.model else None,
        measures=_measures(found),
        examples=RiskExample.objects.filter(organization=organization).count(),
        refused=found.refused,
    )
    _forget_refused(organization)
    chosen = rows.filter(is_current=True).exclude(chosen_by="").exists()
    if found.model and not chosen:
        put_in_force(row, name="", now=now)
    return row


def _examples(organization: Organization) -> list[Example]:
    rows = RiskExample.objects.filter(organization=organization).order_by("-answered_on", "pk")
    told = rows.values_list("features", "denied", "answered_on")[:EXAMPLES_READ_MAX]
    return [Example(*row) for row in told.iterator(chunk_size=5_000)]


def _measures(found: Fitted) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(found)
    return {name: value for name, value in told.items() if name not in {"model", "refused"}}


def _forget_refused(organization: Organization) -> None:
    """Of fits that never stood only the newest are of use; what stood once stays."""
    rows = RiskModel.objects.filter(organization=organization, body__isnull=True, version__gt=0)
    old = list(rows.order_by("-version").values_list("pk", flat=True)[VERSIONS_KEPT:])
    RiskModel.objects.filter(pk__in=old).delete()
