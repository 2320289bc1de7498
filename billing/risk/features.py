"""A claim as numbers that say nothing of a person: what is asked, of whom, how late, what is found.

Names are fixed words, values are small counts and shares. No name, day, number or text of the claim
goes in: `is_feature` is what a group's store of examples is held to. Pure.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from billing.coding.facts import facts_of
from billing.risk.groups import GROUPS, banded
from billing.scrub.catalog import catalog
from billing.scrub.enclosures import of_kind, usually_wanted_files, wanted_by_payer
from billing.scrub.facts import ClaimFacts, age_on

Features = dict[str, float]
NAME = re.compile(r"[a-z]{2,9}(\.[a-z][a-z_]{0,29}){1,3}")
COUNT_MAX = 3
NEAR_LIMIT_DAYS = 30
SHARE_PRIOR, ANSWERS_PRIOR, ANSWERS_TO_TELL = 0.1, 10, 10


class Flag(NamedTuple):
    """A finding that stands: its rule and how heavy it is."""

    rule: str
    severity: str


class Tally(NamedTuple):
    """What this payer answered to one code before: claims, and those of them it denied."""

    answered: int
    denied: int


def is_feature(name: str, value: float) -> bool:
    """Whether it is one of ours: a name of plain words, a value between 0 and 20."""
    return bool(NAME.fullmatch(name)) and 0 <= value <= 20


def features_of(
    facts: ClaimFacts,
    flags: Iterable[Flag],
    *,
    family: str = "",
    past: Mapping[str, Tally] | None = None,
) -> Features:
    """Of one claim on its `today`; absent is 0. `past` is by code, `family` the payer's."""
    found: Features = {}
    for name in (*_asked(facts), *_of_whom(facts, family), *_timely(facts), *_enclosed(facts)):
        found[name] = 1.0
    for name in _flagged(flags):
        found[name] = min(found.get(name, 0.0) + 1, COUNT_MAX)
    return found | _answered(facts, past or {})


def _asked(facts: ClaimFacts) -> Iterator[str]:
    asked = [line.code for line in facts.lines]
    for name, held in GROUPS.items():
        if any(code in held for code in asked):
            yield f"code.{name}"
    for code in asked:
        told = facts_of(code)
        yield f"class.{told.service_class.replace('-', '_')}" if told else "class.unknown"
    yield f"fee.{banded('fee', facts.charge_cents)}"
    if len(asked) > COUNT_MAX:
        yield "lines.many"


def _of_whom(facts: ClaimFacts, family: str) -> Iterator[str]:
    word = re.sub(r"[^a-z]+", "_", family.lower()).strip("_")[:30]
    yield f"payer.{word}" if word else "payer.unknown"
    if facts.rank > 1:
        yield "rank.later"
    years = age_on(facts.patient.born_on, facts.today)
    yield f"age.{banded('age', years)}" if years is not None else "age.unknown"


def _timely(facts: ClaimFacts) -> Iterator[str]:
    if facts.served_on is None:
        return
    late = (facts.today - facts.served_on).days
    yield f"late.{banded('late', late)}"
    if facts.payer.filing_days is not None:
        left = facts.payer.filing_days - late
        if left <= NEAR_LIMIT_DAYS:
            yield "filing.near" if left >= 0 else "filing.over"


def _enclosed(facts: ClaimFacts) -> Iterator[str]:
    if facts.attached:
        yield "enclosure.present"
    wanted = {
        kind
        for line in facts.lines
        for kind in usually_wanted_files(line) | wanted_by_payer(facts, line)
    }
    if any(not of_kind(facts, kind) for kind in wanted):
        yield "enclosure.wanted"
    if facts.narrative:
        yield "narrative.present"


def _flagged(flags: Iterable[Flag]) -> Iterator[str]:
    rules = catalog()
    for rule, severity in flags:
        family = rules[rule].family if rule in rules else "own"
        yield f"finding.{family}.{severity}"
        if severity != "info":
            yield f"finding.any.{severity}"


def _answered(facts: ClaimFacts, past: Mapping[str, Tally]) -> Features:
    """The code this payer denied most, drawn towards what is usual where little is known."""
    told = [past[line.code] for line in facts.lines if line.code in past]
    if not told:
        return {"past.share": SHARE_PRIOR, "past.none": 1.0}
    share, answered = max((_share(one), one.answered) for one in told)
    found = {"past.share": round(share, 3)}
    if answered >= ANSWERS_TO_TELL:
        found[f"past.{banded('share', share)}"] = 1.0
    return found


def _share(one: Tally) -> float:
    return (one.denied + SHARE_PRIOR * ANSWERS_PRIOR) / (one.answered + ANSWERS_PRIOR)
