"""Sets of procedure codes as rules and packs write them."""

import re
from functools import cache

ONE = re.compile(r"[A-Z][0-9]{4}")
ANY = "any"


class Codes:
    """A set of codes written as `D2140 D2710..D2794 D27xx any`; `in` asks it, once per code.

    Raises ValueError for a word that is neither a code, a range, a pattern nor `any`.
    """

    def __init__(self, written: str) -> None:
        self.written = " ".join(written.split())
        self._tests = [_test(word) for word in self.written.split()]
        self._known: dict[str, bool] = {}

    def __contains__(self, code: str) -> bool:
        found = self._known.get(code)
        if found is None:
            found = self._known[code] = any(low <= code <= high for low, high in self._tests)
        return found

    def __bool__(self) -> bool:
        return bool(self._tests)

    def __repr__(self) -> str:
        return f"Codes({self.written!r})"


def _test(word: str) -> tuple[str, str]:
    if word == ANY:
        return "", "\uffff"
    low, _, high = word.partition("..")
    first, last = low.replace("x", "0"), (high or low).replace("x", "9")
    if not (ONE.fullmatch(first) and ONE.fullmatch(last) and first <= last):
        raise ValueError(f"{word!r} is no code, range (D2710..D2794), pattern (D27xx) or 'any'")
    return first, last


@cache
def codes(written: str) -> Codes:
    """The same text gives the same set, so that what it learnt is kept."""
    return Codes(written)
