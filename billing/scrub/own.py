"""Rules a group writes itself: conditions as data, all of which must hold. Pure.

There is nothing in them that could run on: no expression, no pattern, a bounded list of
comparisons. What a condition may speak of stands in `own_facts.py`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from billing.coding.codes import codes
from billing.scrub.catalog import Rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.own_facts import FACTS, Fact

CONDITIONS_MAX = 12
VALUE_CHARACTERS_MAX = 400
Holds = Callable[[ClaimFacts, Line | None], bool]
Word = Literal["is", "is not", "one of", "none of", "contains", "at least", "at most", "is empty"]


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


class NotARule(ValueError):
    """What was written cannot be a rule; the message names the condition and what it may be."""


def compiled(said: OwnRuleSaid) -> Rule:
    """The rule to run. Raises NotARule."""
    if not 1 <= len(said.when) <= CONDITIONS_MAX:
        raise NotARule(f"A rule has 1 to {CONDITIONS_MAX} conditions, not {len(said.when)}.")
    holds = [_holds(number, one) for number, one in enumerate(said.when, start=1)]
    of_line = any(FACTS[one.fact].of_line for one in said.when)
    call = _line_call(said, holds) if of_line else _claim_call(said, holds)
    return Rule(
        said.code,
        said.severity,
        call,
        of="line" if of_line else "claim",
        codes=_codes(said.when),
        version=said.version,
    )


def _line_call(said: OwnRuleSaid, holds: Sequence[Holds]) -> Callable[..., Said | None]:
    def call(claim: ClaimFacts, line: Line) -> Said | None:
        if not _concerns(said, claim) or not all(one(claim, line) for one in holds):
            return None
        return Said(text=said.because, fix=said.fix)

    return call


def _claim_call(said: OwnRuleSaid, holds: Sequence[Holds]) -> Callable[..., Sequence[Said]]:
    def call(claim: ClaimFacts) -> Sequence[Said]:
        if not _concerns(said, claim) or not all(one(claim, None) for one in holds):
            return ()
        return (Said(text=said.because, fix=said.fix),)

    return call


def _concerns(said: OwnRuleSaid, claim: ClaimFacts) -> bool:
    if said.payer_id and claim.payer.id != said.payer_id:
        return False
    day = claim.served_on or claim.today
    begun = said.from_on is None or said.from_on <= day
    return begun and (said.until is None or day <= said.until)


def _codes(when: Sequence[Condition]) -> str:
    """The codes it needs, where it names some, so that other lines never meet it."""
    told = [one.value for one in when if one.fact == "line.code" and one.word in {"is", "one of"}]
    return told[0] if told else "any"


def _holds(number: int, one: Condition) -> Holds:
    fact = FACTS.get(one.fact)
    if fact is None:
        raise NotARule(f"Condition {number} speaks of {one.fact!r}, which no claim has.")
    if one.word not in fact.words:
        allowed = ", ".join(fact.words)
        raise NotARule(f"Condition {number}: {fact.label} knows {allowed}, not {one.word!r}.")
    if len(one.value) > VALUE_CHARACTERS_MAX:
        raise NotARule(f"Condition {number} is longer than {VALUE_CHARACTERS_MAX} characters.")
    try:
        test = _test(fact, one)
    except ValueError as why:
        raise NotARule(f"Condition {number}: {fact.label} wants {fact.wants}.") from why
    read = fact.read
    return lambda claim, line: test(read(claim, line))


def _test(fact: Fact, one: Condition) -> Callable[[Any], bool]:
    if one.word == "is empty":
        return lambda told: told in (None, "", 0)
    if fact.kind == "codes":
        wanted = codes(one.value)
        if not wanted:
            raise ValueError(one.value)
        inside = one.word in {"is", "one of"}
        return lambda told: (told in wanted) is inside
    if one.word in {"one of", "none of"}:
        many = frozenset(fact.parse(part) for part in one.value.split(";"))
        inside = one.word == "one of"
        return lambda told: (told in many) is inside
    return _comparison(one.word, fact.parse(one.value))


def _comparison(word: Word, value: Any) -> Callable[[Any], bool]:  # noqa: ANN401  # of the fact's kind
    tests: dict[str, Callable[[Any], bool]] = {
        "is": lambda told: bool(told == value),
        "is not": lambda told: bool(told != value),
        "contains": lambda told: str(value) in str(told),
        "at least": lambda told: told is not None and told >= value,
        "at most": lambda told: told is not None and told <= value,
    }
    return tests[word]
