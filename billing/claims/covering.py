"""Which cover pays first for a day of service, and what speaks for or against it. Pure.

The order is the practice system's, unless a person set another. It is checked against what payers
do: one's own plan pays before another's; of a child's two, that of the parent whose birthday comes
first in the year, whatever the year of birth. A doubt is told; it turns nothing round by itself.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise

import msgspec

from practices.mirror.treated import Covered

NO_COVER = "No cover is known."
ENDED = "The cover ended before that day."
NOT_YET = "The cover began after that day."
MEDICAL = "The only cover is medical."
CAPITATION = "The plan pays by head and not by claim."
PENDING = "The cover is not confirmed."
NO_CARRIER = "The plan names no payer."


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Covers that pay, first to last. `left_out` tells the others' reasons, by key."""

    covers: tuple[Covered, ...] = ()
    left_out: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def why_none(self) -> str:
        """Why nobody pays; "" where somebody does."""
        if self.covers:
            return ""
        return next(iter(self.left_out.values()), NO_COVER)


def order_of(covers: Sequence[Covered], day: date, ranks: Mapping[str, int]) -> Order:
    """`ranks` are a person's, by key of cover; a cover without one comes behind those with."""
    left_out = {one.key: why for one in covers if (why := _left_out(one, day))}
    paying = [one for one in covers if one.key not in left_out]
    told = any(one.key in ranks for one in paying)
    paying.sort(key=lambda one: (ranks.get(one.key, 1_000), one.rank, one.key))
    if told:
        return Order(covers=tuple(paying), left_out=left_out, notes=("A person set the order.",))
    reasons = [_judged(one, other) for one, other in pairwise(paying)]
    notes, doubts = [why for why, ok in reasons if ok], [why for why, ok in reasons if not ok]
    if any(one.rank == other.rank for one, other in combinations(paying, 2)):
        doubts.append("Two covers have one rank in the practice's system.")
    return Order(covers=tuple(paying), left_out=left_out, notes=tuple(notes), doubts=tuple(doubts))


def _left_out(one: Covered, day: date) -> str:
    if one.is_medical:
        return MEDICAL
    if one.plan_kind == "capitation":
        return CAPITATION
    if one.is_pending:
        return PENDING
    if one.ends_on and one.ends_on < day:
        return ENDED
    if one.starts_on and one.starts_on > day:
        return NOT_YET
    return "" if one.carrier else NO_CARRIER


def _judged(first: Covered, second: Covered) -> tuple[str, bool]:
    """Why the first pays before the second, or what speaks against it."""
    mine, other = first.relationship == "self", second.relationship == "self"
    if mine and other:
        return "Both plans are the patient's own: the older one should pay first.", False
    if mine or other:
        return (
            ("Own plan before another's.", True)
            if mine
            else ("The patient's own plan should pay first.", False)
        )
    if first.relationship == second.relationship == "child":
        return _by_birthday(first, second)
    return "No rule tells which of the two pays first.", False


def _by_birthday(first: Covered, second: Covered) -> tuple[str, bool]:
    """Month and day; where both are the same, the plan that is held longer."""
    if first.subscriber_key and first.subscriber_key == second.subscriber_key:
        return "Both plans are held by one parent.", False
    if first.subscriber_born_on is None or second.subscriber_born_on is None:
        return "A parent's birthday is not known.", False
    one, other = _in_year(first.subscriber_born_on), _in_year(second.subscriber_born_on)
    if one == other:
        return _held_longer(first, second)
    if one < other:
        return "The parent's birthday comes first in the year.", True
    return "The other parent's birthday comes first in the year.", False


def _held_longer(first: Covered, second: Covered) -> tuple[str, bool]:
    if first.starts_on and second.starts_on and first.starts_on < second.starts_on:
        return "Both parents share a birthday; this plan is held longer.", True
    return "Both parents share a birthday: the plan held longer should pay first.", False


def _in_year(born_on: date) -> tuple[int, int]:
    return born_on.month, born_on.day
