"""How a claim may move."""

import pytest

from billing.claims.states import LABELS, MOVES, ClaimState, ForbiddenMove, moved


class TestMoved:
    def test_knows_every_state(self) -> None:
        assert set(MOVES) == set(LABELS) == set(ClaimState)

    def test_lets_a_claim_stay(self) -> None:
        assert all(moved(state, state) == state for state in ClaimState)

    def test_refuses_a_step_that_is_not_in_the_table(self) -> None:
        with pytest.raises(ForbiddenMove):
            moved(ClaimState.DRAFT, ClaimState.CLOSED)
