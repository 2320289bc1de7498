"""scikit-learn's part: a logistic regression, calibrated later, given as plain numbers. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from billing.risk.features import Features
from billing.risk.model import Calibration, Model

if TYPE_CHECKING:
    from billing.risk.fitting import Example

STRENGTH = 0.1  # the inverse of how strongly weights are drawn to zero
ROUNDS_MAX = 500


def learnt(
    names: Sequence[str], older: Sequence["Example"], later: Sequence["Example"], *, isotonic: bool
) -> Model:
    return exported(trained(names, older, later, isotonic=isotonic), names)


def trained(
    names: Sequence[str], older: Sequence["Example"], later: Sequence["Example"], *, isotonic: bool
) -> Any:  # noqa: ANN401  # scikit-learn's own kind, which has no types
    """The classifier itself; the same examples give the same one."""
    regression = LogisticRegression(C=STRENGTH, max_iter=ROUNDS_MAX)
    plain = make_pipeline(StandardScaler(), regression)
    plain.fit(matrix(names, [one.features for one in older]), [one.denied for one in older])
    method = "isotonic" if isotonic else "sigmoid"
    both = CalibratedClassifierCV(FrozenEstimator(plain), method=method)
    return both.fit(matrix(names, [one.features for one in later]), [one.denied for one in later])


def matrix(names: Sequence[str], rows: Sequence[Features]) -> Any:  # noqa: ANN401  # numpy's array
    made = np.zeros((len(rows), len(names)))
    place = {name: number for number, name in enumerate(names)}
    for at, features in enumerate(rows):
        for name, value in features.items():
            if name in place:
                made[at, place[name]] = value
    return made


def exported(both: Any, names: Sequence[str]) -> Model:  # noqa: ANN401  # as `trained` gives it
    """The scaling goes into the weights, so that each stands for one unit of its feature."""
    (calibrated,) = both.calibrated_classifiers_
    scaler, regression = (step for _, step in calibrated.estimator.estimator.steps)
    weights = regression.coef_[0] / scaler.scale_
    base = float(regression.intercept_[0] - weights @ scaler.mean_)
    told = {name: float(weight) for name, weight in zip(names, weights, strict=True)}
    return Model(base=base, weights=told, calibration=_calibration(calibrated.calibrators[0]))


def _calibration(how: Any) -> Calibration:  # noqa: ANN401  # one of two of scikit-learn's
    if hasattr(how, "a_"):
        return Calibration(slope=float(how.a_), shift=float(how.b_))
    return Calibration(
        kind="isotonic",
        knots=tuple(map(float, how.X_thresholds_)),
        levels=tuple(map(float, how.y_thresholds_)),
    )
