"""Sets of procedure codes as rules and packs write them."""

import re
from functools import cache

ONE = re.compile(r"[A-Z][0-9]{4}", re.ASCII)
ANY = "any"


class Codes(frozenset[str]):
    """A set of codes written as `D2140 D2710..D2794 D27xx any !D2720`; a range is of one letter.

    A word with `!` takes its codes out again, wherever it stands. `any` holds every text that is
    not taken out, codes or not; such a set is asked and not gone through.
    Raises ValueError for a word that is neither a code, a range, a pattern nor `any`.
    """

    written: str

    def __new__(cls, written: str) -> "Codes":
        words = written.split()
        held = [code for word in words if word[0] != "!" and word != ANY for code in _of(word)]
        outside = frozenset(code for word in words if word[0] == "!" for code in _of(word[1:]))
        kind, told = (_AllBut, outside) if ANY in words else (cls, frozenset(held) - outside)
        made = super().__new__(kind, told)
        made.written = " ".join(words)
        return made

    def __repr__(self) -> str:
        return f"Codes({self.written!r})"


class _AllBut(Codes):
    """Holds what is not in it."""

    def __contains__(self, code: object) -> bool:
        return not super().__contains__(code)

    def __bool__(self) -> bool:
        return True


def _of(word: str) -> list[str]:
    low, dots, high = word.partition("..")
    first, last = low.replace("x", "0"), (high if dots else low).replace("x", "9")
    if not (ONE.fullmatch(first) and ONE.fullmatch(last) and first <= last and first[0] == last[0]):
        raise ValueError(f"{word!r} is no code, range (D2710..D2794), pattern (D27xx) or 'any'")
    return _all_of(first[0])[int(first[1:]) : int(last[1:]) + 1]


@cache
def _all_of(letter: str) -> list[str]:
    return [f"{letter}{n:04}" for n in range(10_000)]


@cache
def codes(written: str) -> Codes:
    """The same text gives the same set."""
    return Codes(written)
