"""Waiting periods, earlier services and texts of a plan."""

from collections.abc import Iterator
from datetime import date

from billing.eligibility.benefits import Note, Served, Waiting
from billing.eligibility.normal import words
from billing.eligibility.normal.scopes import LOW, Numbered, places
from billing.x12.parts import period
from practices.days import add_months

LAST_SERVED = ("304", "472")
YEAR_MAX = 9_000  # a plan that begins later is a placeholder


def waits(numbered: list[Numbered], begins_on: date | None) -> tuple[Waiting, ...]:
    """A benefit that begins after its plan, or months of waiting in words."""
    return tuple(dict.fromkeys(w for one in numbered for w in _waits(one, begins_on)))


def _waits(one: Numbered, begins_on: date | None) -> Iterator[Waiting]:
    coded = period(one.told.dates, "348")
    months = [n for text in one.told.messages if (n := words.waiting_months(text))]
    for place in places(one.told):
        where = {"codes": place.codes, "service_class": place.service_class}
        if coded and begins_on and coded.on > begins_on and (place.codes or place.service_class):
            yield Waiting(until=coded.on, **where, origin=one.origin())
        elif begins_on and begins_on.year < YEAR_MAX and len(set(months)) == 1:
            yield Waiting(until=add_months(begins_on, months[0]), **where, origin=one.origin(LOW))


def says_no_wait(numbered: list[Numbered]) -> bool:
    return any(words.waiting_months(text) == 0 for one in numbered for text in one.told.messages)


def history(numbered: list[Numbered]) -> tuple[Served, ...]:
    """Days of earlier services of a code, from dates or from texts that name one."""
    return tuple(dict.fromkeys(served for one in numbered for served in _served(one)))


def _served(one: Numbered) -> Iterator[Served]:
    told = one.told
    codes = {place.codes for place in places(told)} - {""}
    for code in sorted(codes):
        for qualifier in LAST_SERVED:
            for date_ in told.dates:
                if date_.qualifier == qualifier and date_.on <= one.said_on:
                    yield Served(code=code, served_on=date_.on, here=False, paid=True)
    for text in told.messages:
        day = words.last_service(text)
        if day is not None and day <= one.said_on:
            for code in words.codes_in(text) or sorted(codes):
                yield Served(code=code, served_on=day, here=False, paid=True)


def notes(numbered: list[Numbered]) -> tuple[Note, ...]:
    return tuple(
        Note(text=text[: words.TEXT_LENGTH_MAX], origin=one.origin(LOW))
        for one in numbered
        for text in one.told.messages
    )
