"""Why a claim's chance is what it is: what of it weighs most, in words. Pure."""

import math
from typing import NamedTuple

from billing.risk.features import Features
from billing.risk.model import Model
from billing.risk.words import words_of

REASONS_MAX = 6
TOO_SMALL = 0.05


class Reason(NamedTuple):
    """`factor` is by how much it multiplies the odds of a denial."""

    words: str
    factor: float

    @property
    def raises(self) -> bool:
        return self.factor > 1


def reasons_of(model: Model, features: Features) -> list[Reason]:
    """What the claim has that weighs most, heaviest first; against a claim without it."""
    weighed = {name: model.weights.get(name, 0.0) * value for name, value in features.items()}
    heavy = [name for name, weight in weighed.items() if abs(weight) >= TOO_SMALL]
    heavy.sort(key=lambda name: (-abs(weighed[name]), name))
    return [Reason(words_of(name), math.exp(weighed[name])) for name in heavy[:REASONS_MAX]]
