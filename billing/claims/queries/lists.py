"""Claims page by page, newest first. A page reads a bounded number of rows, whatever is asked."""

from dataclasses import dataclass

from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan

from billing.claims.models import Claim, ClaimQuerySet
from billing.claims.queries import search
from billing.claims.states import ClaimState
from practices.registry.ids import id_in

PAGE_ROWS = 50
WORDS_CHARACTERS_MAX = 200
WORDS_MAX = 3


@dataclass(frozen=True, slots=True)
class Page:
    """`looked_at` is set where a search came to its bound before the page was full."""

    rows: list[Claim]
    next_after: str
    looked_at: int = 0


def page(*, state: str = "", words: str = "", after: str = "") -> Page:
    """By key: `after` is the id of the last claim shown, or looked at.

    Each of the first three `words` begins the claim's number, or a name of its patient.
    """
    rows = _beyond(Claim.objects.all(), after)
    if state in ClaimState:
        rows = rows.filter(state=state)
    asked = words.replace("\0", "")[:WORDS_CHARACTERS_MAX].split()[:WORDS_MAX]
    if not asked:
        return _cut(rows.newest_first())
    few = search.fewest(asked)
    found = _cut(search.fitting(rows, asked, few, rows_max=PAGE_ROWS + 1))
    return found if few or found.next_after else _with_rest(found, rows)


def _cut(rows: ClaimQuerySet) -> Page:
    shown = list(rows.with_names()[: PAGE_ROWS + 1])
    more = str(shown[PAGE_ROWS - 1].pk) if len(shown) > PAGE_ROWS else ""
    return Page(shown[:PAGE_ROWS], more)


def _beyond(rows: ClaimQuerySet, after: str) -> ClaimQuerySet:
    pk = id_in(after)
    last = Claim.objects.filter(pk=pk).first() if pk else None
    if last is None:
        return rows
    return rows.filter(TupleLessThan(Tuple("served_on", "id"), (last.served_on, last.pk)))


def _with_rest(page: Page, rows: ClaimQuerySet) -> Page:
    """A search that came to its bound goes on behind the last claim it looked at."""
    last = rows.newest_first().values_list("pk", flat=True)[search.WALK_MAX - 1 : search.WALK_MAX]
    return Page(page.rows, str(last[0]), search.WALK_MAX) if last else page
