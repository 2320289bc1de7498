"""A claim's check in words: what stands on which line, and the chart facts beside it. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from billing.coding.codes import codes
from billing.eligibility.benefits import Benefits, Limit, Served
from billing.scrub.facts import ClaimFacts

HISTORY_SHOWN_MAX = 12
REASONS = (
    "The chart shows that it is right",
    "The payer said so",
    "This plan is different",
    "The patient was told and pays",
)
REFUSAL_REASONS = ("The chart is right as it is", "I have to see the patient", "Ask me first")
HOLD_REASONS = ("Ask the provider", "Ask the patient", "Ask the payer", "Waits for an enclosure")


class Past(NamedTuple):
    """An earlier service that bears on the claim."""

    code: str
    served_on: date
    place: str
    where: str
    is_named: bool


def past_of(facts: ClaimFacts, days: Iterable[str]) -> list[Past]:
    """Earlier services with a code or tooth of the claim, newest first; `days` are named by one
    of the findings and come whatever their number.
    """
    wanted, named = {line.code for line in facts.lines}, set(days)
    teeth = {line.tooth for line in facts.lines if line.tooth}
    told = [
        one
        for one in facts.history
        if one.code in wanted or one.tooth in teeth or str(one.served_on) in named
    ]
    shown = [one for number, one in enumerate(told) if number < HISTORY_SHOWN_MAX]
    shown += [one for one in told[HISTORY_SHOWN_MAX:] if str(one.served_on) in named]
    return [_past(one, named) for one in shown]


def _past(one: Served, named: set[str]) -> Past:
    place = " ".join(part for part in (one.tooth, one.surfaces) if part)
    where = "here" if one.here else "elsewhere"
    return Past(one.code, one.served_on, place, where, str(one.served_on) in named)


class Told(NamedTuple):
    """One benefit in words, and who said it."""

    words: str
    source: str


def benefits_of(facts: ClaimFacts) -> list[Told]:
    """What is known that bears on the codes of the claim."""
    known = facts.benefits
    if known is None:
        return []
    asked = {line.code for line in facts.lines}
    limits = [one for one in known.limits if any(code in codes(one.codes) for code in asked)]
    return [*_cover(known), *(_limit(one) for one in limits)]


def _cover(known: Benefits) -> Sequence[Told]:
    if known.is_active is None:
        return []
    words = "The cover is active" if known.is_active else "The cover is not active"
    since = f", asked on {known.checked_on:%b} {known.checked_on.day}" if known.checked_on else ""
    return [Told(f"{words}{since}", "")]


PERIODS = {
    "calendar_year": "a calendar year",
    "benefit_year": "a benefit year",
    "lifetime": "a lifetime",
}


def _limit(one: Limit) -> Told:
    span = PERIODS.get(one.period, f"{one.months} months")
    source = one.origin.source if one.origin else ""
    return Told(f"{one.codes}: {one.count} in {span}", source)
