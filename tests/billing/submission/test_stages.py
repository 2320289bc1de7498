"""How far a claim has come."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.submission.stages import (
    LABELS,
    LEVELS,
    OPEN,
    TURNED_AWAY,
    Level,
    Stage,
    Told,
    advanced,
    filed,
)

DAY = date(2026, 11, 20)
LATER = DAY + timedelta(days=1)
MEANT = st.sampled_from(sorted(OPEN | TURNED_AWAY))


def told(level: Level, *, yes: bool, on: date = DAY) -> Told:
    return Told(level, yes, on)


class TestAdvanced:
    @pytest.mark.parametrize(
        ("stage", "one", "then"),
        [
            (Stage.SENT, told(Level.FILE, yes=True), Stage.FILE),
            (Stage.SENT, told(Level.PAYER, yes=True), Stage.PAYER),  # before its 999
            (Stage.PAYER, told(Level.FILE, yes=True), Stage.PAYER),
            (Stage.PAYER, told(Level.FILE, yes=False), Stage.PAYER),
            (Stage.HOUSE, told(Level.PAYER, yes=False), Stage.REJECTED_PAYER),
            (Stage.REJECTED_HOUSE, told(Level.PAYER, yes=True), Stage.PAYER),
            (Stage.REJECTED_PAYER, told(Level.HOUSE, yes=True), Stage.REJECTED_PAYER),
            (Stage.UNSURE, told(Level.FILE, yes=True), Stage.FILE),
            (Stage.LEAVING, told(Level.HOUSE, yes=True), Stage.HOUSE),
            (Stage.ANSWERED, told(Level.PAYER, yes=False), Stage.ANSWERED),
            (Stage.WITHDRAWN, told(Level.PAYER, yes=True), Stage.WITHDRAWN),
        ],
    )
    def test_a_later_level_wins(self, stage: Stage, one: Told, then: Stage) -> None:
        assert advanced(stage, DAY, one) is then

    def test_at_one_level_the_later_day_wins(self) -> None:
        assert advanced(Stage.HOUSE, DAY, told(Level.HOUSE, yes=False, on=LATER)) in TURNED_AWAY
        assert (
            advanced(Stage.REJECTED_HOUSE, DAY, told(Level.HOUSE, yes=True, on=LATER))
            is Stage.HOUSE
        )
        assert advanced(Stage.HOUSE, LATER, told(Level.HOUSE, yes=False)) is Stage.HOUSE

    def test_on_one_day_the_rejection_wins_in_whatever_order(self) -> None:
        yes, no = told(Level.PAYER, yes=True), told(Level.PAYER, yes=False)
        for first, second in ((yes, no), (no, yes)):
            stage = advanced(advanced(Stage.HOUSE, DAY, first), DAY, second)
            assert stage is Stage.REJECTED_PAYER

    @given(stage=MEANT, level=st.sampled_from(Level), yes=st.booleans())
    def test_never_goes_back_a_level_and_twice_is_once(
        self, stage: Stage, level: Level, yes: bool
    ) -> None:
        one = told(level, yes=yes)
        reached = advanced(stage, DAY, one)

        assert LEVELS[reached] >= LEVELS[stage]
        assert advanced(reached, DAY, one) is reached


def test_every_stage_has_words_and_a_level() -> None:
    assert set(LABELS) == set(LEVELS) == set(Stage)


def test_only_the_payers_own_acceptance_files_a_claim() -> None:
    assert {stage for stage in Stage if filed(stage)} == {Stage.PAYER, Stage.ANSWERED}
