"""Clearinghouses of a group, with what came of them and what would move if one were off."""

import uuid
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from billing.payers.models import Payer, PayerUse
from billing.submission.models import Clearinghouse, Enrolment, InboundFile, Route
from compliance.access.rights import CLEARING
from practices.registry.ids import id_in
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_area

FILES_SHOWN = 30


class Shown(NamedTuple):
    house: Clearinghouse
    files: int
    refused: int


def of_group(group: Organization) -> list[Shown]:
    rows = list(Clearinghouse.objects.filter(organization=group).order_by("name"))
    with in_area(CLEARING):
        told = InboundFile.objects.filter(organization=group).values("house")
        counts = {
            one["house"]: (one["n"], one["refused"])
            for one in told.annotate(n=Count("pk"), refused=Count("pk", Q(state="refused")))
        }
    return [Shown(row, *counts.get(row.pk, (0, 0))) for row in rows]


class File(NamedTuple):
    """`why` says why it was refused; `strangers` how many of its numbers are nobody's."""

    name: str
    kind: str
    state: str
    why: str
    strangers: int
    times: int
    received_at: object


def files_of(house: Clearinghouse) -> list[File]:
    with in_area(CLEARING):
        rows = InboundFile.objects.filter(house=house).defer("content").order_by("-pk")
        return [
            File(row.name, row.kind, row.state, (row.refusal or {}).get("why", ""),
                 len(row.strangers), row.times, row.received_at)
            for row in rows[:FILES_SHOWN]
        ]  # fmt: skip


def routes_of(house: Clearinghouse) -> QuerySet[Route]:
    rows = Route.objects.filter(house=house).select_related("payer")
    return rows.order_by("transaction", "payer__name", "rank")


def enrolments_of(house: Clearinghouse) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(house=house).select_related("payer")
    return rows.order_by("state", "payer__name", "tax_id", "npi")


def payers_of(group: Organization) -> QuerySet[Payer]:
    """Those that some claim of the group goes to."""
    met = PayerUse.objects.filter(practice__organization=group).values("payer")
    return Payer.objects.filter(pk__in=met).order_by("name")


class Outage(NamedTuple):
    """What an outage of one clearinghouse does to claims: which payers have another road."""

    moves: list[str]
    stays: list[str]


def outage_of(house: Clearinghouse, group: Organization, *, today: date) -> Outage:
    """By payer, of roads in force; whether each practice is enrolled there is asked when its claims
    leave.
    """
    roads = Route.objects.filter(
        Q(from_on=None) | Q(from_on__lte=today), Q(until_on=None) | Q(until_on__gte=today),
        organization=group, transaction="claims",
    )  # fmt: skip
    others = roads.exclude(house=house).filter(house__is_on=True)
    ours = set(roads.filter(house=house).values_list("payer", flat=True))
    to_all = others.filter(payer=None).exists()
    with_own = set(others.exclude(payer=None).values_list("payer", flat=True))
    told = Outage([], [])
    for payer in payers_of(group):
        if not ({None, payer.pk} & ours):
            continue
        (told.moves if to_all or payer.pk in with_own else told.stays).append(payer.name)
    return told


def house_in(group: Organization, pk: uuid.UUID) -> QuerySet[Clearinghouse]:
    return Clearinghouse.objects.filter(organization=group, pk=pk)


def practice_in(house: Clearinghouse, pk: str) -> Practice | None:
    """Of the clearinghouse's own group."""
    known = id_in(pk)
    rows = Practice.objects.filter(organization=house.organization_id)
    return rows.filter(pk=known).first() if known else None
