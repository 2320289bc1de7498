"""Limits and their windows: what counts against a limit on a day, and when it opens again. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from billing.coding.codes import Codes, codes
from billing.eligibility.benefits import Limit, Served
from billing.scrub.edits import same_place, where
from billing.scrub.facts import ClaimFacts, Line, Sibling, age_on
from practices.days import add_months, year_of

UNITS_MAX = 99
UNPAID = frozenset(("void", "denied"))
SCOPES = {"mouth": "patient", "office": "patient"}  # others are called alike here and in edits

FILING_NEAR_DAYS = 14


def is_near_filing_limit(claim: ClaimFacts) -> bool:
    """Whether the payer's limit for filing ends within `FILING_NEAR_DAYS` or has ended."""
    limit = claim.payer.filing_days
    if limit is None:
        return False
    last = claim.today.toordinal() - limit + FILING_NEAR_DAYS
    for line in claim.lines:
        if line.served_on is not None and line.served_on.toordinal() <= last:
            return True
    return False


def days_to_file(claim: ClaimFacts) -> int | None:
    """Days left, 0 on the last one and negative after it; None where day or limit is unknown."""
    limit, first = claim.payer.filing_days, claim.served_on
    if limit is None or first is None:
        return None
    return limit - (claim.today - first).days


def limits_on(claim: ClaimFacts, line: Line) -> Iterator[Limit]:
    """The plan's limits on the code that count at the patient's age."""
    if claim.benefits is None:
        return
    age = age_on(claim.patient.born_on, line.served_on)
    for limit in claim.benefits.limits:
        if line.code in codes(limit.codes) and _at_age(limit, age):
            yield limit


def used(claim: ClaimFacts, line: Line, limit: Limit, shared: Codes) -> list[Served]:
    """Services that count against the limit before the line, newest first.

    They stand in charts at every location, in what the payer told, in claims on their way to the
    same payer, and in earlier lines of this claim; one service in several of them counts once, and
    one that is known as not paid does not count.
    """
    assert line.served_on is not None
    begins = _begins(claim, limit, line.served_on)
    past = _all_earlier(claim, line, shared, begins)
    return [one for one in past if _same(limit, line, one)] if past else past


def opens_on(
    claim: ClaimFacts, limit: Limit, past: Sequence[Served], served_on: date
) -> date | None:
    """The first day on which one more is paid; None for a limit of a lifetime.

    `past` is what `used` gave and holds at least `limit.count`.
    """
    if limit.period == "lifetime":
        return None
    if limit.period in {"calendar_year", "benefit_year"}:
        return add_months(_begins(claim, limit, served_on), 12)
    blocking = past[limit.count - 1].served_on
    day = add_months(blocking, limit.months)
    return day if limit.period == "months_to_day" else day.replace(day=1)


def _begins(claim: ClaimFacts, limit: Limit, served_on: date) -> date:
    """The first day whose services still count."""
    if limit.period == "lifetime":
        return date.min
    if limit.period in {"calendar_year", "benefit_year"}:
        month = claim.benefits.year_begins_month if claim.benefits else 1
        return year_of(served_on, month if limit.period == "benefit_year" else 1)
    if limit.period == "months":
        return add_months(served_on.replace(day=1), 1 - limit.months)
    return _day_after_window(served_on, limit.months)


def _day_after_window(served_on: date, months: int) -> date:
    """The first day from which adding the months leads beyond the day of service."""
    day = add_months(served_on, -months)
    while add_months(day, months) <= served_on:
        day = date.fromordinal(day.toordinal() + 1)
    return day


def _all_earlier(claim: ClaimFacts, line: Line, shared: Codes, begins: date) -> list[Served]:
    """Since the day, newest first."""
    assert line.served_on is not None
    own = list(_charted(claim, line.served_on, shared, begins))
    told = claim.benefits.history if claim.benefits else ()
    if not told and not claim.siblings and len(claim.lines) == 1:
        return own
    known = {_key(one) for one in own}
    for one in chain(_told(told, line.served_on, shared), _in_flight(claim, line, shared)):
        if _key(one) not in known:
            known.add(_key(one))
            own.append(one)
    own += [one for one in _lines_before(claim, line, shared) if _key(one) not in known]
    own = [one for one in own if one.served_on >= begins]
    return sorted(own, key=lambda one: one.served_on, reverse=True) if len(own) > 1 else own


def _charted(claim: ClaimFacts, before: date, shared: Codes, begins: date) -> Iterator[Served]:
    for one in claim.history:
        if one.served_on < begins:
            return  # the rest is older
        if one.code in shared and one.served_on < before and one.paid is not False:
            yield one


def _told(told: Sequence[Served], before: date, shared: Codes) -> Iterator[Served]:
    return (
        one
        for one in told
        if one.code in shared and one.served_on < before and one.paid is not False
    )


def _key(one: Served | Line | Sibling) -> tuple[str, date | None, str]:
    return one.code, one.served_on, one.tooth


def _in_flight(claim: ClaimFacts, line: Line, shared: Codes) -> Iterator[Served]:
    """Of other claims to the payer; a line that stands on this claim too is a repeat of it."""
    assert line.served_on is not None
    own = {_key(one) for one in claim.lines} if claim.siblings else set()
    for one in claim.siblings:
        if one.code not in shared or one.served_on > line.served_on or one.state in UNPAID:
            continue
        if one.payer_id in {"", claim.payer.id} and _key(one) not in own:
            yield _served(one, one.served_on)


def _lines_before(claim: ClaimFacts, line: Line, shared: Codes) -> Iterator[Served]:
    """Earlier lines of the claim, each as often as it has units."""
    assert line.served_on is not None
    for one in claim.lines:
        if one.code not in shared or one.served_on is None or one is line:
            continue
        if (one.served_on, one.number) < (line.served_on, line.number):
            for _ in range(min(one.quantity, UNITS_MAX)):
                yield _served(one, one.served_on)


def _served(one: Line | Sibling, day: date) -> Served:
    return Served(
        code=one.code, served_on=day, tooth=one.tooth, surfaces=one.surfaces, area=one.area
    )


def _same(limit: Limit, line: Line, past: Served) -> bool:
    scope = SCOPES.get(limit.scope, limit.scope)
    if limit.scope == "office" and not past.here:
        return False
    here = where(line.code, line.tooth, line.surfaces, line.area)
    there = where(past.code, past.tooth, past.surfaces, past.area)
    return same_place(scope, here, there)  # type: ignore[arg-type]  # named alike


def _at_age(limit: Limit, age: int | None) -> bool:
    if age is None:
        return True
    low = limit.age_min is None or limit.age_min <= age
    return low and (limit.age_max is None or age <= limit.age_max)
