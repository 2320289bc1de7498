"""The same rules for our own engine and for a JSON rule engine: simple ones, as a group writes."""

from typing import Any

from billing.scrub.facts import ClaimFacts, age_on
from billing.scrub.finding import Severity
from billing.scrub.own_said import Condition, OwnRuleSaid, Word

LINE_RULES, CLAIM_RULES = 145, 70
CODES = ("D0120", "D1110", "D0274", "D2392", "D2330", "D2740", "D2950", "D0220", "D0230")
JSON_WORDS = {"is": "==", "at least": ">=", "at most": "<="}


def own_rules() -> list[OwnRuleSaid]:
    return [*map(_line_rule, range(LINE_RULES)), *map(_claim_rule, range(CLAIM_RULES))]


def _line_rule(number: int) -> OwnRuleSaid:
    """Of one code each: a fee and a tooth or a quantity, as payers' little surprises are."""
    code = CODES[number % len(CODES)] if number % 3 else f"D{3000 + number}"
    return _said(
        number,
        ("line.code", "is", code),
        ("line.fee", "at least", f"{100 + 9 * number}"),
        ("line.quantity", "at most", "1"),
    )


def _claim_rule(number: int) -> OwnRuleSaid:
    return _said(
        LINE_RULES + number,
        ("payer.name", "is", f"sample {number % 9}"),
        ("claim.charge", "at least", f"{200 + 20 * number}"),
        ("patient.age", "at least", "19"),
    )


def _said(number: int, *when: tuple[str, Word, str]) -> OwnRuleSaid:
    return OwnRuleSaid(
        code=f"OWN-{number}",
        version="v1",
        name=f"Sample {number}",
        when=tuple(Condition(fact=fact, word=word, value=value) for fact, word, value in when),
        severity=Severity.WARN,
        because="Sample",
        fix="Sample",
    )


def as_json(rule: OwnRuleSaid) -> dict[str, Any]:
    """The rule in the engine's own words."""
    return {"and": [_condition(one) for one in rule.when]}


def _condition(one: Condition) -> dict[str, Any]:
    value: Any = one.value
    if one.fact in {"line.fee", "claim.charge"}:
        value = int(one.value) * 100
    elif one.fact in {"line.quantity", "patient.age"}:
        value = int(one.value)
    return {JSON_WORDS[one.word]: [{"var": one.fact.replace(".", "_")}, value]}


def is_of_line(rule: OwnRuleSaid) -> bool:
    return rule.when[0].fact.startswith("line.")


def flat(claim: ClaimFacts) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the engine is given: a claim's values, and those of each line with them."""
    own = {
        "payer_name": claim.payer.name.lower(),
        "claim_charge": claim.charge_cents,
        "patient_age": age_on(claim.patient.born_on, claim.served_on) or 0,
    }
    lines = [
        {
            **own,
            "line_code": line.code,
            "line_fee": line.fee_cents,
            "line_quantity": line.quantity,
        }
        for line in claim.lines
    ]
    return own, lines
