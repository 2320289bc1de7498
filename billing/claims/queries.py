"""Claims of a practice, page by page."""

import uuid
from dataclasses import dataclass

from django.db.models import Q

from billing.claims.models import Claim, ClaimQuerySet

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Claim]
    next_after: str


def page(*, state: str = "", words: str = "", after: str = "") -> Page:
    """Newest first, by key; `after` is the id of the last claim shown."""
    rows = _matching(state, words)
    last = Claim.objects.filter(pk=after).first() if _is_uuid(after) else None
    if last is not None:
        rows = rows.filter(served_on__lte=last.served_on).filter(
            Q(served_on__lt=last.served_on) | Q(pk__lt=last.pk)
        )
    found = list(rows.with_names().newest_first()[: PAGE_ROWS + 1])
    more = str(found[PAGE_ROWS - 1].pk) if len(found) > PAGE_ROWS else ""
    return Page(found[:PAGE_ROWS], more)


def _matching(state: str, words: str) -> ClaimQuerySet:
    rows: ClaimQuerySet = Claim.objects.all()
    if state:
        rows = rows.filter(state=state)
    for word in words.split()[:3]:
        rows = rows.filter(
            Q(control_number__istartswith=word)
            | Q(patient__last_name__istartswith=word)
            | Q(patient__first_name__istartswith=word)
        )
    return rows


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
