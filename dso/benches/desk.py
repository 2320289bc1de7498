"""A million things that wait: the last page of the desk against its first, and against OFFSET."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from dso.benches.bench import Bench, Figures, Target
from dso.benches.groups import TODAY, found_group
from dso.benches.turns import side_by_side
from practices.desk import queries
from practices.desk.models import Item, ItemState

ITEMS = {"small": 50_000, "full": 1_000_000}
PRACTICES = 8

LAY = """
INSERT INTO desk_item (id, organization_id, practice_id, kind, subject_id, path, question, words,
    payer_name, cents, since_on, due_on, state, owner_name, note, returned, outcome, version)
SELECT gen_random_uuid(), %(group)s, (%(practices)s::uuid[])[(1 + n %% %(count)s)::int],
    'claim_payment', gen_random_uuid(), '/p/bench/', '', 'Ready to post', 'Bench Payer',
    (n * 7919) %% 500000, %(today)s - (n %% 60)::int, %(today)s + (n %% 30)::int,
    'open', '', '', false, '', 1
FROM generate_series(1, %(items)s::bigint) AS n
"""


def measure(size: str) -> Figures:
    practices = found_group(PRACTICES)
    _lay(ITEMS[size], practices[0].organization_id, [p.pk for p in practices])
    scope = queries.Scope(tuple(practice.pk for practice in practices))
    worst: dict[str, float] = {"p95_last_over_first_page": 0.0}
    for sort in queries.SORTS.values():
        filters = queries.Filters(sort=sort)
        last = _cursor_before_the_last_page(scope, filters)
        first_ms, last_ms = side_by_side(
            lambda f=filters: queries.page(scope, f),  # type: ignore[misc]  # bound early on purpose
            lambda f=filters, c=last: queries.page(scope, f, cursor=c),  # type: ignore[misc]  # as above
        )
        worst["p95_last_over_first_page"] = max(
            worst["p95_last_over_first_page"], last_ms / first_ms
        )
        worst[f"first_page_ms_{sort.column}"] = first_ms
    return worst | _compared(scope, ITEMS[size]) | {"queries_per_page": _queries(scope)}


def _lay(items: int, group_id: object, practice_ids: list[object]) -> None:
    given: dict[str, Any] = {
        "group": group_id,
        "practices": practice_ids,
        "count": len(practice_ids),
        "today": TODAY,
        "items": items,
    }
    with connections["owner"].cursor() as cursor:
        cursor.execute(LAY, given)
        cursor.execute("VACUUM ANALYZE desk_item")


def _cursor_before_the_last_page(scope: queries.Scope, filters: queries.Filters) -> str:
    """The cursor of the page but one, found from the far end."""
    sort = filters.sort
    far_end = sort.column if sort.descending else f"-{sort.column}"
    rows = Item.objects.filter(scope.visible(), state=ItemState.OPEN).order_by(far_end, "-id")
    return queries.cursor_at(rows[queries.PAGE_ROWS], sort)


def _compared(scope: queries.Scope, items: int) -> dict[str, float]:
    """The same last page by OFFSET, which is what a paginator does."""
    filters = queries.Filters()
    rows = Item.objects.filter(scope.visible(), state=ItemState.OPEN).order_by("due_on", "id")
    last = _cursor_before_the_last_page(scope, filters)
    by_key, by_offset = _few(
        lambda: queries.page(scope, filters, cursor=last),
        lambda: list(rows[items - queries.PAGE_ROWS : items]),
    )
    return {"speedup_over_offset_on_last_page": by_offset / by_key}


def _few(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    best = [float("inf"), float("inf")]
    for _ in range(3):
        for place, run in enumerate((one, other)):
            began = time.perf_counter()
            run()
            best[place] = min(best[place], time.perf_counter() - began)
    return best[0], best[1]


def _queries(scope: queries.Scope) -> int:
    with CaptureQueriesContext(connection) as seen:
        queries.page(scope, queries.Filters())
        waiting = queries.by_question(scope, today=TODAY)
        queries.total(scope, queries.Filters(), waiting)
    return len(seen)


BENCH = Bench(
    "desk",
    measure,
    {
        "p95_last_over_first_page": Target("<=", 1.3),
        "queries_per_page": Target("<=", 4),
    },
)
