"""A group's own rule as it was written: conditions as data. Pure."""

from datetime import date
from typing import Any, Literal

import msgspec

from billing.coding.codes import codes
from billing.scrub.finding import Severity
from billing.scrub.own_facts import FACTS

Word = Literal["is", "is not", "one of", "none of", "contains", "at least", "at most", "is empty"]
LISTS = frozenset({"one of", "none of"})


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    fact: str
    word: Word
    value: str = ""


class OwnRuleSaid(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as its form gives it; `code` and `version` name it in findings."""

    code: str
    version: str
    name: str
    when: tuple[Condition, ...]
    severity: Severity
    because: str
    fix: str
    payer_id: str = ""
    from_on: date | None = None
    until: date | None = None


def value_of(one: Condition) -> Any:  # noqa: ANN401  # of the fact's kind
    """What the fact is compared with: a set for lists of values. Raises ValueError, KeyError."""
    fact = FACTS[one.fact]
    if one.word == "is empty":
        return None
    if fact.kind == "codes":
        wanted = codes(one.value)
        if not wanted:
            raise ValueError(one.value)
        return wanted
    if one.word in LISTS:
        return frozenset(fact.parse(part) for part in one.value.split(";"))
    return fact.parse(one.value)
