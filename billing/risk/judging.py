"""How good probabilities were: Brier score, AUC, and what was observed bin by bin. Pure."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

BINS = 10


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """So many claims: the mean of what was predicted, and the share that was denied."""

    predicted: float
    observed: float
    count: int


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """`brier` is the mean squared error (0 is best); `auc` how often a denied claim stands above a
    paid one (0.5 is chance); `bins` hold equally many claims, lowest first.
    """

    brier: float
    auc: float
    bins: tuple[Bin, ...] = ()


def judged(predicted: Sequence[float], denied: Sequence[bool]) -> Judged:
    """Of at least one claim that was denied and one that was paid."""
    return Judged(
        brier=brier(predicted, denied), auc=auc(predicted, denied), bins=bins(predicted, denied)
    )


def brier(predicted: Sequence[float], denied: Sequence[bool]) -> float:
    pairs = zip(predicted, denied, strict=True)
    return sum((p - was) ** 2 for p, was in pairs) / len(predicted)


def auc(predicted: Sequence[float], denied: Sequence[bool]) -> float:
    """By ranks; equal predictions share theirs."""
    order = sorted(range(len(predicted)), key=predicted.__getitem__)
    ranks, at = 0.0, 0
    while at < len(order):
        end = at
        while end < len(order) and predicted[order[end]] == predicted[order[at]]:
            end += 1
        mean_rank = (at + 1 + end) / 2
        ranks += mean_rank * sum(denied[index] for index in order[at:end])
        at = end
    yes = sum(denied)
    return (ranks - yes * (yes + 1) / 2) / (yes * (len(denied) - yes))


def auc_error(value: float, yes: int, no: int) -> float:
    """The standard error of an AUC (Hanley and McNeil, 1982)."""
    first, second = value / (2 - value), 2 * value**2 / (1 + value)
    spread = value * (1 - value) + (yes - 1) * (first - value**2) + (no - 1) * (second - value**2)
    return float((spread / (yes * no)) ** 0.5)


def bins(predicted: Sequence[float], denied: Sequence[bool]) -> tuple[Bin, ...]:
    order = sorted(range(len(predicted)), key=predicted.__getitem__)
    cuts = [len(order) * number // BINS for number in range(BINS + 1)]
    parts = [order[low:high] for low, high in pairwise(cuts) if high > low]
    return tuple(
        Bin(
            predicted=sum(predicted[i] for i in part) / len(part),
            observed=sum(denied[i] for i in part) / len(part),
            count=len(part),
        )
        for part in parts
    )
