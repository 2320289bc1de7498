"""MySQL's answers as Python values. Whatever stands in a row, it is read; nothing stops a page.

A `timestamp` is a moment in UTC, because the session asks for it. A `datetime` is the practice's
own wall clock: it becomes text without a zone, so that nobody takes it for UTC.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from pymysql.constants import FIELD_TYPE
from pymysql.converters import encoders

from practices.wire.values import FIRST_REAL_YEAR


def text(raw: bytes) -> str:
    """Old rows hold bytes of other encodings; each that cannot be read becomes U+FFFD."""
    return raw.decode("utf-8", "replace")


def day(raw: bytes) -> date | None:
    """None for days that are none: 0000-00-00, 0001-01-01, a month or day of zero."""
    try:
        found = date.fromisoformat(raw.decode("ascii"))
    except ValueError:
        return None
    return found if found.year >= FIRST_REAL_YEAR else None


def moment(raw: bytes) -> datetime | None:
    try:
        found = datetime.fromisoformat(raw.decode("ascii"))
    except ValueError:
        return None
    return found if found.year >= FIRST_REAL_YEAR else None


def wall_clock(raw: bytes) -> str | None:
    found = moment(raw)
    return None if found is None else found.isoformat()


def duration(raw: bytes) -> timedelta | None:
    told = raw.decode("ascii")
    sign = -1 if told.startswith("-") else 1
    try:
        hours, minutes, seconds = told.lstrip("-").split(":")
        return sign * timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
    except ValueError:
        return None


def _number(raw: bytes) -> Decimal:
    return Decimal(raw.decode("ascii"))


DECODERS: dict[Any, Any] = {
    **encoders,
    FIELD_TYPE.TINY: int,
    FIELD_TYPE.SHORT: int,
    FIELD_TYPE.INT24: int,
    FIELD_TYPE.LONG: int,
    FIELD_TYPE.LONGLONG: int,
    FIELD_TYPE.YEAR: int,
    FIELD_TYPE.FLOAT: _number,
    FIELD_TYPE.DOUBLE: _number,
    FIELD_TYPE.DECIMAL: _number,
    FIELD_TYPE.NEWDECIMAL: _number,
    FIELD_TYPE.DATE: day,
    FIELD_TYPE.NEWDATE: day,
    FIELD_TYPE.TIMESTAMP: moment,
    FIELD_TYPE.DATETIME: wall_clock,
    FIELD_TYPE.TIME: duration,
    FIELD_TYPE.STRING: text,
    FIELD_TYPE.VAR_STRING: text,
    FIELD_TYPE.VARCHAR: text,
    FIELD_TYPE.ENUM: text,
    FIELD_TYPE.SET: text,
    FIELD_TYPE.JSON: text,
    FIELD_TYPE.TINY_BLOB: text,
    FIELD_TYPE.BLOB: text,
    FIELD_TYPE.MEDIUM_BLOB: text,
    FIELD_TYPE.LONG_BLOB: text,
}
"""PyMySQL asks for both directions in one table: how values go out, and how types come in."""
