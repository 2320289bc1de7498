"""Sets of procedure codes as rules and packs write them."""

import re
from functools import cache

ONE = re.compile(r"[A-Z][0-9]{4}")
ANY = "any"


class Codes:
    """A set of codes written as `D2140 D2710..D2794 D27xx any !D2720`; `in` asks it once per code.

    A word with `!` takes its codes out again, wherever it stands.

    Raises ValueError for a word that is neither a code, a range, a pattern nor `any`.
    """

    def __init__(self, written: str) -> None:
        self.written = " ".join(written.split())
        words = self.written.split()
        self._tests = [_test(word) for word in words if not word.startswith("!")]
        self._outside = [_test(word[1:]) for word in words if word.startswith("!")]
        self._known: dict[str, bool] = {}

    def __contains__(self, code: str) -> bool:
        found = self._known.get(code)
        if found is None:
            found = _among(code, self._tests) and not _among(code, self._outside)
            self._known[code] = found
        return found

    def __bool__(self) -> bool:
        return bool(self._tests)

    def __repr__(self) -> str:
        return f"Codes({self.written!r})"


def _among(code: str, ranges: list[tuple[str, str]]) -> bool:
    whole = ONE.fullmatch(code) is not None  # "D014" stands between two codes and is none
    return any(low <= code <= high for low, high in ranges if whole or not low)


def _test(word: str) -> tuple[str, str]:
    if word == ANY:
        return "", "\uffff"
    low, dots, high = word.partition("..")
    first, last = low.replace("x", "0"), (high if dots else low).replace("x", "9")
    if not (ONE.fullmatch(first) and ONE.fullmatch(last) and first <= last):
        raise ValueError(f"{word!r} is no code, range (D2710..D2794), pattern (D27xx) or 'any'")
    return first, last


@cache
def codes(written: str) -> Codes:
    """The same text gives the same set, so that what it learnt is kept."""
    return Codes(written)
