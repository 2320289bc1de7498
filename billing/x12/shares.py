"""Shares as X12 writes them, a fraction of one, in thousandths of a percent: nothing is rounded."""

import re

from billing.x12.elements835 import BadElement

FRACTION_PLACES = 5
FRACTION = re.compile(r"\d{0,9}(?:\.\d{0,15})?", re.ASCII)


def thousandths_of(text: str) -> int | None:
    """`.2` → 20_000; None where it is empty. Raises BadElement, also for a finer fraction."""
    if not text:
        return None
    whole, _, fraction = text.partition(".")
    kept, finer = fraction[:FRACTION_PLACES], fraction[FRACTION_PLACES:]
    if not FRACTION.fullmatch(text) or text == "." or finer.strip("0"):
        raise BadElement("BAD_PERCENT", "EB08: Expected a fraction of at most five places.")
    return int((whole or "0") + kept.ljust(FRACTION_PLACES, "0"))


def percent(thousandths: int | None) -> str:
    """20_000 → `.2`, as the fraction that EB08 is; a whole one is `1`."""
    if thousandths is None:
        return ""
    whole, rest = divmod(thousandths, 10**FRACTION_PLACES)
    fraction = f".{rest:0{FRACTION_PLACES}d}".rstrip("0") if rest else ""
    return (str(whole) if whole or not rest else "") + fraction
