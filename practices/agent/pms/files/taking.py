"""One full file, row by row, as a feed's mapping reads it. All of it is good, or none is taken."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from practices.agent.pms.files.bad import NotTaken
from practices.agent.pms.files.cells import Cell, NotRead, amount, text_of, value_of
from practices.agent.pms.files.mapping import Feed, Totals
from practices.agent.pms.files.sheets import Line, lines_of

KEY_CHARACTERS_MAX = 38
DROP_PERCENT_MAX = 30
Record = tuple[str, dict[str, object]]
"""Its key, and its values by our column."""


def records_of(path: Path, feed: Feed) -> Iterator[Record]:
    """Raises NotTaken, at the latest when the last row is read."""
    lines = lines_of(path, feed)
    headings = _headings(lines, feed)
    sums = Sums(feed.totals)
    for number, cells in lines:
        if not any(cell not in (None, "") for cell in cells):
            continue
        row = _row(headings, cells, number, may_be_short=feed.format == "xlsx")
        if sums.ends_with(row, number):
            continue
        sums.add(row, number)
        yield _record(feed, row, number)
    sums.finish()


def check_drop(rows: int, before: int | None) -> None:
    """Raises NotTaken for a file that lost more than three in ten rows of the one before."""
    if before and rows * 100 < before * (100 - DROP_PERCENT_MAX):
        told = f"The file has {rows} rows, the last good one had {before}."
        raise NotTaken(f"{told} If that is right, put a file of its name and `.accept` beside it.")


def _headings(lines: Iterator[Line], feed: Feed) -> list[str]:
    first = next(lines, None)
    if first is None:
        raise NotTaken("The file is empty.")
    headings = [text_of(cell, "", first[0]) for cell in first[1]]
    missing = [name for name in feed.headings if name not in headings]
    twice = [name for name in feed.headings if headings.count(name) > 1]
    if missing or twice:
        what = f"without {', '.join(missing)}" if missing else f"with {', '.join(twice)} twice"
        raise NotTaken(f"the columns come {what}.", line=first[0])
    return headings


def _row(
    headings: Sequence[str], cells: Sequence[Cell], number: int, *, may_be_short: bool
) -> dict[str, Cell]:
    """A sheet leaves out empty cells at the end of a row; a CSV never does, unless it is cut."""
    width = len(headings)
    if len(cells) > width or (len(cells) < width and not may_be_short):
        raise NotTaken(f"expected {width} fields, found {len(cells)}.", line=number)
    return dict(zip(headings, [*cells, *[None] * (width - len(cells))], strict=True))


def _record(feed: Feed, row: Mapping[str, Cell], number: int) -> Record:
    values = {name: value_of(column, row, number) for name, column in feed.columns.items()}
    heading = feed.columns["id"].headings[0]
    key = str(values["id"] or "")
    if not key or len(key) > KEY_CHARACTERS_MAX or not key.isprintable():
        told = f"a key has 1 to {KEY_CHARACTERS_MAX} printable characters."
        raise NotTaken(told, line=number, column=heading)
    return key, values | {"id": key}


class Sums:
    """The totals row against what was read, where the mapping says that there is one."""

    def __init__(self, totals: Totals | None) -> None:
        self._totals = totals
        self._sums = dict.fromkeys(totals.sums if totals else (), Decimal(0))
        self._ended: int | None = None

    def ends_with(self, row: Mapping[str, Cell], number: int) -> bool:
        """Whether this row is the totals. Raises NotTaken if they do not fit."""
        if self._ended:
            raise NotTaken("rows follow the totals.", line=number)
        totals = self._totals
        if totals is None or text_of(row[totals.heading], "", number) != totals.label:
            return False
        for heading, found in self._sums.items():
            if _amount(row[heading], heading, number) != found:
                raise NotTaken("the total is another.", line=number, column=heading)
        self._ended = number
        return True

    def add(self, row: Mapping[str, Cell], number: int) -> None:
        for heading in self._sums:
            self._sums[heading] += _amount(row[heading], heading, number)

    def finish(self) -> None:
        if self._totals is not None and self._ended is None:
            raise NotTaken("The row of totals is missing: the file may be cut.")


def _amount(cell: Cell, heading: str, number: int) -> Decimal:
    told = text_of(cell, heading, number)
    try:
        return amount(told) if told else Decimal(0)
    except NotRead as why:
        raise NotTaken(f"expected {why}.", line=number, column=heading) from None
