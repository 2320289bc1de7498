"""Which procedures stand on a claim of ours, and which drafts of ours are looked after."""

from collections.abc import Collection

from billing.claims.models import Claim, ClaimLine
from billing.claims.states import UNSENT, ClaimState
from billing.payers import queries as payers
from billing.payers.naming import Named


def asked_already(keys: Collection[str], *, kind: str = "claim", rank: int = 1) -> set[str]:
    """Those of the procedures that a claim asks for which was not taken back."""
    rows = ClaimLine.objects.filter(
        procedure_key__in=set(keys) - {""}, claim__kind=kind, claim__rank=rank
    )
    rows = rows.exclude(claim__state=ClaimState.VOID)
    return set(rows.values_list("procedure_key", flat=True))


def unknown_payers(wanted: Collection[Named]) -> set[Named]:
    """Those that the directory does not know yet."""
    return set(wanted) - payers.ids_of(wanted).keys()


def drafts_to_tend() -> list[Claim]:
    """Drafts of ours that the practice's own system does not know, locked, in order of their ids.

    Secondary drafts follow their first claim and not procedures.
    """
    rows = Claim.objects.filter(origin="built", source_key="", state__in=UNSENT, rank=1)
    return list(rows.select_for_update().order_by("pk"))
