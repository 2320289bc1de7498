"""Benefits in words: who said each field, when and how surely; unknown ones plainly. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from billing.eligibility.benefits import Amount, Benefits, Limit
from billing.eligibility.hard import clauses
from billing.eligibility.rows import NETWORKS, UNKNOWN, Row, about, day, money
from billing.eligibility.used import Left

PERIODS = {
    "calendar_year": "a calendar year",
    "benefit_year": "a benefit year",
    "lifetime": "a lifetime",
}


class Section(NamedTuple):
    title: str
    rows: list[Row]


def sections(told: Benefits | None, left: Sequence[Left] = ()) -> list[Section]:
    """The plan, what it pays, its amounts, how often, and the hard fields; in this order."""
    known = told or Benefits()
    return [
        Section("The plan", list(_plan(known))),
        Section("What it pays", list(_shares(known)) or [Row("All services", UNKNOWN)]),
        Section("Deductible and maximum", list(_amounts(known, left)) or [Row("Maximum", UNKNOWN)]),
        Section("How often", list(_limits(known)) or [Row("Limits", UNKNOWN)]),
        Section("Clauses", list(clauses(known))),
    ]


def _plan(told: Benefits) -> Iterator[Row]:
    active = {True: "Active", False: "Not active", None: UNKNOWN}[told.is_active]
    yield Row("Cover", active, told.plan_name, told.origin_of("is_active"))
    yield Row("Begins", day(told.begins_on), "", told.origin_of("begins_on"))
    if told.ends_on:
        yield Row("Ends", day(told.ends_on), "", told.origin_of("ends_on"))
    if told.group_number:
        yield Row("Group", told.group_number, "", told.origin_of("group_number"))
    for other in told.others:
        yield Row("Another cover", other.name, other.rank, other.origin)


def _shares(told: Benefits) -> Iterator[Row]:
    for one in told.shares:
        value = f"{one.plan_percent}%"
        if one.copay_cents is not None:
            value = f"copay {money(one.copay_cents)}"
        yield Row(about(one), value, NETWORKS[one.network], one.origin)


def _amounts(told: Benefits, left: Sequence[Left]) -> Iterator[Row]:
    ours = {id(one.amount): one for one in left}
    by_value = {one.amount: one for one in left}
    for one in told.amounts:
        used = ours.get(id(one)) or by_value.get(one)
        yield Row(_amount(one), _sum(one, used), _amount_note(one, used), one.origin)


def _amount(one: Amount) -> str:
    narrow = f", {about(one).lower()}" if one.codes or one.service_class else ""
    return f"{one.of.capitalize()} {one.kind.replace('_', ' ')}{narrow}"


def _sum(one: Amount, used: Left | None) -> str:
    left = used.left_cents if used else one.left_cents
    if left is None:
        return money(one.total_cents)
    whole = f" of {money(one.total_cents)}" if one.total_cents is not None else ""
    return f"{money(left)} left{whole}"


def _amount_note(one: Amount, used: Left | None) -> str:
    parts = [NETWORKS[one.network], f"in {PERIODS.get(one.period, 'a period')}"]
    if used and used.pending_cents:
        parts.append(f"the payer says {money(used.reported_cents)}")
        parts.append(f"{money(used.pending_cents)} in claims on their way")
        if used.elsewhere_cents:
            parts.append(f"{money(used.elsewhere_cents)} of it at other practices")
    return ", ".join(filter(None, parts))


def _limits(told: Benefits) -> Iterator[Row]:
    for one in told.limits:
        span = PERIODS.get(one.period) or _months(one)
        times = "once" if one.count == 1 else f"{one.count} times"
        ages = _ages(one.age_min, one.age_max)
        each = "" if one.scope == "mouth" else f"for each {one.scope}"
        note = ", ".join(filter(None, (NETWORKS[one.network], each, ages)))
        yield Row(about(one), f"{times} in {span}", note, one.origin)


def _months(one: Limit) -> str:
    return f"{one.months} months" + (" to the day" if one.period == "months_to_day" else "")


def _ages(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"ages {low} to {high}"
    if low is not None:
        return f"from age {low}"
    return f"up to age {high}" if high is not None else ""
