"""Does an answer make sense: shares the wrong way round, lines that contradict each other. Pure.

The standard has EB08 as the patient's part; some payers send the plan's. Such a payer is caught by
the order in which plans pay classes, and by what it said before.
"""

from collections.abc import Iterator, Sequence

import msgspec

from billing.eligibility.benefits import Amount, Benefits, Share
from billing.eligibility.polarity import Memory, against_memory, against_order

INVERTED, CONTRADICTS, MORE_LEFT, MIXED, BACKWARDS = (
    "INVERTED", "CONTRADICTS", "MORE_LEFT", "MIXED", "BACKWARDS",
)  # fmt: skip


class Doubt(msgspec.Struct, frozen=True):
    """Why an answer is not used before a person has looked; no patient in its words."""

    code: str
    words: str


def doubts(told: Benefits, *, memory: Memory, polarity: str = "") -> list[Doubt]:
    """Everything that speaks against using it. None for what is only incomplete.

    `polarity` is what a person accepted of this payer: with any, the order of classes is not
    asked again, but a turn against what the payer said since is.
    """
    found = [*_contradictions(told), *_amounts(told.amounts), *_mixed(told), *_dates(told)]
    if against_memory(told, memory):
        found.append(Doubt(INVERTED, "This payer said the opposite percents until now."))
    elif not polarity and against_order(told):
        found.append(Doubt(INVERTED, "It would pay more for major work than for cleanings."))
    return list(dict.fromkeys(found))


def _contradictions(told: Benefits) -> Iterator[Doubt]:
    """One class or code in one network with two percents."""
    said: dict[tuple[str, str, str], set[int]] = {}
    for one in told.shares:
        if one.copay_cents is None:
            said.setdefault((one.codes, one.service_class, one.network), set()).add(
                one.plan_percent
            )
    for (codes, name, _), percents in said.items():
        if len(percents) > 1:
            at = codes or name or "all services"
            several = " and ".join(f"{one}%" for one in sorted(percents))
            yield Doubt(CONTRADICTS, f"It says {several} for {at}.")
    excluded = {(one.codes, one.service_class, one.network) for one in told.excluded_scopes}
    for one in told.shares:
        what = one.codes or one.service_class
        is_out = (one.codes, one.service_class, one.network) in excluded
        if is_out and one.plan_percent > 0 and what:
            yield Doubt(CONTRADICTS, f"It pays {what} and says it is not covered.")


def _amounts(amounts: Sequence[Amount]) -> Iterator[Doubt]:
    totals: dict[tuple[str, ...], set[int]] = {}
    for one in amounts:
        key: tuple[str, ...] = (
            one.kind, one.of, one.period, one.codes, one.service_class, one.network,
        )  # fmt: skip
        if one.total_cents is not None:
            totals.setdefault(key, set()).add(one.total_cents)
            if one.left_cents is not None and one.left_cents > one.total_cents:
                yield Doubt(MORE_LEFT, f"More is left of the {one.kind} than there is of it.")
    for key, cents in totals.items():
        if len(cents) > 1:
            yield Doubt(CONTRADICTS, f"It names {len(cents)} amounts for one {key[0]}.")


def _mixed(told: Benefits) -> Iterator[Doubt]:
    """A class told once without a network and once within, differently: nobody knows which."""
    bare = {_at(one): one for one in told.shares if not one.network}
    for one in told.shares:
        other = bare.get(_at(one))
        if one.network == "in" and other is not None and other.plan_percent != one.plan_percent:
            yield Doubt(MIXED, "Lines in and out of the network cannot be told apart.")
            return


def _at(one: Share) -> tuple[str, str]:
    return one.codes, one.service_class


def _dates(told: Benefits) -> Iterator[Doubt]:
    if told.begins_on and told.ends_on and told.ends_on < told.begins_on:
        yield Doubt(BACKWARDS, "The plan ends before it begins.")
