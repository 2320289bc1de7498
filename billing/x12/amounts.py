"""Amounts and days as X12 writes them, read strictly, and each spelling only once."""

import re
from datetime import date

AMOUNT = re.compile(r"(-?)(\d{0,15})(?:\.(\d{0,8}))?", re.ASCII)
DAY = re.compile(r"\d{8}", re.ASCII)
REMEMBERED_MAX = 50_000
CENTS_OF = (100, 10, 1)  # of the last digit, by how many decimals there are


class NotAnAmount(ValueError):
    """Not a decimal number with at most two places that count."""


class _Cents(dict[str, int]):
    """What each spelling came to: a lookup costs a tenth of reading it."""

    def __missing__(self, text: str) -> int:
        if len(self) >= REMEMBERED_MAX:
            self.clear()
        self[text] = found = cents_of(text)
        return found


class _Days(dict[str, date | None]):
    def __missing__(self, text: str) -> date | None:
        if len(self) >= REMEMBERED_MAX:
            self.clear()
        self[text] = found = _read_day(text)
        return found


# `1200.5` → 120050. No thousands, exponents, plus signs or other digits. Raises NotAnAmount.
CENTS = _Cents()
# `20261005` → that day; None for what is no day (payers send 00000000 for estimates).
DAYS = _Days()


def cents_of(text: str) -> int:
    """The same, for amounts that hardly repeat: to remember those costs more than to read them."""
    whole, _, fraction = text.partition(".")
    digits = whole + fraction
    if len(fraction) <= 2 and len(digits) <= 15 and digits.isascii() and digits.isdigit():
        return int(digits) * CENTS_OF[len(fraction)]
    return _other_cents(text)


def _other_cents(text: str) -> int:
    """Negative amounts, and zeros beyond two decimals."""
    match = AMOUNT.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        raise NotAnAmount("Expected a decimal number.")
    fraction = (match[3] or "").ljust(2, "0")
    if fraction[2:].strip("0"):
        raise NotAnAmount("Expected at most two decimals.")
    found = int((match[2] or "0") + fraction[:2])
    return -found if match[1] else found


def _read_day(text: str) -> date | None:
    if not DAY.fullmatch(text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
