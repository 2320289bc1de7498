"""How a claim may go out again."""

from datetime import date

from billing.submission.resending import ORIGINAL, REPLACEMENT, VOID, Way, ways
from billing.submission.stages import Stage

TODAY, REACHED = date(2026, 11, 25), date(2026, 11, 20)


def open_ways(
    stage: Stage | None,
    *,
    number: str = "PAYER-1",
    reached_on: date | None = REACHED,
    days: int | None = None,
    today: date = TODAY,
) -> set[str]:
    told = ways(stage, payer_number=number, reached_on=reached_on, duplicate_days=days, today=today)
    return {one.frequency for one in told if not one.why_not}


class TestWays:
    def test_what_was_turned_away_goes_as_an_original_alone(self) -> None:
        for stage in (Stage.REJECTED_FILE, Stage.REJECTED_HOUSE, Stage.REJECTED_PAYER, None):
            assert open_ways(stage, reached_on=None) == {ORIGINAL}

    def test_what_the_payer_has_is_replaced_or_taken_back(self) -> None:
        assert open_ways(Stage.PAYER) == {REPLACEMENT, VOID}

    def test_needs_the_payers_number(self) -> None:
        assert open_ways(Stage.PAYER, number="") == set()

    def test_a_second_original_waits_for_the_end_of_the_payers_window(self) -> None:
        last, free = date(2026, 11, 30), date(2026, 12, 1)

        assert ORIGINAL not in open_ways(Stage.ANSWERED, today=last)
        assert ORIGINAL in open_ways(Stage.ANSWERED, today=free)
        assert ORIGINAL in open_ways(Stage.ANSWERED, days=0)

    def test_what_nobody_heard_of_waits(self) -> None:
        for stage in (Stage.SENT, Stage.FILE, Stage.HOUSE, Stage.UNSURE, Stage.LEAVING):
            assert open_ways(stage, reached_on=None) == set()

    def test_each_way_says_what_stands_against_it(self) -> None:
        told = ways(Stage.HOUSE, payer_number="", reached_on=None, duplicate_days=None, today=TODAY)

        assert all(isinstance(one, Way) and one.why_not for one in told)
