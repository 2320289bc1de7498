"""A model as it is kept: a weighted sum and how it becomes a probability. Pure, and no pickle.

What was fitted by scikit-learn and the scorecard have the same form, so that both are read, used
and explained alike; who serves pages needs no library for it.
"""

import math
from bisect import bisect_right
from typing import Literal

import msgspec

from billing.risk.features import Features


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """From a sum to a probability: `sigmoid` 1 / (1 + exp(slope * sum + shift)), or the steps
    between `knots` and `levels`, joined by straight lines.
    """

    kind: Literal["sigmoid", "isotonic"] = "sigmoid"
    slope: float = -1.0
    shift: float = 0.0
    knots: tuple[float, ...] = ()
    levels: tuple[float, ...] = ()


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """The sum is `base` and each feature's value by its weight; what it does not know counts 0."""

    base: float
    weights: dict[str, float]
    calibration: Calibration = Calibration()

    def total(self, features: Features) -> float:
        weights = self.weights
        return self.base + sum(weights.get(name, 0.0) * value for name, value in features.items())

    def probability(self, features: Features) -> float:
        """Of a denial, 0 to 1."""
        return calibrated(self.calibration, self.total(features))

    def permille(self, features: Features) -> int:
        """1 to 999: nothing is certain."""
        return min(999, max(1, round(1000 * self.probability(features))))


def calibrated(how: Calibration, total: float) -> float:
    if how.kind == "sigmoid":
        power = how.slope * total + how.shift
        return 1 / (1 + math.exp(power)) if power < 700 else 0.0
    place = bisect_right(how.knots, total)
    if place == 0 or place == len(how.knots):
        return how.levels[0 if place == 0 else -1]
    left, right = how.knots[place - 1], how.knots[place]
    share = (total - left) / (right - left)
    return how.levels[place - 1] + share * (how.levels[place] - how.levels[place - 1])


def to_json(model: Model) -> object:
    return msgspec.to_builtins(model)


def from_json(told: object) -> Model:
    """Raises msgspec.ValidationError for what is no model."""
    return msgspec.convert(told, Model)
