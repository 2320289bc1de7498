"""What all claims of a practice share: who bills, its list of codes."""

from billing.scrub.facts import Listed
from billing.scrub.parties import Billing
from compliance.access import context
from practices.mirror.models import ProcedureCode
from practices.registry.models import Practice

ORGANIZATION_NPI = 2


def billing() -> Billing:
    """The practice we stand in, as it bills."""
    row = Practice.objects.get(pk=context.practice().id)
    return Billing(npi=row.npi, npi_kind=ORGANIZATION_NPI, tax_id=row.tax_id, name=row.name)


def code_list() -> dict[str, Listed]:
    rows = ProcedureCode.objects.filter(gone_at=None).values_list("code", "is_never_billed")
    return {code: Listed(is_never_billed=never) for code, never in rows}
