"""What all claims of a practice share: who bills, payers, its list of codes, its usual fees."""

import uuid
from collections.abc import Collection

from billing.payers.models import Payer as PayerRow
from billing.scrub.facts import Listed
from billing.scrub.parties import Billing, Payer
from compliance.access import context
from practices.mirror.models import ProcedureCode
from practices.registry.models import Practice

ORGANIZATION_NPI = 2


def practice() -> Practice:
    """The one we stand in."""
    return Practice.objects.get(pk=context.practice().id)


def billing(row: Practice) -> Billing:
    """A practice as it bills."""
    return Billing(npi=row.npi, npi_kind=ORGANIZATION_NPI, tax_id=row.tax_id, name=row.name)


def payers(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Payer]:
    rows = PayerRow.objects.filter(pk__in=list(ids))
    return {row.pk: Payer(id=str(row.pk), name=row.name, code=_code(row.public_id)) for row in rows}


def _code(public_id: str) -> str:
    """What its electronic claims go to; "" where the directory knows it by name alone."""
    return public_id.removeprefix("code-") if public_id.startswith("code-") else ""


def code_list() -> dict[str, Listed]:
    rows = ProcedureCode.objects.filter(gone_at=None).values_list("code", "is_never_billed")
    return {code: Listed(is_never_billed=never) for code, never in rows}
