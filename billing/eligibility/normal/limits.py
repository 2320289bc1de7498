"""How often: a count of an EB or of its HSDs, per what, for which codes."""

from collections.abc import Iterator
from typing import NamedTuple

from billing.eligibility.benefits import Limit, Period, Scope
from billing.eligibility.normal import words
from billing.eligibility.normal.ages import ages as ages_in
from billing.eligibility.normal.scopes import LIKELY, SURE, Numbered, places
from billing.x12.benefits import Benefit, Delivery

COUNT_MAX = 255
YEARS, MONTHS = "21", "34"
OF_PERIOD: dict[str, Period] = {
    "22": "benefit_year", "23": "calendar_year", "25": "benefit_year", "32": "lifetime",
}  # fmt: skip
COUNTED = frozenset({"VS", "FL", "P6", "UN", "99", "CA", ""})
# III: 14 in III01 is an area of the mouth; a place of service says nothing of teeth.
SCOPES: dict[str, Scope] = {"tooth": "tooth", "quadrant": "quadrant", "arch": "arch"}


class Window(NamedTuple):
    times: int
    period: Period
    months: int


def limits_of(one: Numbered) -> Iterator[Limit]:
    """EB*F with a count, or any covered EB with an HSD that counts visits or units."""
    told = one.told
    if told.kind not in {"F", "A", "1", "B"}:
        return
    windows = [found for hsd in told.deliveries if (found := _window(hsd))]
    windows += [found for found in [_of_eb(told)] if found and not windows]
    for window in windows:
        yield from _limits(one, window)


def _limits(one: Numbered, window: Window) -> Iterator[Limit]:
    found = ages_in(one.told.messages)
    for place in places(one.told):
        yield Limit(
            codes=place.codes,
            service_class=place.service_class,
            network=place.network,
            count=window.times,
            period=window.period,
            months=window.months,
            scope=words.scope(one.told.messages),
            age_min=found.least,
            age_max=found.most,
            origin=one.origin(SURE if place.codes and not one.told.messages else LIKELY),
        )


def _window(hsd: Delivery) -> Window | None:
    if hsd.quantity_qualifier not in COUNTED:
        return None
    return _counted(_whole(hsd.quantity), hsd.period, _whole(hsd.periods))


def _of_eb(told: Benefit) -> Window | None:
    if told.cents is not None or told.quantity_qualifier not in COUNTED:
        return None
    return _counted(_whole(told.quantity), told.period, 1)


def _counted(count: int | None, period: str, periods: int | None) -> Window | None:
    """Rolling months and years run to the day; what a payer means otherwise it says in words."""
    if not count or count > COUNT_MAX:
        return None
    if period in OF_PERIOD and (periods or 1) == 1:
        return Window(count, OF_PERIOD[period], 0)
    if period in {YEARS, MONTHS} and periods and periods <= COUNT_MAX:
        return Window(count, "months_to_day", periods * (12 if period == YEARS else 1))
    if period == "23" and periods and periods <= COUNT_MAX:
        return Window(count, "months", 12 * periods)
    return None


def _whole(told: str) -> int | None:
    """A count that is whole; anything else is not one."""
    whole, _, rest = told.partition(".")
    if not whole.isascii() or not whole.isdigit() or len(whole) > 4 or rest.strip("0"):
        return None
    return int(whole)
