"""Payers the directory did not know yet."""

from collections.abc import Iterable

from billing.payers.models import Payer
from billing.payers.naming import Named, public_id_of


def register(names: Iterable[Named]) -> None:
    """Outside any practice: from then on all know them by the same row."""
    Payer.objects.bulk_create(
        [Payer(public_id=public_id_of(named), name=named.name[:80]) for named in names],
        ignore_conflicts=True,
    )
