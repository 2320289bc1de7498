"""From the columns of a practice system to the fields of a record: one small reader each. Pure.

A reader takes a row and gives what JSON can carry: text, whole cents, days and moments as ISO
writes them. It raises NotUnderstood, which names the column and never its value.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

CENTS_MAX = 10**12
KEY_CHARACTERS_MAX = 40


class NotUnderstood(ValueError):
    """A column holds what its kind cannot be."""

    def __init__(self, column: str, expected: str) -> None:
        super().__init__(f"{column}: expected {expected}.")


@dataclass(frozen=True, slots=True)
class Row:
    """Values of one row by column, as the wire has them; `zone` is where the practice stands."""

    values: Mapping[str, Any]
    zone: ZoneInfo


class _Told(dict[str, Any]):
    """Columns of an older mapping may lack one: its rows wait until they come under the new."""

    def __missing__(self, column: str) -> Any:  # noqa: ANN401  # it never gives one
        raise NotUnderstood(column, "a column of the mapping")


Reader = Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What rows of `table` are: records of the mirror's model of this name.

    `key` reads the record's key. Rows that `when` turns down are no record, and no longer one.
    """

    table: str
    record: str
    key: Reader
    fields: Mapping[str, Reader]
    when: Callable[[Row], bool] = lambda _: True

    def told(self, columns: Sequence[str], values: Sequence[Any], zone: ZoneInfo) -> Row:
        """Raises ValueError for other columns than ours, NotUnderstood for no plain value."""
        told = dict(zip(columns, values, strict=True))
        for column, value in told.items():
            if isinstance(value, list):
                raise NotUnderstood(column, "one value")
            if isinstance(value, dict):  # longer than the wire lets through: cut, and says so
                told[column] = _cut(column, value)
        return Row(_Told(told), zone)

    def read(self, row: Row) -> dict[str, Any] | None:
        """Fields by name with `source_key`; None for a row that is no record."""
        if not self.when(row):
            return None
        return {
            "source_key": self.key(row),
            **{name: reader(row) for name, reader in self.fields.items()},
        }


def text(*columns: str, most: int) -> Reader:
    """Columns side by side, without the blanks around them, cut at `most` characters."""

    def read(row: Row) -> str:
        return " ".join(filter(None, (_text(row.values[c]) for c in columns)))[:most].strip()

    return read


def first(*readers: Reader) -> Reader:
    """The first that says anything; what the last says otherwise."""

    def read(row: Row) -> Any:  # noqa: ANN401  # what its readers give
        for reader in readers[:-1]:
            if told := reader(row):
                return told
        return readers[-1](row)

    return read


def key(column: str, prefix: str = "") -> Reader:
    """The key of a row; "" where it names none."""
    return lambda row: _key(column, prefix, row.values[column])


def link(column: str, prefix: str = "") -> Reader:
    """The key of another record; None where it names none."""
    return lambda row: _key(column, prefix, row.values[column]) or None


def cents(column: str) -> Reader:
    """Dollars as cents, halves away from zero."""
    return lambda row: _cents(column, row.values[column])


def count(column: str, most: int) -> Reader:
    def read(row: Row) -> int:
        value = row.values[column]
        if not isinstance(value, int) or not 0 <= value <= most:
            raise NotUnderstood(column, f"a whole number of 0 to {most}")
        return value

    return read


def number(column: str) -> Reader:
    return lambda row: float(_decimal(column, row.values[column]))


def day(column: str) -> Reader:
    def read(row: Row) -> str | None:
        return None if row.values[column] is None else _day(column, row.values[column])

    return read


def moment(column: str) -> Reader:
    """A moment the source keeps in its own local time, without saying so."""

    def read(row: Row) -> str | None:
        value = row.values[column]
        if value is None:
            return None
        try:
            at = datetime.fromisoformat(value).replace(tzinfo=row.zone)
        except (TypeError, ValueError):
            raise NotUnderstood(column, "a moment") from None
        return at.isoformat()

    return read


def zoned(column: str) -> Reader:
    """A moment of the source's own local time, or of the zone that stands with it."""
    local = moment(column)

    def read(row: Row) -> Any:  # noqa: ANN401  # what `moment` gives
        try:
            at = datetime.fromisoformat(row.values[column])
            return at.astimezone(row.zone).isoformat() if at.tzinfo else local(row)
        except (TypeError, ValueError, OverflowError):
            return None if row.values[column] is None else _no_moment(column)

    return read


def day_of(column: str) -> Reader:
    """The day of a moment the source keeps in its own local time."""

    def read(row: Row) -> str | None:
        value = row.values[column]
        return None if value is None else _day(column, str(value)[:10])

    return read


def flag(column: str) -> Reader:
    return lambda row: bool(row.values[column])


def choice(column: str, words: Mapping[Any, str], otherwise: str | None = None) -> Reader:
    """The word for a code; `otherwise` for codes not listed, which are refused without one."""

    def read(row: Row) -> str:
        word = words.get(row.values[column], otherwise)
        if word is None:
            raise NotUnderstood(column, "a known code")
        return word

    return read


def has(*columns: str) -> Callable[[Row], bool]:
    """Whether it names another record by each of the columns."""
    return lambda row: all(map(row.values.__getitem__, columns))


def product(one: Reader, other: Reader) -> Reader:
    return lambda row: operator.mul(one(row), other(row))


def _no_moment(column: str) -> None:
    raise NotUnderstood(column, "a moment")


def _key(column: str, prefix: str, value: object) -> str:
    if not value:
        return ""
    told = f"{prefix}{value}"
    if len(told) > KEY_CHARACTERS_MAX or "\x00" in told:
        raise NotUnderstood(column, f"a key of {KEY_CHARACTERS_MAX} characters at most")
    return told


def _cut(column: str, value: dict[str, object]) -> str:
    cut = value.get("cut")
    if not isinstance(cut, str):
        raise NotUnderstood(column, "one value")
    return cut


def _text(value: object) -> str:
    return "" if value is None else str(value).replace("\x00", "").strip()


def _decimal(column: str, value: object) -> Decimal:
    try:
        told = Decimal(str(value))
    except InvalidOperation:
        told = Decimal("NaN")
    if not told.is_finite():
        raise NotUnderstood(column, "a number")
    return told


def _cents(column: str, value: object) -> int:
    told = int((_decimal(column, value) * 100).to_integral_value(ROUND_HALF_UP))
    if abs(told) > CENTS_MAX:
        raise NotUnderstood(column, "an amount of money")
    return told


def _day(column: str, value: object) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise NotUnderstood(column, "a day") from None
