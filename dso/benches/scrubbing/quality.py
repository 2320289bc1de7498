"""`bench scrub-quality`: how many known faults are seen, and how many clean claims are held."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from billing.scrub.catalog import catalog
from billing.scrub.edits import Pack
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Severity
from billing.scrub.packs import base
from billing.scrub.run import Ruleset
from dso.benches.bench import Bench, Target
from dso.benches.scrubbing.clean import VISITS, clean
from dso.benches.scrubbing.faults import FAULTS, Fault

CLEAN_CLAIMS, FAULTY_CLAIMS = 450, 560
SEED = 20261125


class Faulty(NamedTuple):
    fault: Fault
    claim: ClaimFacts


def _dice(words: str) -> Random:
    return Random(f"{SEED}:{words}")  # noqa: S311  # made-up claims, no secret


def clean_claims(count: int = CLEAN_CLAIMS) -> Iterator[ClaimFacts]:
    chance, pack = _dice("clean"), Pack(base())
    return (replace(clean(number, chance), edits=pack) for number in range(count))


def faulty_claims(count: int = FAULTY_CLAIMS) -> Iterator[Faulty]:
    """Each fault in turn, in the next kind of visit it fits."""
    chance, pack = _dice("faulty"), Pack(base())
    for number in range(count):
        fault = FAULTS[number % len(FAULTS)]
        claim = next(_fitting(fault, number // len(FAULTS), chance))
        yield Faulty(fault, replace(claim, id=f"FAULT-{number}", edits=pack))


def _fitting(fault: Fault, first: int, chance: Random) -> Iterator[ClaimFacts]:
    for number in range(first, first + len(VISITS)):
        laid = fault.lay(clean(number, chance), chance)
        if laid is not None:
            yield laid


def measure(_size: str) -> dict[str, float]:
    """`recall`: the share of faulty claims a rule of the fault's own family speaks of, by a hold or
    a warning; `false_hold_rate`: the share of clean claims that are held.
    """
    rules = Ruleset(catalog().values())
    faulty = list(faulty_claims())
    seen = sum(is_seen(rules, one) for one in faulty)
    clean_ones = list(clean_claims())
    held = sum(is_held(rules, claim) for claim in clean_ones)
    warned = sum(is_warned(rules, claim) for claim in clean_ones)
    return {
        "faulty_claims": len(faulty),
        "kinds_of_fault": len(FAULTS),
        "recall": seen / len(faulty),
        "clean_claims": len(clean_ones),
        "false_hold_rate": held / len(clean_ones),
        "clean_warned_rate": warned / len(clean_ones),
        "rules": len(rules.rules),
    }


def is_seen(rules: Ruleset, one: Faulty) -> bool:
    return any(
        found.rule.partition("-")[0] in one.fault.seen_by and found.severity != Severity.INFO
        for found in rules.findings(one.claim)
    )


def is_held(rules: Ruleset, claim: ClaimFacts) -> bool:
    return any(found.severity == Severity.HOLD for found in rules.findings(claim))


def is_warned(rules: Ruleset, claim: ClaimFacts) -> bool:
    return any(found.severity == Severity.WARN for found in rules.findings(claim))


BENCH = Bench(
    "scrub-quality",
    measure,
    {
        "recall": Target(">=", 0.95),
        "false_hold_rate": Target("<=", 0.02),
        "kinds_of_fault": Target(">=", 50),
    },
    needs_database=False,
)
