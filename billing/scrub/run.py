"""All rules over one claim after another, each asked only where it can have something to say. Pure.

Line rules are found by code, claim rules by what the claim has, and people are judged once: what
is not asked costs nothing (`manage.py bench scrub`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from billing.scrub.catalog import Rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Finding, Said, Severity
from billing.scrub.marks import mark_of_rules
from billing.scrub.own import Own
from billing.scrub.own_fused import fused
from billing.scrub.traits import BITS, asked_by, mask_of

PARTIES_KEPT_MAX = 20_000
Asking = tuple[Callable[..., Any], Rule]
_GIVEN: dict[str, Callable[[ClaimFacts], object]] = {
    "billing": lambda claim: claim.billing,
    "rendering": lambda claim: claim.rendering,
    "payer": lambda claim: claim.payer,
    "patient": lambda claim: claim.patient,
    "subscriber": lambda claim: claim.subscriber,
}


class Ruleset:
    """Rules that are in force, with the severity each has now; a rule not named has its own.

    `mark` tells this set in these versions from any other.
    """

    def __init__(
        self, rules: Iterable[Rule], severities: Mapping[str, Severity] | None = None
    ) -> None:
        told = severities or {}
        self.rules = tuple(rules)
        self._severity = {one.code: told.get(one.code, one.severity) for one in self.rules}
        self.mark = mark_of_rules((one, self._severity[one.code]) for one in self.rules)
        self._needs = {
            one.code: sum(BITS[name] for name in one.needs)  # bits of different names
            for one in self.rules
        }
        self._asked = asked_by(name for one in self.rules for name in one.needs)
        self._of_claim = [one for one in self.rules if one.of == "claim"]
        self._of_line = [one for one in self.rules if one.of == "line"]
        self._parties = [
            (of, given, held)
            for of, given in _GIVEN.items()
            if (held := [one for one in self.rules if one.of == of])
        ]
        self._own = [one for one in self.rules if isinstance(one, Own)]
        self._own_words = fused([one.said for one in self._own]) if self._own else None
        self._claim_rules: dict[int, tuple[Asking, ...]] = {}
        self._line_rules: dict[tuple[str, int], tuple[Asking, ...]] = {}
        self._party_words: dict[tuple[str, int], tuple[object, list[tuple[Rule, Said]]]] = {}

    def findings(self, claim: ClaimFacts) -> list[Finding]:
        """What the rules say: people, the claim, its lines, and the group's own rules last."""
        mask = mask_of(claim, self._asked)
        found: list[Finding] = []
        for of, given, rules in self._parties:
            for rule, said in self._words_of_party(of, rules, given(claim)):
                found.append(self._finding(claim, rule, said))
        for call, rule in self._rules_of_claim(mask) if self._of_claim else ():
            for said in call(claim):
                found.append(self._finding(claim, rule, said))
        for line in claim.lines if self._of_line else ():
            for call, rule in self._rules_of_line(line.code, mask):
                word = call(claim, line)
                if word is not None:
                    found.append(self._finding(claim, rule, word, line))
        if self._own_words is not None:
            for place, own_line, said in self._own_words(claim):
                found.append(self._finding(claim, self._own[place], said, own_line))
        return found

    def _rules_of_claim(self, mask: int) -> tuple[Asking, ...]:
        known = self._claim_rules.get(mask)
        if known is None:
            fit = (one for one in self._of_claim if self._may(one, mask))
            known = self._claim_rules[mask] = tuple((one.call, one) for one in fit)
        return known

    def _rules_of_line(self, code: str, mask: int) -> tuple[Asking, ...]:
        known = self._line_rules.get((code, mask))
        if known is None:
            fit = (one for one in self._of_line if code in one.codes and self._may(one, mask))
            known = self._line_rules[code, mask] = tuple((one.call, one) for one in fit)
        return known

    def _may(self, rule: Rule, mask: int) -> bool:
        needs = self._needs[rule.code]
        return mask & needs == needs

    def _words_of_party(
        self, of: str, rules: Sequence[Rule], party: object
    ) -> list[tuple[Rule, Said]]:
        """Kept by identity, with the party itself, so that its place is not taken by another."""
        if party is None:
            return []
        known = self._party_words.get((of, id(party)))
        if known is None:
            if len(self._party_words) >= PARTIES_KEPT_MAX:
                self._party_words.clear()
            said = [(rule, word) for rule in rules for word in _spoken(rule, party)]
            known = self._party_words[of, id(party)] = (party, said)
        return known[1]

    def _finding(
        self, claim: ClaimFacts, rule: Rule, said: Said, line: Line | None = None
    ) -> Finding:
        number = said.line if line is None else line.number
        return Finding(
            rule=rule.code,
            version=rule.version,
            severity=said.severity or self._severity[rule.code],
            text=said.text,
            fix=said.fix,
            money_cents=_at_risk(claim, said, number),
            line=number,
            stands_on=said.stands_on,
            change=said.change,
        )


def _spoken(rule: Rule, party: object) -> Iterable[Said]:
    words: Any = rule.call(party)
    return words  # type: ignore[no-any-return]  # an iterator, as `party_rule` types it


def _at_risk(claim: ClaimFacts, said: Said, number: int | None) -> int:
    if said.money_cents is not None:
        return said.money_cents
    if number is None:
        return claim.charge_cents
    return next((line.fee_cents for line in claim.lines if line.number == number), 0)


def is_ready(findings: Iterable[Finding]) -> bool:
    """Nothing holds the claim here."""
    return all(finding.severity != Severity.HOLD for finding in findings)
