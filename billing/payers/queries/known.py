"""Payers that a group's claims go to, and how much of what they want is known."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from billing.payers.models import Payer, PayerTerms, PayerUse
from practices.registry.models import Organization

PAYERS_SHOWN_MAX = 200
FIELDS = (
    "filing_days", "duplicate_days", "claim_dates", "wants", "unsolicited_slow", "primary_eob",
    "ncci", "is_medicaid", "is_medical", "narrative_characters_max", "claim_lines_max",
    "member_id_pattern", "one_day_per_claim",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownPayer:
    """One payer of the list. `known` of `FIELDS` are known; `last_on` is the newest service."""

    payer: Payer
    practices: int
    last_on: date
    known: int
    set_by: str

    @property
    def of(self) -> int:
        return len(FIELDS)


def met_by(organization: Organization, *, words: str = "") -> list[KnownPayer]:
    """By name, at most PAYERS_SHOWN_MAX; `words` stand somewhere in the name."""
    uses = PayerUse.objects.filter(practice__organization=organization)
    if words:
        uses = uses.filter(payer__name__icontains=words)
    found = list(
        uses.values_list("payer", "payer__name")
        .annotate(practices=Count("practice"), newest=Max("last_on"))
        .order_by("payer__name", "payer")[:PAYERS_SHOWN_MAX]
    )
    payers = Payer.objects.in_bulk([pk for pk, *_ in found])
    terms = terms_of(organization.pk, payers)
    return [_known(payers[pk], count, newest, terms.get(pk)) for pk, _, count, newest in found]


def _known(payer: Payer, practices: int, last_on: date, row: PayerTerms | None) -> KnownPayer:
    known = known_of(row) if row else 0
    return KnownPayer(payer, practices, last_on, known, row.set_by if row else "")


def known_of(row: PayerTerms) -> int:
    """How many of the terms somebody noted."""
    return sum(getattr(row, field) not in (None, "", []) for field in FIELDS)


def terms_of(
    organization_id: uuid.UUID, payer_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, PayerTerms]:
    """By payer; those of whom nobody noted anything are absent."""
    rows = PayerTerms.objects.filter(organization=organization_id, payer__in=list(payer_ids))
    return {row.payer_id: row for row in rows}
