"""How a practice's unsent claims stand, as a report says it. Pure.

No name of a patient is in it: who draws a report looks names up by the claim.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that stands; `answer` is the reason a person gave, "" if none."""

    rule: str
    severity: str
    text: str
    fix: str
    money_cents: int
    line: int | None = None
    answer: str = ""


class ClaimStands(msgspec.Struct, frozen=True, kw_only=True):
    """`at_risk_cents` is what findings without an answer put at risk; `risk_permille` how probably
    a payer denies it, None where no model speaks; `action` is what a person has to do next."""

    id: str
    number: str
    payer: str
    served_on: date
    charge_cents: int
    state: str
    at_risk_cents: int
    action: str
    risk_permille: int | None = None
    checked_at: datetime | None = None
    ruleset: str = ""
    findings: tuple[Found, ...] = ()


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """The claims shown, most money at risk first; `left_out` are those beyond the bound."""

    claims: tuple[ClaimStands, ...] = ()
    left_out: int = 0


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    claims: int
    held: int
    ready: int
    charge_cents: int
    at_risk_cents: int
    holds: int
    warns: int
    infos: int
    rulesets: tuple[str, ...]


def totals_of(claims: Sequence[ClaimStands]) -> Totals:
    """Over the claims shown."""
    found = [one.severity for claim in claims for one in claim.findings if not one.answer]
    return Totals(
        claims=len(claims),
        held=sum(one.state == "held" for one in claims),
        ready=sum(one.state == "ready" for one in claims),
        charge_cents=sum(one.charge_cents for one in claims),
        at_risk_cents=sum(one.at_risk_cents for one in claims),
        holds=found.count("hold"),
        warns=found.count("warn"),
        infos=found.count("info"),
        rulesets=tuple(sorted({one.ruleset for one in claims if one.ruleset})),
    )


def action_of(state: str, held_because: str, findings: Iterable[Found]) -> str:
    """What a person has to do next."""
    holding = [one for one in findings if one.severity == "hold" and not one.answer]
    if held_because:
        return f"Let it go once it is settled: {held_because}"
    if holding:
        return max(holding, key=lambda one: one.money_cents).fix
    return "Send it" if state == "ready" else "Look at it: it is held"
