"""Rules a group writes itself: conditions as data, all of which must hold. Pure.

There is nothing in them that could run on: no expression, no pattern, a bounded list of
comparisons. What a condition may speak of stands in `own_facts.py`.
"""

from billing.scrub.catalog import Rule
from billing.scrub.own_facts import FACTS
from billing.scrub.own_fused import fused
from billing.scrub.own_said import Condition, OwnRuleSaid, value_of

CONDITIONS_MAX = 12
VALUE_CHARACTERS_MAX = 400


class NotARule(ValueError):
    """What was written cannot be a rule; the message names the condition and what it may be."""


class Own(Rule):
    """A rule of a group; a ruleset fuses all it has (`own_fused.py`)."""

    def __init__(self, said: OwnRuleSaid) -> None:
        super().__init__(said.code, said.severity, fused([said]), of="own", version=said.version)
        self.said = said

    @property
    def name(self) -> str:
        return self.said.name

    @property
    def page(self) -> str:
        return self.said.because


def compiled(said: OwnRuleSaid) -> Own:
    """The rule to run. Raises NotARule."""
    checked(said)
    return Own(said)


def checked(said: OwnRuleSaid) -> None:
    """Raises NotARule, naming the condition."""
    if not 1 <= len(said.when) <= CONDITIONS_MAX:
        raise NotARule(f"A rule has 1 to {CONDITIONS_MAX} conditions, not {len(said.when)}.")
    for number, one in enumerate(said.when, start=1):
        _check(number, one)


def _check(number: int, one: Condition) -> None:
    fact = FACTS.get(one.fact)
    if fact is None:
        raise NotARule(f"Condition {number} speaks of {one.fact!r}, which no claim has.")
    if one.word not in fact.words:
        allowed = ", ".join(fact.words)
        raise NotARule(f"Condition {number}: {fact.label} knows {allowed}, not {one.word!r}.")
    if len(one.value) > VALUE_CHARACTERS_MAX:
        raise NotARule(f"Condition {number} is longer than {VALUE_CHARACTERS_MAX} characters.")
    try:
        value_of(one)
    except ValueError as why:
        raise NotARule(f"Condition {number}: {fact.label} wants {fact.wants}.") from why
