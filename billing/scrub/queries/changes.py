"""Changes to what claims say: those laid over them, those that wait for a provider."""

import uuid
from collections.abc import Collection

from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from billing.claims.states import UNSENT
from billing.scrub.finding import Change
from billing.scrub.models import ClaimChange
from practices.registry.ids import id_in

TO_SIGN_ROWS = 20


def changes_of(claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Change]]:
    """Clerical changes to lay over these claims, in the order in which they were made.

    `mending.overlaid` lays them, and leaves out what the practice's system says otherwise by now.
    """
    found: dict[uuid.UUID, list[Change]] = {}
    for row in standing(claim_ids):
        if row.state == "applied":
            found.setdefault(row.claim_id, []).append(change_of(row))
    return found


def standing(claim_ids: Collection[uuid.UUID]) -> list[ClaimChange]:
    """All that have not lapsed, oldest first."""
    rows = ClaimChange.objects.filter(claim__in=list(claim_ids)).exclude(state="lapsed")
    return list(rows.order_by("proposed_at", "pk"))


def change_of(row: ClaimChange) -> Change:
    return Change(field=row.field, before=row.before, after=row.after, line=row.line)


def to_sign(after: str = "") -> tuple[list[ClaimChange], str]:
    """Of claims that have not left, the longest waiting first; and where the next page begins."""
    rows = ClaimChange.objects.filter(state="proposed", claim__state__in=UNSENT)
    pk = id_in(after)
    last = ClaimChange.objects.filter(pk=pk).first() if pk else None
    if last is not None:
        place = (last.proposed_at, last.pk)
        rows = rows.filter(TupleGreaterThan(Tuple("proposed_at", "id"), place))
    rows = rows.select_related("claim__patient", "claim__payer").order_by("proposed_at", "pk")
    shown = list(rows[: TO_SIGN_ROWS + 1])
    more = str(shown[TO_SIGN_ROWS - 1].pk) if len(shown) > TO_SIGN_ROWS else ""
    return shown[:TO_SIGN_ROWS], more
