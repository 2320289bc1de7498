"""A note on the table: its tokens, the words of the vocabulary in it, and what is taken. Pure."""

from typing import NamedTuple

from billing.notes.clauses import Bounds
from billing.notes.phrases import Match, vocabulary
from billing.notes.tokens import Token, tokens_of

KINDS = (
    "service", "material", "film", "step", "finding", "diagnosis", "anesthetic", "route",
    "instruction",
)  # fmt: skip
NOTHING = Token("", 0, 0, None, False, False)


class Found(NamedTuple):
    """A fact at tokens `first` to `last`, both included."""

    kind: str
    value: str
    first: int
    last: int


class Page:
    """`taken` marks tokens that are part of a date or measure and so no tooth."""

    def __init__(self, text: str, *, iso: bool = False) -> None:
        self.tokens = tokens_of(text)
        self.bounds = Bounds(self.tokens)
        self.iso = iso
        words = vocabulary("words.toml")
        self.words: dict[str, list[Match]] = {k: list(words[k].find(self.tokens)) for k in KINDS}
        self.words["step"] = _outside(self.words["step"], self.words["service"])
        self.taken = bytearray(len(self.tokens))
        self.kind_at: dict[int, str] = {
            place: kind
            for kind, matches in self.words.items()
            for match in matches
            for place in range(match.first, match.last + 1)
        }

    def __len__(self) -> int:
        return len(self.tokens)

    def token(self, place: int) -> Token:
        """The token there; one without a word beyond both ends."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else NOTHING

    def word(self, place: int) -> str:
        return self.token(place).word

    def number(self, place: int) -> int | None:
        return self.token(place).number

    def take(self, first: int, last: int) -> None:
        for place in range(first, last + 1):
            self.taken[place] = 1


def _outside(inner: list[Match], outer: list[Match]) -> list[Match]:
    """Those that are no part of one of the others: `crown prep` is one thing done."""
    held = {place for match in outer for place in range(match.first, match.last + 1)}
    return [match for match in inner if match.first not in held]
