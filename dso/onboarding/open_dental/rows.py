"""Rows of the practice system, table by table. Money stands there in dollars. Pure."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
NO_DAY = date(1, 1, 1)
"""How the program writes that there is no day."""


def dollars(cents: int) -> Decimal:
    return Decimal(cents) / 100


def noon(day: date) -> datetime:
    """A stamp of that day: the program writes them as it works, and long before we read."""
    return datetime.combine(day, time(12), tzinfo=UTC).replace(tzinfo=None)
