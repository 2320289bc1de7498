"""A model is fitted in time, judged on what it never saw, and stands only above the scorecard."""

import random

import msgspec
import pytest

from billing.risk.fitting import Fitted, fitted
from billing.risk.judging import auc, auc_error, bins, brier
from billing.risk.learning import exported, matrix, trained
from billing.risk.model import from_json, to_json
from billing.risk.scorecard import SCORECARD
from tests.billing.risk.groups import TRUTH, claim, examples


@pytest.fixture(scope="module")
def of_a_group() -> Fitted:
    return fitted(examples(12_000))


class TestFitted:
    def test_says_chances_near_the_true_ones(self, of_a_group: Fitted) -> None:
        model, chance = of_a_group.model, random.Random(99)
        assert model is not None
        claims = [claim(chance) for _ in range(2_000)]

        off = [abs(model.probability(one) - TRUTH.probability(one)) for one in claims]

        assert sum(off) / len(off) < 0.02

    def test_is_calibrated_on_the_newest_answers(self, of_a_group: Fitted) -> None:
        assert of_a_group.own is not None
        assert of_a_group.held_out == 2_400
        for one in of_a_group.own.bins:
            error = (one.predicted * (1 - one.predicted) / one.count) ** 0.5
            assert abs(one.observed - one.predicted) < 3.5 * error + 0.01

    def test_stands_above_the_scorecard(self, of_a_group: Fitted) -> None:
        own, card = of_a_group.own, of_a_group.scorecard
        assert own is not None
        assert card is not None

        assert own.brier < card.brier
        assert own.auc > card.auc

    @pytest.mark.parametrize("seed", range(3))
    def test_refuses_what_was_shuffled(self, seed: int) -> None:
        found = fitted(examples(3_000, seed=seed, shuffled=True))

        assert found.model is None
        assert found.refused

    def test_refuses_too_few_answers_and_too_few_denials(self) -> None:
        few = fitted(examples(499))
        paid = fitted([one._replace(denied=False) for one in examples(900)])

        assert (few.model, paid.model) == (None, None)
        assert few.refused == paid.refused == "It takes 500 answers and 50 denials."

    def test_refuses_answers_that_came_on_one_day(self) -> None:
        day = examples(1)[0].answered_on

        found = fitted([one._replace(answered_on=day) for one in examples(2_000)])

        assert "time" in found.refused

    def test_never_looks_ahead(self) -> None:
        """Later answers may change how it is judged, not what it learnt."""
        rows = examples(4_000)
        newest = [one._replace(denied=not one.denied) for one in rows[3_250:]]

        same = fitted(rows)
        turned = fitted(rows[:3_250] + newest)

        assert same.model is not None
        assert turned.model is None
        assert turned.refused


@pytest.mark.parametrize("isotonic", [True, False])
def test_what_is_kept_says_what_scikit_learn_says(*, isotonic: bool) -> None:
    rows = examples(4_000)
    names = sorted({name for one in rows for name in one.features})
    both = trained(names, rows[:2_000], rows[2_000:3_000], isotonic=isotonic)
    kept = msgspec.json.encode(to_json(exported(both, names)))
    model = from_json(msgspec.json.decode(kept))

    theirs = both.predict_proba(matrix(names, [one.features for one in rows]))[:, 1]

    ours = [model.probability(one.features) for one in rows]
    assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 1e-6


class TestJudging:
    def test_agrees_with_scikit_learn(self) -> None:
        from sklearn.metrics import brier_score_loss, roc_auc_score

        rows = examples(500)
        chances = [round(SCORECARD.probability(one.features), 2) for one in rows]
        was = [one.denied for one in rows]

        assert auc(chances, was) == pytest.approx(roc_auc_score(was, chances))
        assert brier(chances, was) == pytest.approx(brier_score_loss(was, chances))
        assert 0 < auc_error(0.7, 50, 450) < 0.1

    def test_bins_hold_every_claim_once(self) -> None:
        found = bins([n / 103 for n in range(103)], [n % 2 == 0 for n in range(103)])

        assert len(found) == 10
        assert sum(one.count for one in found) == 103
        assert [one.predicted for one in found] == sorted(one.predicted for one in found)
