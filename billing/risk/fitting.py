"""A model is fitted to what payers answered, and kept only where it beats the scorecard. Pure.

scikit-learn is brought in here alone and only once there is something to fit: it costs a process
half a second and some hundred megabytes that no web process should pay.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from billing.risk.features import Features
from billing.risk.judging import Judged, auc_error, brier, judged
from billing.risk.model import Model
from billing.risk.scorecard import SCORECARD

EXAMPLES_MIN, DENIALS_MIN, OF_EACH_MIN = 500, 50, 10
SEEN_MIN = 20
ISOTONIC_DENIALS_MIN = 1_000
FIT_PERCENT, CALIBRATE_PERCENT = 60, 80


class Example(NamedTuple):
    """One answered claim."""

    features: Features
    denied: bool
    answered_on: date


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. `refused` says why no model stands, and `model` is None then.

    `own` and `scorecard` are both judged on the newest part, `held_out` claims that no part of the
    fit saw; None where there were too few to try.
    """

    examples: int
    denials: int
    held_out: int = 0
    refused: str = ""
    model: Model | None = None
    own: Judged | None = None
    scorecard: Judged | None = None


def fitted(examples: Sequence[Example]) -> Fitted:
    """Fit to the oldest answers, calibrate on later ones, judge on the newest; never at random."""
    rows = sorted(examples, key=lambda one: one.answered_on)
    plain = Fitted(examples=len(rows), denials=_denials(rows))
    if plain.examples < EXAMPLES_MIN or plain.denials < DENIALS_MIN:
        return _refused(plain, f"It takes {EXAMPLES_MIN} answers and {DENIALS_MIN} denials.")
    older, later, newest = _by_time(rows)
    if not all(_is_mixed(part) for part in (older, later, newest)):
        return _refused(plain, "Denials do not spread over enough time yet.")
    from billing.risk.learning import learnt

    isotonic = _denials(later) >= ISOTONIC_DENIALS_MIN
    model = learnt(_names(older), older, later, isotonic=isotonic)
    return _judged(plain, model, older, newest)


def _refused(plain: Fitted, why: str) -> Fitted:
    return msgspec.structs.replace(plain, refused=why)


def _judged(
    plain: Fitted, model: Model, older: Sequence[Example], newest: Sequence[Example]
) -> Fitted:
    was = [one.denied for one in newest]
    own = judged([model.probability(one.features) for one in newest], was)
    card = judged([SCORECARD.probability(one.features) for one in newest], was)
    usual = brier([_denials(older) / len(older)] * len(was), was)
    why = _why_not(own, card, usual, sum(was), len(was) - sum(was))
    return msgspec.structs.replace(
        plain,
        held_out=len(was),
        refused=why,
        model=None if why else model,
        own=own,
        scorecard=card,
    )


def _why_not(own: Judged, card: Judged, usual: float, yes: int, no: int) -> str:
    if own.auc - 2 * auc_error(own.auc, yes, no) <= 0.5:
        return "It tells denied from paid claims no better than chance."
    if own.brier >= usual:
        return "Its chances are no closer than the usual share of denials."
    if own.brier >= card.brier or own.auc < card.auc:
        return "The scorecard does as well."
    return ""


def _by_time(rows: Sequence[Example]) -> tuple[Sequence[Example], ...]:
    """Each day stands in one part."""
    first = _cut(rows, len(rows) * FIT_PERCENT // 100)
    second = _cut(rows, len(rows) * CALIBRATE_PERCENT // 100)
    return rows[:first], rows[first:second], rows[second:]


def _cut(rows: Sequence[Example], at: int) -> int:
    while at < len(rows) and rows[at].answered_on == rows[at - 1].answered_on:
        at += 1
    return at


def _is_mixed(rows: Sequence[Example]) -> bool:
    """Enough of both kinds to learn from or to judge by."""
    denials = _denials(rows)
    return min(denials, len(rows) - denials) >= OF_EACH_MIN


def _denials(rows: Sequence[Example]) -> int:
    return sum(one.denied for one in rows)


def _names(rows: Sequence[Example]) -> list[str]:
    """Features seen often enough to be learnt from."""
    seen = Counter(name for one in rows for name in one.features)
    return sorted(name for name, count in seen.items() if count >= SEEN_MIN)
