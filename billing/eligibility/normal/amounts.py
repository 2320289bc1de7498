"""Deductibles and maximums: what is said whole and what is said as left, put together."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from billing.eligibility.benefits import Amount, Origin, Period
from billing.eligibility.normal.scopes import SURE, Numbered, Place, places

Kind = Literal["deductible", "maximum", "out_of_pocket"]
KINDS: dict[str, Kind] = {"C": "deductible", "F": "maximum", "G": "out_of_pocket"}
PERIODS: dict[str, Period] = {
    "22": "benefit_year", "23": "calendar_year", "25": "benefit_year", "32": "lifetime",
    "21": "calendar_year",
}  # fmt: skip
LEFT = {"29": "", "33": "lifetime"}
LEVELS = {"": "individual", "IND": "individual", "FAM": "family"}


class Key(NamedTuple):
    kind: Kind
    of: Literal["individual", "family"]
    place: Place


class Told(NamedTuple):
    period: Period | None
    cents: int
    is_left: bool
    origin: Origin


def amounts_of(numbered: Iterable[Numbered]) -> tuple[Amount, ...]:
    """A total and what is left of it become one amount where they are about the same."""
    told: dict[Key, list[Told]] = {}
    for one in numbered:
        for key, said in _said(one):
            told.setdefault(key, []).append(said)
    return tuple(amount for key, said in told.items() for amount in _together(key, said))


def _said(one: Numbered) -> Iterable[tuple[Key, Told]]:
    eb = one.told
    kind, of = KINDS.get(eb.kind), LEVELS.get(eb.coverage_level)
    if kind is None or of is None or eb.cents is None or eb.cents < 0:
        return
    is_left = eb.period in LEFT
    period: Period | None = (
        ("lifetime" if eb.period == "33" else None) if is_left else PERIODS.get(eb.period)
    )
    if not is_left and period is None and eb.period:
        return  # a day, a visit: no amount of a year
    for place in places(eb):
        yield (
            Key(kind, of, place),  # type: ignore[arg-type]  # LEVELS holds these two alone
            Told(period, eb.cents, is_left, one.origin(SURE if period or is_left else 60)),
        )


def _together(key: Key, said: list[Told]) -> Iterable[Amount]:
    """What is left belongs to the only total of its period; two totals stay two."""
    totals = [one for one in said if not one.is_left]
    lefts = [one for one in said if one.is_left]
    used: set[int] = set()
    for total in totals:
        left = next(
            (n for n, one in enumerate(lefts) if n not in used and _fits(one, total, totals)), None
        )
        if left is not None:
            used.add(left)
        left_cents = lefts[left].cents if left is not None else None
        yield _amount(key, total.period, total.cents, left_cents, total.origin)
    for n, one in enumerate(lefts):
        if n not in used:
            yield _amount(key, one.period, None, one.cents, one.origin)


def _fits(left: Told, total: Told, totals: list[Told]) -> bool:
    if left.period is not None:
        return left.period == total.period
    yearly = [one for one in totals if one.period != "lifetime"]
    return total.period != "lifetime" and len({one.period for one in yearly}) == 1


def _amount(
    key: Key, period: Period | None, total: int | None, left: int | None, origin: Origin
) -> Amount:
    return Amount(
        kind=key.kind,
        total_cents=total,
        left_cents=left,
        of=key.of,
        period=period or "calendar_year",
        codes=key.place.codes,
        service_class=key.place.service_class,
        network=key.place.network,
        origin=origin,
    )
