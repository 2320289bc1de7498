"""What is left of a maximum once our own claims in flight are counted. Pure.

What a payer reports is stale until those adjudicate; a member treated at two locations spends one
maximum at both.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from billing.eligibility.benefits import Amount, Benefits, Network, Share
from billing.eligibility.classes import classes_of
from practices.days import add_months, year_of


class Pending(msgspec.Struct, frozen=True):
    """A line of ours that no payer has answered: what we asked, at which of our practices."""

    code: str
    served_on: date
    charge_cents: int
    here: bool = True


class Left(msgspec.Struct, frozen=True):
    """An amount, what the payer says is left, what our claims may take, and the rest (≥ 0).

    `is_certain` is False where a share was not told and the whole charge was taken.
    """

    amount: Amount
    reported_cents: int
    pending_cents: int
    elsewhere_cents: int
    is_certain: bool

    @property
    def left_cents(self) -> int:
        return max(0, self.reported_cents - self.pending_cents)

    @property
    def is_nearly_used(self) -> bool:
        """Under a tenth of the whole, or nothing."""
        total = self.amount.total_cents
        return self.left_cents == 0 or (total is not None and self.left_cents * 10 < total)


def left_of(told: Benefits, pending: Iterable[Pending], *, on: date) -> list[Left]:
    """For each maximum whose rest was reported, in the plan's period in which `on` lies."""
    lines = list(pending)
    return [
        _left(told, one, lines, on)
        for one in told.amounts
        if one.kind == "maximum" and one.left_cents is not None and one.of == "individual"
    ]


def _left(told: Benefits, amount: Amount, lines: Sequence[Pending], on: date) -> Left:
    begins, ends = window(told, amount, on)
    mine = [one for one in lines if begins <= one.served_on < ends and _counts(amount, one.code)]
    taken = [(one, *_plan_part(told, one, amount.network)) for one in mine]
    return Left(
        amount,
        amount.left_cents or 0,
        sum(cents for _, cents, _ in taken),
        sum(cents for one, cents, _ in taken if not one.here),
        all(certain for _, _, certain in taken),
    )


def window(told: Benefits, amount: Amount, on: date) -> tuple[date, date]:
    """The first day of the period and the first after it."""
    if amount.period == "lifetime":
        return date.min, date.max
    month = told.year_begins_month if amount.period == "benefit_year" else 1
    begins = year_of(on, month)
    return begins, add_months(begins, 12)


def _counts(amount: Amount, code: str) -> bool:
    """Orthodontics have a maximum of their own."""
    classes = classes_of(code)
    if amount.codes or amount.service_class:
        return code in amount.codes.split() or amount.service_class in classes
    return "orthodontics" not in classes


def _plan_part(told: Benefits, line: Pending, network: Network) -> tuple[int, bool]:
    share = share_on(told, line.code, network)
    if share is None:
        return line.charge_cents, False
    return line.charge_cents * share.plan_percent // 100, share.copay_cents is None


def share_on(told: Benefits, code: str, network: Network = "") -> Share | None:
    """The narrowest word: the code's own, its class's, then the plan's; the network's first."""
    wanted = [(code, ""), *(("", name) for name in classes_of(code)), ("", "")]
    networks: tuple[Network, ...] = (network, "") if network else ("", "in")
    for codes, name in wanted:
        for held in networks:
            for one in told.shares:
                if (one.codes, one.service_class, one.network) == (codes, name, held):
                    return one
    return None
