"""What people decide of clearinghouses: where they are, whether they are used, what goes there."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from billing.submission.models import Clearinghouse, Enrolment, Route
from billing.submission.places import Secret, seal_secret
from compliance.audit import actions as audit
from practices.registry.models import Organization, Practice

ONE_AT_A_TIME = frozenset({"era", "eft"})


class NotPossible(ValueError):
    """Why not; nothing was done."""


@transaction.atomic
def keep_house(
    house: Clearinghouse, organization: Organization, told: Mapping[str, Any]
) -> Clearinghouse:
    """Secrets are sealed where they were entered, and else stay."""
    house.organization = organization
    house.host_keys = list(told["host_keys"])
    house.save()
    if told["password"] or told["private_key"]:
        seal_secret(house, Secret(told["password"], told["private_key"]))
    _record("clearinghouse.kept", house)
    return house


@transaction.atomic
def switch(house: Clearinghouse, *, is_on: bool, because: str) -> None:
    """Off, nothing is sent there or asked; what would go there takes the next road or waits."""
    if not is_on and not because.strip():
        raise NotPossible("Say why it is switched off.")
    why = "" if is_on else because.strip()[:200]
    Clearinghouse.objects.filter(pk=house.pk).update(is_on=is_on, off_because=why)
    _record("clearinghouse.on" if is_on else "clearinghouse.off", house)


@transaction.atomic
def keep_route(house: Clearinghouse, told: Mapping[str, Any]) -> None:
    """The same payer and transaction is written over."""
    values = dict(told)
    same = {name: values.pop(name) for name in ("payer", "transaction")}
    Route.objects.update_or_create(
        organization_id=house.organization_id, house=house, **same, defaults=values
    )
    _record("route.kept", house)


@transaction.atomic
def drop_route(house: Clearinghouse, pk: uuid.UUID | None) -> None:
    """One that is not there is dropped already."""
    if pk is not None and Route.objects.filter(house=house, pk=pk).delete()[0]:
        _record("route.dropped", house)


@transaction.atomic
def keep_enrolment(
    house: Clearinghouse, practice: Practice, told: Mapping[str, Any], *, today: date
) -> None:
    """For the practice's tax ID and NPI. Raises NotPossible: remittances and payments go to one
    clearinghouse at a time.
    """
    values = dict(told)
    same = {name: values.pop(name) for name in ("payer", "transaction")}
    same |= {"tax_id": practice.tax_id, "npi": practice.npi}
    # Whoever enters one at the same moment waits here.
    list(Clearinghouse.objects.select_for_update().filter(organization=house.organization_id))
    others = Enrolment.objects.filter(
        Q(until_on=None) | Q(until_on__gte=today),
        organization_id=house.organization_id, state="active", **same,
    ).exclude(house=house)  # fmt: skip
    if values["state"] == "active" and same["transaction"] in ONE_AT_A_TIME and others.exists():
        raise NotPossible("It is in force at another clearinghouse: end it there first.")
    Enrolment.objects.update_or_create(
        organization_id=house.organization_id, house=house, **same, defaults=values
    )
    _record("enrolment.kept", house)


def _record(deed: str, house: Clearinghouse) -> None:
    audit.record(deed=deed, subject_kind="clearinghouse", subject_ids=[house.pk])
