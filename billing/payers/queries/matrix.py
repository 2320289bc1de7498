"""Dentists of a practice against the payers its claims go to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from billing.payers.models import Credential, Payer, PayerUse
from compliance.access import context
from practices.mirror.models import Provider

YEAR = timedelta(days=365)
PAYERS_SHOWN_MAX, DENTISTS_SHOWN_MAX = 60, 60


@dataclass(frozen=True, slots=True)
class Cell:
    provider: Provider
    payer: Payer
    credential: Credential | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """One row a payer, one column a dentist; `pending` counts what waits for a payer's word."""

    dentists: list[Provider]
    rows: list[tuple[Payer, list[Cell]]]
    pending: int


def matrix(*, today: date, only_pending: bool = False) -> Matrix:
    """Of the practice we stand in, with payers of its claims in the last year, by name."""
    dentists, payers = list(_dentists()), list(_payers(today))
    held = {
        (row.provider_id, row.payer_id): row
        for row in Credential.objects.filter(provider__in=dentists, payer__in=payers)
    }
    waiting = [row for row in held.values() if row.status == "pending"]
    if only_pending:
        payers = [one for one in payers if one.pk in {row.payer_id for row in waiting}]
        dentists = [one for one in dentists if one.pk in {row.provider_id for row in waiting}]
    rows = [
        (payer, [Cell(one, payer, held.get((one.pk, payer.pk))) for one in dentists])
        for payer in payers
    ]
    return Matrix(dentists, rows, len(waiting))


def _dentists() -> Iterable[Provider]:
    """People who treat here and are not gone."""
    rows = Provider.objects.filter(gone_at=None, is_active=True, is_person=True, role="dentist")
    return rows.order_by("name", "pk")[:DENTISTS_SHOWN_MAX]


def _payers(today: date) -> Iterable[Payer]:
    uses = PayerUse.objects.filter(practice=context.practice().id, last_on__gt=today - YEAR)
    met = uses.values("payer")
    return Payer.objects.filter(pk__in=met).order_by("name", "pk")[:PAYERS_SHOWN_MAX]
