"""What a narrative tells for a kind of service, as `narratives.toml` has it. Pure."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from billing.coding.codes import codes
from billing.notes.reading import Fact

MOST = 3


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """Facts by kind, or kind and value; without any of them the question is asked."""

    facts: tuple[str, ...]
    question: str
    why: str
    most: int = MOST

    def takes(self, key: str) -> bool:
        """Whether a fact with this key belongs here."""
        return any(key == fact or key.startswith(f"{fact} ") for fact in self.facts)


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    codes: str
    slots: tuple[Slot, ...]


def key_of(fact: Fact) -> str:
    """`kind value`, with `past` before it; "" for what is neither done nor past."""
    if fact.status not in {"done", "past"}:
        return ""
    return f"{'past ' if fact.status == 'past' else ''}{fact.kind} {fact.value}"


def plot_for(code: str) -> Plot | None:
    return next((plot for plot in plots().values() if code in codes(plot.codes)), None)


def sentence_for(key: str, quote: str) -> str:
    """In our words, with the value or the note's words where a number is told."""
    said = _told()["says"]
    kind = key.rpartition(" ")[0]
    while key not in said and kind and kind not in said:
        kind = kind.rpartition(" ")[0]
    form: str = said.get(key) or said[kind]
    value = key[len(kind) :].strip().replace("_", " ")
    return form.format(value=value, quote=quote)


@cache
def plots() -> dict[str, Plot]:
    """By kind of service."""
    told = {name: table for name, table in _told().items() if name != "says"}
    return msgspec.convert(told, dict[str, Plot])


@cache
def _told() -> dict[str, Any]:
    text = resources.files("billing.notes").joinpath("narratives.toml").read_text()
    return tomllib.loads(text)
