"""Benefits in words: each field with who said it, when and how surely, unknown ones plainly. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from billing.eligibility.benefits import (
    Amount,
    Benefits,
    Limit,
    Origin,
    Scoped,
    Share,
)
from billing.eligibility.used import Left

UNKNOWN = "Not known"
PERIODS = {
    "calendar_year": "a calendar year",
    "benefit_year": "a benefit year",
    "lifetime": "a lifetime",
}
NETWORKS = {"in": "in network", "out": "out of network", "": ""}
SURE, LIKELY = 90, 60


class Row(NamedTuple):
    """`value` is UNKNOWN where nobody said anything; `note` narrows it."""

    label: str
    value: str
    note: str = ""
    origin: Origin | None = None

    @property
    def is_known(self) -> bool:
        return self.value != UNKNOWN

    @property
    def band(self) -> str:
        """sure, likely or unsure; "" where nobody said anything."""
        if self.origin is None:
            return ""
        sure = self.origin.confidence
        return "sure" if sure >= SURE else "likely" if sure >= LIKELY else "unsure"


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
        Section("Clauses", list(_clauses(known))),
    ]


def _plan(told: Benefits) -> Iterator[Row]:
    active = {True: "Active", False: "Not active", None: UNKNOWN}[told.is_active]
    yield Row("Cover", active, told.plan_name, told.origin_of("is_active"))
    yield Row("Begins", _day(told.begins_on), "", told.origin_of("begins_on"))
    if told.ends_on:
        yield Row("Ends", _day(told.ends_on), "", told.origin_of("ends_on"))
    if told.group_number:
        yield Row("Group", told.group_number, "", told.origin_of("group_number"))
    for other in told.others:
        yield Row("Another cover", other.name, other.rank, other.origin)


def _day(on: date | None) -> str:
    return f"{on:%b} {on.day}, {on:%Y}" if on else UNKNOWN


def _shares(told: Benefits) -> Iterator[Row]:
    for one in told.shares:
        value = f"{one.plan_percent}%"
        if one.copay_cents is not None:
            value = f"copay {money(one.copay_cents)}"
        yield Row(_about(one), value, NETWORKS[one.network], one.origin)


def _about(one: Share | Amount | Limit | Scoped) -> str:
    name = one.codes or one.service_class.replace("-", " ") or "all services"
    return name[:1].upper() + name[1:]


def _amounts(told: Benefits, left: Sequence[Left]) -> Iterator[Row]:
    ours = {id(one.amount): one for one in left}
    by_value = {one.amount: one for one in left}
    for one in told.amounts:
        used = ours.get(id(one)) or by_value.get(one)
        yield Row(_amount(one), _sum(one, used), _amount_note(one, used), one.origin)


def _amount(one: Amount) -> str:
    about = f", {_about(one).lower()}" if one.codes or one.service_class else ""
    return f"{one.of.capitalize()} {one.kind.replace('_', ' ')}{about}"


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
        yield Row(_about(one), f"{times} in {span}", note, one.origin)


def _months(one: Limit) -> str:
    return f"{one.months} months" + (" to the day" if one.period == "months_to_day" else "")


def _ages(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"ages {low} to {high}"
    if low is not None:
        return f"from age {low}"
    return f"up to age {high}" if high is not None else ""


def _clauses(told: Benefits) -> Iterator[Row]:
    clause = {True: "Applies", False: "None", None: UNKNOWN}[told.missing_tooth_clause]
    yield Row("Missing tooth", clause, "", told.origin_of("missing_tooth_clause"))
    yield from _waits(told)
    yield from _downgrades(told)
    for one in told.excluded_scopes:
        yield Row(_about(one), "Not covered", NETWORKS[one.network], one.origin)
    for one in told.authorization_scopes:
        yield Row(_about(one), "Needs approval first", NETWORKS[one.network], one.origin)
    if not told.history:
        value = "None" if told.history_known else UNKNOWN
        yield Row("Earlier services", value, "", told.origin_of("history_known"))
    for served in told.history:
        yield Row("Earlier service", f"{served.code} {_day(served.served_on)}", served.tooth)


def _waits(told: Benefits) -> Iterator[Row]:
    if not told.waits:
        value = "None" if told.waits_known else UNKNOWN
        yield Row("Waiting period", value, "", told.origin_of("waits_known"))
    for one in told.waits:
        about = one.codes or one.service_class.replace("-", " ") or "all services"
        yield Row("Waiting period", f"until {_day(one.until)}", about, one.origin)


def _downgrades(told: Benefits) -> Iterator[Row]:
    if not told.downgrades:
        value = "None" if told.downgrades_known else UNKNOWN
        yield Row("Downgrade", value, "", told.origin_of("downgrades_known"))
    for one in told.downgrades:
        yield Row("Downgrade", f"{one.codes} is paid as {one.to}", "", one.origin)


def money(cents: int | None) -> str:
    return UNKNOWN if cents is None else f"${cents // 100:,}.{cents % 100:02d}"
