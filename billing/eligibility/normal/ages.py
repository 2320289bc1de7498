"""Bounds of age in what payers write, in whole years."""

import re
from collections.abc import Sequence
from typing import NamedTuple

AGES = re.compile(r"\bages?\s+(\d{1,2})\s*(?:-|to|through|thru)\s*(\d{1,2})\b", re.IGNORECASE)
UP_TO = re.compile(
    r"\b(?:up\s+to|through|thru|to|until)\s+age\s+(\d{1,2})\b|\bage\s+(\d{1,2})\s+and\s+under\b",
    re.IGNORECASE,
)
UNDER = re.compile(r"\bunder\s+(?:age\s+|the\s+age\s+of\s+)?(\d{1,2})\b", re.IGNORECASE)
OVER = re.compile(r"\bage\s+(\d{1,2})\s+(?:and|or)\s+(?:over|older|above)\b", re.IGNORECASE)


class Ages(NamedTuple):
    least: int | None
    most: int | None


def ages(texts: Sequence[str]) -> Ages:
    """Bounds in whole years, both included; none where texts name several or none."""
    found = {one for text in texts for one in _ages(text)}
    return found.pop() if len(found) == 1 else Ages(None, None)


def _ages(text: str) -> list[Ages]:
    if both := AGES.search(text):
        low, high = int(both.group(1)), int(both.group(2))
        return [Ages(low, high)] if low <= high else []
    if under := UNDER.search(text):
        return [Ages(None, int(under.group(1)) - 1)] if int(under.group(1)) else []
    if up_to := UP_TO.search(text):
        return [Ages(None, int(up_to.group(1) or up_to.group(2)))]
    over = OVER.search(text)
    return [Ages(int(over.group(1)), None)] if over else []
