"""Phrases of a vocabulary in a list of tokens: the longest at each place. Pure.

A hyphen between words does not count: `build-up` is `build up`. A word of seven letters or more
is known with one letter wrong, missing, or changed with the next.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from billing.notes.tokens import Token, tokens_of

WORDS_MAX = 7
MISSPELT_MIN, MISSPELT_MAX = 7, 20
WORDS_KEPT_MAX = 2_000


class Match(NamedTuple):
    """`value` at tokens `first` to `last`, both included."""

    value: str
    first: int
    last: int


class Phrases:
    """A vocabulary: for each value its phrases; `nothing` keeps words from meaning another."""

    def __init__(self, told: Mapping[str, Iterable[str]], *, is_exact: bool = False) -> None:
        self._root: dict[str, Any] = {}
        self._nearly: dict[str, str] = {}
        self._is_exact = is_exact
        for value, phrases in told.items():
            for phrase in phrases:
                self._learn(value, phrase)

    def _learn(self, value: str, phrase: str) -> None:
        words = [token.word for token in tokens_of(phrase) if token.word != "-"]
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
            if len(word) >= MISSPELT_MIN and not self._is_exact:
                self._nearly |= dict.fromkeys(_shorter(word), word)
        node[""] = value

    def find(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """From left to right, none over another."""
        place = 0
        while place < len(tokens):
            found = self._at(tokens, place)
            if found and found.value != "nothing":
                yield found
            place = found.last + 1 if found else place + 1

    def _at(self, tokens: Sequence[Token], first: int) -> Match | None:
        node, best = self._root, None
        for place in range(first, min(first + 2 * WORDS_MAX, len(tokens))):
            word = tokens[place].word
            if word == "-" and place > first:
                continue
            below = node.get(word)
            if below is None and self._nearly and len(word) >= MISSPELT_MIN - 1:
                below = node.get(self._meant(word))
            if below is None:
                break
            node = below
            if "" in node:
                best = Match(node[""], first, place)
        return best

    def _meant(self, word: str) -> str:
        if len(word) > MISSPELT_MAX or not word.isalpha():
            return " "
        for short in _shorter(word):
            near = self._nearly.get(short)
            if near and near[0] == word[0] and _is_near(near, word):
                return near
        return " "


def _is_near(one: str, other: str) -> bool:
    """One letter more, less or other, or two changed about."""
    if abs(len(one) - len(other)) > 1:
        return False
    n = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if n is None:
        return True
    swapped = one[n : n + 2] == other[n : n + 2][::-1] and one[n + 2 :] == other[n + 2 :]
    pairs = ((one[n + 1 :], other[n + 1 :]), (one[n:], other[n + 1 :]), (one[n + 1 :], other[n:]))
    return swapped or any(a == b for a, b in pairs)


@lru_cache(maxsize=WORDS_KEPT_MAX)
def _shorter(word: str) -> list[str]:
    """The word, and the word without one of its letters."""
    return [word, *(word[:n] + word[n + 1 :] for n in range(len(word)))]


@cache
def vocabulary(name: str) -> dict[str, Phrases]:
    """A file of tables beside this one, each table a vocabulary."""
    told = tomllib.loads(resources.files("billing.notes").joinpath(name).read_text())
    return {kind: Phrases(values) for kind, values in told.items()}
