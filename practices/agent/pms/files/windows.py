"""The days a file covers, where it says so in its name. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import msgspec

from practices.agent.pms.files.bad import NotTaken

FIRST, LAST = "{first}", "{last}"
NOT_STATED = "Its name does not state the first and last day it covers."
OUTSIDE = "A row's day is missing, or outside of the days its name states."


class Window(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`column` is one of ours, a date; `name` is like `pay-{first}-{last}.csv`.

    `format` is how its days are written.
    """

    column: str
    name: str
    format: str

    @property
    def is_whole(self) -> bool:
        return self.name.count(FIRST) == self.name.count(LAST) == 1 and "%" in self.format


def days_of(window: Window, name: str) -> tuple[date, date]:
    """The first and last day a file covers. Raises NotTaken."""
    pattern = re.escape(window.name)
    for word in (FIRST, LAST):
        pattern = pattern.replace(re.escape(word), f"(?P<{word[1:-1]}>.+?)")
    found = re.fullmatch(pattern, name, re.IGNORECASE)
    if found is None:
        raise NotTaken(NOT_STATED)
    try:
        first, last = _day(found["first"], window), _day(found["last"], window)
    except ValueError:
        raise NotTaken(NOT_STATED) from None
    if first > last:
        raise NotTaken(NOT_STATED)
    return first, last


def inside(
    records: Iterable[tuple[str, dict[str, object]]], window: Window, days: tuple[date, date]
) -> Iterator[tuple[str, dict[str, object]]]:
    """The same records. Raises NotTaken for one that the file does not cover."""
    for number, (key, values) in enumerate(records, start=1):
        day = values.get(window.column)
        if not isinstance(day, date) or not days[0] <= day <= days[1]:
            raise NotTaken(f"Row {number} below the headings: {OUTSIDE}")
        yield key, values


def _day(text: str, window: Window) -> date:
    return datetime.strptime(text, window.format).date()  # noqa: DTZ007  # a day of the practice
