"""Points that anyone can add up, until a group has a history of its own. Pure.

Ten points multiply the odds of a denial by 2.7. The points are our judgement and measured nowhere;
a fitted model stands in only where it does better on answers neither has seen.
"""

from billing.risk.model import Model

START = -25
POINTS: dict[str, int] = {
    "finding.any.hold": 6,
    "finding.any.warn": 2,
    "filing.over": 30,
    "filing.near": 5,
    "late.half_year": 3,
    "late.longer": 10,
    "enclosure.wanted": 4,
    "past.high": 8,
    "past.very_high": 16,
    "past.low": -5,
    "rank.later": 4,
    "code.crowns": 3,
    "code.build_ups": 6,
    "code.root_planing": 5,
    "code.perio_surgery": 6,
    "code.implants": 8,
    "code.orthodontics": 3,
    "fee.highest": 3,
    "age.unknown": 3,
}
SCORECARD = Model(base=START / 10, weights={name: worth / 10 for name, worth in POINTS.items()})
