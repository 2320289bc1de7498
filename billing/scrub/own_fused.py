"""A group's own rules as few functions: one for each code, one for claims. Pure.

Two hundred rules of three comparisons are six hundred calls a claim, or one function whose
comparisons stand in a row (`manage.py bench scrub`). Its text is made of our own words alone: what
people wrote comes in as constants, by name.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from billing.scrub.facts import ClaimFacts, Line, age_on
from billing.scrub.finding import Said
from billing.scrub.own_facts import CODE, FACTS
from billing.scrub.own_said import Condition, OwnRuleSaid, value_of

Spoken = Iterator[tuple[int, Line | None, Said]]
Test = Callable[[ClaimFacts, Any, list[int]], None]
TESTS = {
    "is": "{fact} == {value}",
    "is not": "{fact} != {value}",
    "one of": "{fact} in {value}",
    "none of": "{fact} not in {value}",
    "contains": "{value} in {fact}",
    "at least": "{fact} is not None and {fact} >= {value}",
    "at most": "{fact} is not None and {fact} <= {value}",
    "is empty": "not {fact}",
}
SWITCH = "payer.name"  # most rules are about one payer


def fused(rules: Sequence[OwnRuleSaid]) -> Callable[[ClaimFacts], Spoken]:
    """What all of them say of a claim: the place of the rule, the line, and its words."""
    words = [Said(text=one.because, fix=one.fix) for one in rules]
    numbered = list(enumerate(rules))
    of_line = [(n, one) for n, one in numbered if _is_of_line(one)]
    of_claim = _Switched([(n, one) for n, one in numbered if not _is_of_line(one)])
    by_code: dict[str, Test] = {}

    def call(claim: ClaimFacts) -> Spoken:
        hits: list[int] = []
        of_claim(claim, None, hits)
        for hit in hits:
            yield hit, None, words[hit]
        for line in claim.lines if of_line else ():
            test = by_code.get(line.code)
            if test is None:
                test = by_code[line.code] = _function(_about(line.code, of_line))
            hits = []
            test(claim, line, hits)
            for hit in hits:
                yield hit, line, words[hit]

    return call


class _Switched:
    """Rules of whole claims: those that name a payer are met by its claims alone."""

    def __init__(self, rules: Sequence[tuple[int, OwnRuleSaid]]) -> None:
        named: dict[str, list[tuple[int, OwnRuleSaid]]] = {}
        rest: list[tuple[int, OwnRuleSaid]] = []
        for number, rule in rules:
            payer = _switch_of(rule)
            (rest if payer is None else named.setdefault(payer, [])).append((number, rule))
        self._rest = _function(rest) if rest else None
        self._named = {payer: _function(held) for payer, held in named.items()}

    def __call__(self, claim: ClaimFacts, line: None, hits: list[int]) -> None:
        if self._rest is not None:
            self._rest(claim, line, hits)
        if self._named:
            test = self._named.get(claim.payer.name.lower())
            if test is not None:
                test(claim, line, hits)


def _switch_of(rule: OwnRuleSaid) -> str | None:
    named = (one for one in rule.when if one.fact == SWITCH and one.word == "is")
    return next((str(value_of(one)) for one in named), None)


def _is_of_line(rule: OwnRuleSaid) -> bool:
    return any(FACTS[one.fact].of_line for one in rule.when)


def _about(code: str, rules: Sequence[tuple[int, OwnRuleSaid]]) -> list[tuple[int, OwnRuleSaid]]:
    """Those whose conditions on the code hold for it."""
    return [(n, rule) for n, rule in rules if all(_holds_for(code, one) for one in rule.when)]


def _holds_for(code: str, one: Condition) -> bool:
    return one.fact != CODE or (code in value_of(one)) is (one.word != "none of")


def _function(rules: Sequence[tuple[int, OwnRuleSaid]]) -> Test:
    """`hits` gets the places of the rules whose conditions all hold."""
    known: dict[str, Any] = {"age_on": age_on}
    facts: dict[str, str] = {}
    tests = [f"    if {_condition(rule, known, facts)}: hits.append({n})" for n, rule in rules]
    read = [f"    {name} = {FACTS[fact].source}" for fact, name in facts.items()]
    text = "\n".join(["def test(claim, line, hits):", *read, *tests, "    return"])
    exec(text, known)  # noqa: S102  # our own words; values are constants
    made: Test = known["test"]
    return made


def _condition(rule: OwnRuleSaid, known: dict[str, Any], facts: dict[str, str]) -> str:
    tests = [_test(one, known, facts) for one in rule.when if one.fact != CODE]
    if rule.payer_id:
        tests.append(f"claim.payer.id == {_constant(rule.payer_id, known)}")
    day = "(claim.served_on or claim.today)"
    if rule.from_on:
        tests.append(f"{day} >= {_constant(rule.from_on, known)}")
    if rule.until:
        tests.append(f"{day} <= {_constant(rule.until, known)}")
    return " and ".join(tests) or "True"


def _test(one: Condition, known: dict[str, Any], facts: dict[str, str]) -> str:
    fact = facts.setdefault(one.fact, f"fact_{len(facts)}")
    return TESTS[one.word].format(fact=fact, value=_constant(value_of(one), known))


def _constant(value: Any, known: dict[str, Any]) -> str:  # noqa: ANN401  # of a fact's kind
    name = f"value_{len(known)}"
    known[name] = value
    return name
