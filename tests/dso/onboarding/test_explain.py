"""Whether every cent is explained: each way in which one could be lost is found."""

import pytest

from dso.onboarding.explain import PaymentStand, unexplained_cents


def stand(**given: object) -> PaymentStand:
    """900.00 paid: 700.00 posted, 150.00 in suspense, 60.00 nobody's yet, 10.00 kept back."""
    story = {
        "state": "parted",
        "paid_cents": 900_00,
        "posted_cents": 700_00,
        "posted_claims_cents": 700_00,
        "suspense_cents": 150_00,
        "unrouted_cents": 60_00,
        "open_items_cents": 10_00,
    }
    return PaymentStand(**(story | given))  # type: ignore[arg-type]  # a story


class TestUnexplainedCents:
    def test_are_none_when_all_parts_make_up_the_payment(self) -> None:
        assert unexplained_cents(stand()) == 0

    @pytest.mark.parametrize(
        "field", ["posted_cents", "suspense_cents", "unrouted_cents", "open_items_cents"]
    )
    def test_show_a_cent_that_is_missing_anywhere(self, field: str) -> None:
        whole = stand()

        assert unexplained_cents(stand(**{field: getattr(whole, field) - 1})) > 0

    def test_show_a_claim_that_the_ledger_does_not_know(self) -> None:
        assert unexplained_cents(stand(posted_claims_cents=700_01)) == 1

    def test_are_the_whole_payment_when_its_share_never_arrived(self) -> None:
        lost = PaymentStand(state="split", paid_cents=50_00)

        assert unexplained_cents(lost) == 50_00

    def test_are_none_in_quarantine_when_the_gap_says_why(self) -> None:
        apart = PaymentStand(
            state="quarantined", paid_cents=112_00, claims_cents=100_00, gap_cents=12_00, gaps=1
        )

        assert unexplained_cents(apart) == 0

    def test_are_shown_in_quarantine_when_the_gap_is_another(self) -> None:
        apart = PaymentStand(
            state="quarantined", paid_cents=112_00, claims_cents=100_00, gap_cents=11_00, gaps=1
        )

        assert unexplained_cents(apart) == 1_00

    def test_are_shown_in_quarantine_without_a_gap(self) -> None:
        assert unexplained_cents(PaymentStand(state="quarantined", paid_cents=0)) > 0

    @pytest.mark.parametrize("state", ["duplicate", "foreign"])
    def test_are_none_for_what_is_not_ours_to_book(self, state: str) -> None:
        assert unexplained_cents(PaymentStand(state=state, paid_cents=5_00)) == 0
