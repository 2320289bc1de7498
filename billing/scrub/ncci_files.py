"""CMS's quarterly files of pairs and units, read by the names of their columns. Pure.

A copyright notice stands above the head row, in one cell or several; columns move between quarters
and services. A row that cannot be read is told with its place and value, and the rest is kept.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import BinaryIO

import msgspec

from billing.scrub.ncci import OPEN_END, Ncci, Pair, Units
from billing.scrub.ncci_sheets import NotATable, Row, rows

HEAD_ROWS_MAX = 100
BAD_ROWS_KEPT_MAX = 100
CODE = re.compile(r"[0-9A-Z]{5}")
DAY_ONE = date(1899, 12, 30)  # a workbook counts days from here
PAIR_COLUMNS = {
    "first": ("column1", "columnone"),
    "second": ("column2", "columntwo"),
    "from_on": ("effectivedate",),
    "until": ("deletiondate",),
    "modifier": ("modifier",),
}
UNIT_COLUMNS = {
    "code": ("hcpcscptcode", "hcpcs", "cptcode"),
    "units_max": ("muevalue", "services", "mues", "value"),
    "judged": ("mueadjudicationindicator", "adjudicationindicator", "mai"),
}


class BadRow(msgspec.Struct, frozen=True):
    """One row that was left out: its number in the file and what is wrong with which value."""

    row: int
    why: str


class Told(msgspec.Struct):
    """What was wrong, counted; the first hundred rows are kept."""

    bad: int = 0
    rows: list[BadRow] = []

    def add(self, row: int, why: str) -> None:
        self.bad += 1
        if len(self.rows) < BAD_ROWS_KEPT_MAX:
            self.rows.append(BadRow(row, why))


def pairs(file: BinaryIO, told: Told) -> Iterator[Pair]:
    """Edits of a file of pairs, one after the other. Raises NotATable without its columns."""
    return _read(file, told, PAIR_COLUMNS, _pair)


def units(file: BinaryIO, told: Told) -> Iterator[Units]:
    """Numbers of a file of units, one after the other. Raises NotATable without its columns."""
    return _read(file, told, UNIT_COLUMNS, _units)


def load(pair_files: list[BinaryIO], unit_files: list[BinaryIO]) -> tuple[Ncci, Told]:
    """Any number of files of either kind, a quarter's parts; zero is fine too."""
    told = Told()
    all_pairs = (one for file in pair_files for one in pairs(file, told))
    all_units = (one for file in unit_files for one in units(file, told))
    return Ncci(all_pairs, all_units), told


def _read[T](
    file: BinaryIO,
    told: Told,
    columns: dict[str, tuple[str, ...]],
    make: Callable[[dict[str, str]], T],
) -> Iterator[T]:
    places: dict[str, int] | None = None
    for number, row in rows(file):
        if places is None:
            places = _places(row, columns)
            if places is None and number > HEAD_ROWS_MAX:
                break
        elif any(cell.strip() for cell in row):
            try:
                yield make(_cells(row, places))
            except ValueError as error:
                told.add(number, str(error))
    if places is None:
        raise NotATable(f"no row names the columns {', '.join(columns)}")


def _places(row: Row, columns: dict[str, tuple[str, ...]]) -> dict[str, int] | None:
    """Where each column stands, if this is the row that names them all."""
    heads = [re.sub(r"[^a-z0-9]", "", cell.lower()) for cell in row]
    found: dict[str, int] = {}
    for name, words in columns.items():
        for place, head in enumerate(heads):
            if len(head) < 60 and any(word in head for word in words):
                found.setdefault(name, place)
    return found if len(found) == len(columns) else None


def _cells(row: Row, places: dict[str, int]) -> dict[str, str]:
    return {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}


def _pair(cells: dict[str, str]) -> Pair:
    return Pair(
        first=_code(cells["first"]),
        second=_code(cells["second"]),
        from_on=_day(cells["from_on"]),
        until=OPEN_END if cells["until"] in {"", "*"} else _day(cells["until"]),
        modifier=_one_of(cells["modifier"], "019", "modifier indicator"),
    )


def _units(cells: dict[str, str]) -> Units:
    if not cells["units_max"].isdecimal():
        raise ValueError(f"number of units {cells['units_max']!r}")
    return Units(
        code=_code(cells["code"]),
        units_max=int(cells["units_max"]),
        judged=_one_of(cells["judged"], "123", "adjudication indicator"),
    )


def _code(told: str) -> str:
    if not CODE.fullmatch(told):
        raise ValueError(f"code {told!r}")
    return told


def _one_of(told: str, allowed: str, name: str) -> int:
    """The figure a cell begins with; a file of units says more in words behind it."""
    if told[:1] not in allowed or not told or told[1:2].isdigit():
        raise ValueError(f"{name} {told!r}")
    return int(told[0])


def _day(told: str) -> date:
    """`20260101`, a workbook's count of days, or `1/1/2026`."""
    if told.isdecimal() and len(told) == 8:
        return date(int(told[:4]), int(told[4:6]), int(told[6:]))
    if told.isdecimal() and len(told) == 5:
        return DAY_ONE + timedelta(days=int(told))
    month, _, rest = told.partition("/")
    day, _, year = rest.partition("/")
    if not (month.isdecimal() and day.isdecimal() and year.isdecimal()):
        raise ValueError(f"day {told!r}")
    return date(int(year), int(month), int(day))
