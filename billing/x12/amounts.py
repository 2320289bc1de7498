"""Amounts and days as X12 writes them, read strictly."""

import re
from datetime import date

AMOUNT = re.compile(r"(-?)(\d{0,15})(?:\.(\d{0,8}))?", re.ASCII)
DAY = re.compile(r"\d{8}", re.ASCII)
REMEMBERED_MAX = 100_000


class NotAnAmount(ValueError):
    """Not a decimal number with at most two places that count."""


_cents: dict[str, int] = {}
_days: dict[str, date | None] = {}


def cents(text: str) -> int:
    """`1200.5` → 120050. No thousands, exponents, plus signs or other digits. Raises NotAnAmount."""
    known = _cents.get(text)
    if known is not None:
        return known
    match = AMOUNT.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        raise NotAnAmount("Expected a decimal number.")
    fraction = (match[3] or "").ljust(2, "0")
    if fraction[2:].strip("0"):
        raise NotAnAmount("Expected at most two decimals.")
    found = int((match[2] or "0") + fraction[:2])
    if len(_cents) > REMEMBERED_MAX:
        _cents.clear()
    _cents[text] = found = -found if match[1] else found
    return found


def day(text: str) -> date | None:
    """`20261005` → that day; None for what is no day (payers send 00000000 for estimates)."""
    if text in _days:
        return _days[text]
    found = None
    if DAY.fullmatch(text):
        try:
            found = date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            found = None
    if len(_days) > REMEMBERED_MAX:
        _days.clear()
    _days[text] = found
    return found
