"""Carries, announced recoveries and refunds find their other half."""

from remits.recoupment.chains import Open, pairs


def item(position: int, reason: str, cents: int, reference: str = "R1", payer: str = "P") -> Open:
    return Open(position, payer, reason, reference, cents)


class TestPairs:
    def test_a_carry_meets_the_remittance_that_takes_it_up(self) -> None:
        assert pairs([item(0, "FB", -200_00), item(1, "FB", 200_00)]) == [(0, 1)]

    def test_an_announced_recovery_meets_its_taking(self) -> None:
        assert pairs([item(0, "WO", -50_00), item(1, "WO", 50_00)]) == [(0, 1)]

    def test_money_we_sent_back_washes_the_recovery(self) -> None:
        assert pairs([item(0, "72", -50_00), item(1, "WO", 50_00)]) == [(0, 1)]

    def test_nothing_meets_across_payers_references_amounts_or_without_a_reference(self) -> None:
        carry = item(0, "FB", -200_00)
        for other in (
            item(1, "FB", 200_00, payer="Q"),
            item(1, "FB", 200_00, reference="R2"),
            item(1, "FB", 199_99),
            item(1, "WO", 200_00),
        ):
            assert pairs([carry, other]) == []
        assert pairs([item(0, "FB", -1, reference=""), item(1, "FB", 1, reference="")]) == []

    def test_each_item_is_used_once(self) -> None:
        items = [item(0, "FB", -1), item(1, "FB", 1), item(2, "FB", 1)]

        assert pairs(items) == [(0, 1)]
