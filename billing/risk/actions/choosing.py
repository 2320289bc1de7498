"""Which model of a group is in force."""

import uuid
from datetime import datetime

from django.db import transaction

from billing.risk.models import RiskModel
from practices.registry.models import Organization


@transaction.atomic
def use(organization: Organization, pk: uuid.UUID, *, name: str, now: datetime) -> RiskModel:
    """A person puts a kept version in force; it stays until a person says otherwise.

    Raises RiskModel.DoesNotExist for what is not the group's, or was refused.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    rows = RiskModel.objects.filter(organization=organization, body__isnull=False)
    row = rows.get(pk=pk)
    newest = rows.order_by("-version").values_list("pk", flat=True).first()
    put_in_force(row, name="" if row.pk == newest else name, now=now)
    return row


@transaction.atomic
def use_scorecard(organization: Organization, *, name: str, now: datetime) -> None:
    """A person would rather have the scorecard, whatever is fitted from now on."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    told = {"fitted_at": now, "measures": {}, "examples": 0}
    row, _ = RiskModel.objects.get_or_create(organization=organization, version=0, defaults=told)
    put_in_force(row, name=name, now=now)


def put_in_force(row: RiskModel, *, name: str, now: datetime) -> None:
    """The group is locked. `name` is "" where newer fits may take its place by themselves."""
    rows = RiskModel.objects.filter(organization=row.organization_id, is_current=True)
    rows.exclude(pk=row.pk).update(is_current=False)
    row.is_current, row.current_since, row.chosen_by = True, now, name
    row.save(update_fields=["is_current", "current_since", "chosen_by"])
