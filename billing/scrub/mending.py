"""Clerical changes laid over a claim, and those its findings ask for. Pure."""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from billing.scrub.corrections import NotAsBefore, NotClerical, corrected, is_clerical
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Change, Finding


class Mended(msgspec.Struct, frozen=True, kw_only=True):
    """A change that was made, and the finding that asked for it."""

    change: Change
    rule: str
    version: str
    because: str


def overlaid(facts: ClaimFacts, made: Iterable[Change]) -> tuple[ClaimFacts, list[Change]]:
    """The claim with changes made before, and those of them that no longer fit what it says."""
    lapsed = []
    for change in made:
        try:
            facts = corrected(facts, change)
        except (NotAsBefore, NotClerical):
            lapsed.append(change)
    return facts, lapsed


def mended(
    facts: ClaimFacts, findings: Sequence[Finding], refused: Collection[Change]
) -> tuple[ClaimFacts, list[Mended]]:
    """The claim with every clerical change its findings name, but for those a person refused."""
    made = []
    for found in findings:
        change = found.change
        if change is None or change in refused or not is_clerical(change):
            continue
        try:
            facts = corrected(facts, change)
        except NotAsBefore:
            continue  # the same person in the other place, mended a moment ago
        made.append(_mended(change, found))
    return facts, made


def _mended(change: Change, found: Finding) -> Mended:
    return Mended(change=change, rule=found.rule, version=found.version, because=found.text)
