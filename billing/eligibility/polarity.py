"""Whether shares stand the wrong way round: by the order of classes, and by memory. Pure."""

from collections.abc import Mapping

from billing.eligibility.benefits import Benefits
from billing.eligibility.classes import BASIC, EARLY, MAJOR

STANDARD, REVERSED = "standard", "reversed"
TOLD_BEFORE_MIN = 3
TOLD_BEFORE_PART = 0.8

# By class: how many answers that were kept said which percent of the plan.
Memory = Mapping[str, Mapping[int, int]]


def against_order(told: Benefits) -> bool:
    """Plans pay early classes at least as well as later ones; so the reverse is suspected.

    A plan that pays nothing early and nothing late is no evidence.
    """
    for network in ("", "in", "out"):
        early = _percents(told, EARLY, network)
        late = _percents(told, MAJOR, network) or _percents(told, BASIC, network)
        if early and late and max(early) < min(late):
            return True
        if early and late and min(early) == 0 and max(late) > 0 and max(early) < max(late):
            return True
    return False


def _percents(told: Benefits, classes: frozenset[str], network: str) -> list[int]:
    return [
        one.plan_percent
        for one in told.shares
        if one.service_class in classes and one.network == network and one.copay_cents is None
    ]


def against_memory(told: Benefits, memory: Memory) -> bool:
    """For most classes the payer now says what was the other part before."""
    turned = same = 0
    for name, percent in usual(told).items():
        before = _firm(memory.get(name, {}))
        if before is None or before == 50:
            continue
        turned += percent == 100 - before
        same += percent == before
    return turned > same


def _firm(counts: Mapping[int, int]) -> int | None:
    """What it nearly always said, if it said it often enough."""
    total = sum(counts.values())
    if total < TOLD_BEFORE_MIN:
        return None
    percent = max(counts, key=lambda one: counts[one])
    return percent if counts[percent] >= TOLD_BEFORE_PART * total else None


def usual(told: Benefits) -> dict[str, int]:
    """By class, the plan's percent in the network, or where none is named: what is remembered."""
    found: dict[str, int] = {}
    for network in ("", "in"):
        for one in told.shares:
            if one.service_class and one.network == network and one.copay_cents is None:
                found[one.service_class] = one.plan_percent
    return found
