"""From what stands in a cell to a value: by the mapping's word, never by guess. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from practices.agent.pms.files.bad import NotTaken
from practices.agent.pms.files.mapping import Column

CHARACTERS_MAX = 10_000
WHOLE_MAX = 2**53
JOINED_BY = "-"
YES, NO = frozenset({"1", "y", "yes", "true", "t", "x"}), frozenset({"0", "n", "no", "false", "f"})
Cell = object
"""Text from a CSV; from a sheet also numbers, moments and booleans. None is an empty one."""


class NotRead(ValueError):
    """The cell holds something else; the text says what was expected."""


def value_of(column: Column, row: Mapping[str, Cell], line: int) -> object:
    """None where there is none. Raises NotTaken with the line and the file's own heading."""
    heading = column.headings[0]
    told = _joined(column, row, line)
    if len(column.headings) > 1 and column.kind == "text":
        return told
    cell = row[heading] if len(column.headings) == 1 else told
    if not told or told in column.nothing:
        return None
    try:
        return _read(column, cell, told)
    except NotRead as why:
        raise NotTaken(f"expected {why}.", line=line, column=heading) from None


def value_or_text(column: Column, row: Mapping[str, Cell]) -> object:
    """What is not of its kind is told as it is: the platform shows the row as not understood."""
    try:
        return value_of(column, row, 0)
    except NotTaken:
        return _joined(column, row, 0)


def text_of(cell: Cell, heading: str, line: int) -> str:
    """Without the blanks around it. Raises NotTaken for what is too long or holds a NUL."""
    told = "" if cell is None else _plain(cell)
    if len(told) > CHARACTERS_MAX or "\x00" in told:
        raise NotTaken("the text is too long, or holds a NUL.", line=line, column=heading)
    return told


def _joined(column: Column, row: Mapping[str, Cell], line: int) -> str:
    """Of several, a day that the source gives with a time of day is told without it."""
    cells = [(heading, row[heading]) for heading in column.headings]
    if len(cells) > 1:
        cells = [(name, c.date() if isinstance(c, datetime) else c) for name, c in cells]
    return JOINED_BY.join(text_of(cell, heading, line) for heading, cell in cells)


def amount(text: str) -> Decimal:
    """Parentheses or a minus at either end are negative. Raises NotRead."""
    told, sign = text.strip(), 1
    if told.startswith("(") and told.endswith(")"):
        told, sign = told[1:-1], -1
    elif told.endswith("-"):
        told, sign = told[:-1], -1
    told = told.strip().replace("$", "", 1).replace(",", "")
    if sign < 0 and told[:1] in {"-", "+"}:
        raise NotRead("one sign")
    try:
        found = Decimal(told) if told.isascii() and "_" not in told else Decimal("NaN")
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) >= 10**12:
        raise NotRead("an amount such as 1,234.50, (1,234.50) or 1234.50-")
    return sign * found


def _read(column: Column, cell: Cell, told: str) -> object:
    match column.kind:
        case "text":
            return told
        case "money":
            return amount(told)
        case "date":
            return _moment(column, cell, told).date()
        case "moment":
            return _moment(column, cell, told).isoformat()
        case "whole":
            return _whole(told)
        case "flag":
            return _flag(told)
    if told not in column.words:
        raise NotRead("one of the words of the mapping")
    return column.words[told]


def _moment(column: Column, cell: Cell, told: str) -> datetime:
    """A sheet has moments of its own; everything else is text in the one form agreed."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001  # the practice's own day
    try:
        return datetime.strptime(told, column.format)  # noqa: DTZ007  # its own wall clock
    except ValueError:
        raise NotRead(f"a {column.kind} written as {column.format}") from None


def _whole(told: str) -> int:
    digits = told.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 15:
        raise NotRead("a whole number")
    return int(told)


def _flag(told: str) -> int:
    word = told.lower()
    if word not in YES | NO:
        raise NotRead("yes or no")
    return int(word in YES)


def _plain(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < WHOLE_MAX:
        return str(int(cell))
    return str(cell).strip()
