"""A million claims and a million audit events: far pages and searches against the first page."""

from collections.abc import Callable
from functools import partial

from billing.claims import queries
from billing.claims.models import Claim
from compliance.audit.models import Event
from dso.benches import turns
from dso.benches.bench import Bench, Figures, Target
from dso.benches.groups import found_group
from dso.benches.laid_lists import JOINED_ON, lay
from practices.registry.tenancy import in_practice

CLAIMS = {"small": 40_000, "full": 1_000_000}

SEARCHES = {
    "four_of_five": "Ba",
    "a_family": "Cadson",
    "two_names": "Ba Carl",
    "a_number": "CLM-00000017",
    "nobody": "Zzz",
    "nobody_of_many": "Carl Zzz",
}
# The middle of many, because a search that finds nothing is a few milliseconds long.
side_by_side = partial(turns.side_by_side, at=0.5)

BOUND = "Oldham"  # fits many, and none of the claims that are looked at


def measure(size: str) -> Figures:
    practice = found_group(1)[0]
    lay(practice, CLAIMS[size])
    with in_practice(practice):
        return _pages() | _searches() | _histories()


def _pages() -> dict[str, float]:
    """Each far page beside the first one of its kind."""
    oldest = Claim.objects.order_by("served_on", "pk").values_list("pk", flat=True)
    denied = oldest.filter(state="denied")
    same_day = oldest.filter(served_on=JOINED_ON)
    last, last_denied, amid = str(oldest[60]), str(denied[60]), str(same_day[same_day.count() // 2])
    first_ms, last_ms = side_by_side(queries.page, lambda: queries.page(after=last))
    _, same_day_ms = side_by_side(queries.page, lambda: queries.page(after=amid))
    one_ms, other_ms = side_by_side(
        lambda: queries.page(state="denied"),
        lambda: queries.page(state="denied", after=last_denied),
    )
    return {
        "first_page_ms": first_ms,
        "last_over_first_page": max(last_ms / first_ms, other_ms / one_ms, same_day_ms / first_ms),
    }


def _searches() -> dict[str, float]:
    told = {f"search_over_first_page_{n}": _over_first(words) for n, words in SEARCHES.items()}
    worst = max(told.values())
    return told | {"search_over_first_page": worst, "bound_over_first_page": _over_first(BOUND)}


def _over_first(words: str) -> float:
    first_ms, found_ms = side_by_side(queries.page, lambda: queries.page(words=words))
    return found_ms / first_ms


def _histories() -> dict[str, float]:
    """What happened to one claim: the newest, and one of many events, against the oldest."""
    by_number = Claim.objects.order_by("control_number").values_list("pk", flat=True)
    most, early, late = by_number[0], by_number[1], by_number.reverse()[0]
    early_ms, late_ms = side_by_side(_history(early), _history(late))
    one_ms, many_ms = side_by_side(_history(early), _history(most))
    return {
        "history_ms": early_ms,
        "newest_over_oldest_history": late_ms / early_ms,
        "history_of_500_over_one": many_ms / one_ms,
    }


def _history(pk: object) -> Callable[[], object]:
    return lambda: list(Event.objects.about(pk).newest_first().exclude(deed="read")[:20])


BENCH = Bench(
    "lists",
    measure,
    {
        "last_over_first_page": Target("<=", 1.5),
        "search_over_first_page": Target("<=", 10),
        "bound_over_first_page": Target("<=", 50),
        "newest_over_oldest_history": Target("<=", 1.5),
    },
)
