"""Payers with what the group knows that they want; dentists' standing with them."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

import msgspec

from billing.payers import queries as payers_of
from billing.payers.models import Credential as CredentialRow
from billing.payers.models import Payer as PayerRow
from billing.payers.models import PayerTerms
from billing.payers.naming import Named
from billing.scrub.parties import Credential, Payer
from compliance.access import context

LINES_MAX = 50


def payers(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Payer]:
    """In two queries, whatever their number."""
    terms = payers_of.terms_of(context.practice().organization_id, ids)
    return {row.pk: _payer(row, terms.get(row.pk)) for row in PayerRow.objects.filter(pk__in=ids)}


def _payer(row: PayerRow, terms: PayerTerms | None) -> Payer:
    named = Payer(id=str(row.pk), name=row.name, code=_code(row.public_id))
    return named if terms is None else _with_terms(named, terms)


def _with_terms(named: Payer, terms: PayerTerms) -> Payer:
    return msgspec.structs.replace(
        named,
        filing_days=terms.filing_days,
        duplicate_days=terms.duplicate_days,
        claim_dates=terms.claim_dates,
        wants=tuple((codes, kind) for codes, kind in terms.wants),
        unsolicited_slow=bool(terms.unsolicited_slow),
        primary_eob=terms.primary_eob,
        ncci=bool(terms.ncci),
        is_medicaid=bool(terms.is_medicaid),
        is_medical=bool(terms.is_medical),
        narrative_characters_max=terms.narrative_characters_max,
        claim_lines_max=terms.claim_lines_max or LINES_MAX,
        member_id_pattern=terms.member_id_pattern,
        one_day_per_claim=bool(terms.one_day_per_claim),
    )


def _code(public_id: str) -> str:
    """What its electronic claims go to; "" where the directory knows it by name alone."""
    return public_id.removeprefix("code-") if public_id.startswith("code-") else ""


def carriers(names: Collection[Named]) -> dict[Named, Payer]:
    """What is known of the payers of other covers, under the practice's own names for them.

    Their ids are left out: a cover is told from a claim's payer by what its card says. Carriers
    that the directory does not know, or of whom nobody noted anything, are absent.
    """
    ids = payers_of.ids_of(names) if names else {}
    terms = payers_of.terms_of(context.practice().organization_id, ids.values())
    return {
        named: _with_terms(Payer(name=named.name, code=named.code), terms[pk])
        for named, pk in ids.items()
        if pk in terms
    }


class Asked(NamedTuple):
    """Whose standing a claim asks for, and on which day."""

    provider_id: uuid.UUID
    payer_id: uuid.UUID
    on: date


def credentials(asked: Collection[Asked]) -> dict[Asked, Credential]:
    """In one query; those of whom nobody noted anything are absent."""
    rows = CredentialRow.objects.filter(
        provider__in={one.provider_id for one in asked}, payer__in={one.payer_id for one in asked}
    )
    held = {(row.provider_id, row.payer_id): row for row in rows}
    told = ((one, held.get((one.provider_id, one.payer_id))) for one in asked)
    return {one: _credential(row, one.on) for one, row in told if row}


def _credential(row: CredentialRow, day: date) -> Credential:
    return Credential(
        status=row.status_on(day),  # type: ignore[arg-type]  # the column's own choices
        from_on=row.from_on,
        bill_while_pending=row.bill_while_pending,
    )
