"""NCCI pairs and units in memory: a million edits in some tens of megabytes, found by code. Pure.

Nothing of these files is shipped: CMS publishes them each quarter, and `ncci_files` reads them.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

import msgspec

OPEN_END = date.max


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """`second` is not paid beside `first`; `modifier` is 0 never, 1 where one allows it, 9 no edit.

    Both days are included; an edit that still runs has `OPEN_END`.
    """

    first: str
    second: str
    from_on: date
    until: date
    modifier: int


class Units(msgspec.Struct, frozen=True, kw_only=True):
    """At most `units_max` of a code; `judged` is 1 by line, 2 by day as policy, 3 by day."""

    code: str
    units_max: int
    judged: int


class Ncci:
    """Edits found by their codes. `pairs` may be a stream; it is gone through once."""

    def __init__(self, pairs: Iterable[Pair] = (), units: Iterable[Units] = ()) -> None:
        keys, spans = array("Q"), array("I")
        for pair in pairs:
            keys.append(_key(pair.first, pair.second))
            spans.extend((pair.from_on.toordinal(), pair.until.toordinal(), pair.modifier))
        order = sorted(range(len(keys)), key=keys.__getitem__)
        self._keys = array("Q", (keys[place] for place in order))
        self._spans = array("I", (n for at in order for n in spans[3 * at : 3 * at + 3]))
        self._units = {one.code: one for one in units}

    def __len__(self) -> int:
        return len(self._keys)

    def modifier(self, first: str, second: str, day: date) -> int | None:
        """The indicator of the pair on that day; None where none is in force."""
        key, on = _key(first, second), day.toordinal()
        place = bisect_left(self._keys, key)
        while place < len(self._keys) and self._keys[place] == key:
            begin, end, modifier = self._spans[3 * place : 3 * place + 3]
            if begin <= on <= end:
                return modifier
            place += 1
        return None

    def units(self, code: str) -> Units | None:
        return self._units.get(code)


def _key(first: str, second: str) -> int:
    """Both codes in one number; five letters or digits each, as all these codes have.

    Raises ValueError for a code of another form.
    """
    if not (_is_code(first) and _is_code(second)):
        raise ValueError("a code has five letters or digits")
    return int(first, 36) << 32 | int(second, 36)


def _is_code(told: str) -> bool:
    return len(told) == 5 and told.isascii() and told.isalnum()
