"""A note as tokens: words, numbers, line ends and single marks, each with its place. Pure.

One pass, one simple pattern: the time is linear in the text, whatever it holds.
"""

import re
from typing import NamedTuple

TOKEN = re.compile(r"[^\W\d_]+|\d+|\n|[^\s]")
CHARACTERS_MAX = 200_000
DIGITS_MAX = 6
MARKS = {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("’‘`´", "'")}  # noqa: RUF001  # as typed
LINE_END = "\n"


class Token(NamedTuple):
    """`word` in lower case; `number` for up to six digits; `is_glued` to the one before."""

    word: str
    start: int
    end: int
    number: int | None
    is_glued: bool
    is_upper: bool


def tokens_of(text: str) -> list[Token]:
    """Those of the first `CHARACTERS_MAX` characters; a line that runs on is one line."""
    told: list[Token] = []
    end = -1
    for found in TOKEN.finditer(text, 0, CHARACTERS_MAX):
        start, written = found.start(), found.group()
        if told and told[-1].word == LINE_END and _runs_on(told, written):
            told.pop()
        told.append(_token(written, start, found.end(), start == end))
        end = found.end()
    return told


def _token(written: str, start: int, end: int, is_glued: bool) -> Token:
    word = MARKS.get(written) or written.lower()
    number = int(written) if written.isdecimal() and len(written) <= DIGITS_MAX else None
    return Token(word, start, end, number, is_glued, written.isupper())


def words(told: str) -> frozenset[str]:
    """A set of words as one line is read best."""
    return frozenset(told.split())


def _runs_on(told: list[Token], written: str) -> bool:
    """The line before ended without a mark, and this one begins in lower case."""
    before = told[-2].word if len(told) > 1 else LINE_END
    return written[0].islower() and (before[0].isalnum() or before == ",")
