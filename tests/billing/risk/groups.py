"""A group whose claims are denied with chances that are known."""

import random
from datetime import date, timedelta

from billing.risk.features import Features
from billing.risk.fitting import Example
from billing.risk.model import Model

BEGIN = date(2026, 1, 1)
TRUTH = Model(
    base=-2.6,
    weights={
        "code.crowns": 1.2,
        "code.fillings": -0.7,
        "finding.any.hold": 0.4,
        "payer.north": 1.5,
        "past.share": 3.0,
    },
)


def claim(chance: random.Random) -> Features:
    found: Features = {"past.share": round(chance.random() * 0.4, 3)}
    for name, often in (
        ("code.crowns", 0.2),
        ("code.fillings", 0.4),
        ("finding.any.hold", 0.3),
        ("payer.north", 0.25),
        ("age.child", 0.2),
        ("rank.later", 0.1),
    ):
        if chance.random() < often:
            found[name] = 1.0
    return found


def examples(number: int, *, seed: int = 1, shuffled: bool = False) -> list[Example]:
    """One after the other in time; `shuffled` tears what was denied from why."""
    chance = random.Random(seed)
    claims = [claim(chance) for _ in range(number)]
    denied = [chance.random() < TRUTH.probability(one) for one in claims]
    if shuffled:
        chance.shuffle(denied)
    days = [BEGIN + timedelta(days=place * 300 // number) for place in range(number)]
    return [Example(*one) for one in zip(claims, denied, days, strict=True)]
