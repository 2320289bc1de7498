"""Which claim is meant, how sure that is, and who came second."""

import uuid
from datetime import date

from msgspec.structs import replace

from remits.matching.score import Answered, Asked, Band, choose

DAY = date(2026, 10, 5)
OURS = Asked(
    claim_id=uuid.UUID(int=1),
    control_number="ALD-1",
    payer_control_number="",
    line_numbers=frozenset({"ALD-1-L1"}),
    charge_cents=1200_00,
    served_on=DAY,
    member_id="M1",
    last_name="SAMPLE",
    rank=1,
    originator_id="1999999999",
)
TOLD = Answered(
    control_number="ALD-1",
    payer_control_number="P-77",
    line_numbers=frozenset({"ALD-1-L1"}),
    charge_cents=1200_00,
    served_on=frozenset({DAY}),
    member_id="M1",
    last_name="SAMPLE",
    rank=1,
    originator_id="1999999999",
)
OTHER = replace(OURS, claim_id=uuid.UUID(int=2), control_number="ALD-2", line_numbers=frozenset())


class TestChoose:
    def test_is_sure_of_a_claim_that_fits_in_everything(self) -> None:
        match = choose(TOLD, [OURS, OTHER])

        assert (match.claim_id, match.band) == (OURS.claim_id, Band.SURE)
        assert match.runner_up_id == OTHER.claim_id

    def test_finds_nothing_among_nothing(self) -> None:
        assert choose(TOLD, []).claim_id is None

    def test_asks_where_two_fit_alike(self) -> None:
        stranger = replace(TOLD, control_number="", line_numbers=frozenset())
        twin = replace(OURS, claim_id=uuid.UUID(int=3))

        match = choose(stranger, [OURS, twin])

        assert match.claim_id is None
        assert match.runner_up_id is not None

    def test_keeps_primary_and_secondary_of_one_carrier_apart(self) -> None:
        secondary = replace(OURS, claim_id=uuid.UUID(int=4), rank=2)

        assert choose(TOLD, [OURS, secondary]).claim_id == OURS.claim_id
        assert choose(replace(TOLD, rank=2), [OURS, secondary]).claim_id == secondary.claim_id

    def test_is_not_sure_where_the_charge_differs(self) -> None:
        match = choose(replace(TOLD, charge_cents=600_00), [OURS])

        assert (match.claim_id, match.band) == (OURS.claim_id, Band.LIKELY)

    def test_does_not_take_a_line_position_for_a_key(self) -> None:
        told = replace(TOLD, control_number="", line_numbers=frozenset({"1"}), member_id="")
        asked = replace(OURS, line_numbers=frozenset({"1"}), control_number="Q")

        assert "line control" not in " ".join(choose(told, [asked]).reasons)
