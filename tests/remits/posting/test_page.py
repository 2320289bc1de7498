"""What the payment page says in figures."""

import pytest

from remits.posting import page
from tests.remits import builders


@pytest.mark.parametrize(("paid_cents", "holds"), [(700_00, True), (699_99, False)])
def test_shows_whether_the_payers_own_sum_holds(paid_cents: int, holds: bool) -> None:
    answer = builders.answer(paid_cents=paid_cents)

    assert page.adds_up(answer) is holds
    assert dict(page.equation(answer)) == {
        "Paid": paid_cents,
        "Contract": 300_00,
        "Patient": 200_00,
    }
