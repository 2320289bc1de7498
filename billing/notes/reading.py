"""What was read in one note: facts, each with its place in the text; and who may read. Pure."""

from collections.abc import Iterator
from typing import Literal, Protocol

import msgspec

Status = Literal["done", "past", "planned", "not", "refused", "if", "quoted"]
"""`past` was there before; `if` hangs on something; `quoted` stands in words to a machine."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One fact at `text[start:end]`. `kind` and `value` are words of `words.toml` or a measure.

    `teeth` are those of its sentence that it belongs to, by their universal names.
    """

    kind: str
    value: str
    start: int
    end: int
    status: Status = "done"
    teeth: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """`facts` in the order of the text. `is_cut` says that the end of a huge note was not read."""

    text: str
    facts: tuple[Fact, ...] = ()
    is_cut: bool = False

    def of(self, *kinds: str) -> Iterator[Fact]:
        """Of these kinds, whatever their status."""
        return (fact for fact in self.facts if fact.kind in kinds)

    def stated(self, *kinds: str) -> Iterator[Fact]:
        """Of these kinds, and said as done or seen at this visit."""
        return (fact for fact in self.of(*kinds) if fact.status == "done")

    def quote(self, fact: Fact) -> str:
        return self.text[fact.start : fact.end]


class Reader(Protocol):
    """Whoever reads notes: `extract.Rules`, or a model behind the platform's one door.

    A model's reading may be shown as a finding beside this one and no more: it fills no fact of a
    claim, drafts no sentence, and opens or closes nothing. Its spans are checked against the text.
    """

    def read(self, text: str) -> Reading: ...
