"""Moving claims from state to state."""

import pytest

from billing.claims import actions
from billing.claims.models import Claim
from billing.claims.states import ClaimState, ForbiddenMove
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.remits import builders


class TestMoveAll:
    def test_moves_each_and_no_other(self, practice_a: Practice) -> None:
        payer = builders.payer()
        with in_practice(practice_a):
            first, second, third = (builders.claim(f"ALD-{n}", payer_row=payer) for n in range(3))

            actions.move_all([first, third], to=ClaimState.ANSWERED)

            stands = dict(Claim.objects.values_list("control_number", "state"))
            assert stands == {"ALD-0": "answered", "ALD-1": "sent", "ALD-2": "answered"}
            assert (first.state, second.state) == ("answered", "sent")

    def test_moves_none_where_one_may_not_go(self, practice_a: Practice) -> None:
        payer = builders.payer()
        with in_practice(practice_a):
            sent = builders.claim("ALD-0", payer_row=payer)
            draft = builders.claim("ALD-1", payer_row=payer, sent_on=None)

            with pytest.raises(ForbiddenMove):
                actions.move_all([sent, draft], to=ClaimState.CLOSED)

            assert set(Claim.objects.values_list("state", flat=True)) == {"sent", "draft"}
