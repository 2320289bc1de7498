"""Whether rows show what was promised, and why a person did something: from values alone."""

import pytest

from practices.sync.proving import Rows, is_shown, named
from practices.sync.reasons import NoReason, reason_of
from practices.wire.goals import Goal

CHECK = Goal("claimpayment", {"CheckAmt": "10.0000"}, held_by=(1, 2))
ROWS: Rows = {
    ("claimproc", 1): {"ClaimPaymentNum": 7},
    ("claimproc", 2): {"ClaimPaymentNum": 7},
    ("claimpayment", 7): {"CheckAmt": "10.0000"},
}


class TestIsShown:
    def test_a_check_is_found_by_its_lines(self) -> None:
        assert is_shown(CHECK, ROWS, added={}, mark="")

    def test_lines_on_two_checks_show_none(self) -> None:
        apart: Rows = {**ROWS, ("claimproc", 2): {"ClaimPaymentNum": 8}}

        assert not is_shown(CHECK, apart, added={}, mark="")

    def test_a_row_that_was_added_is_found_by_the_key_the_agent_told(self) -> None:
        goal = Goal("commlog", {"PatNum": 3}, marked="Note")
        rows: Rows = {("commlog", 9): {"PatNum": 3, "Note": "called dso:1"}}

        assert is_shown(goal, rows, added={"commlog": 9}, mark="dso:1")
        assert not is_shown(goal, rows, added={"commlog": 9}, mark="dso:2")
        assert not is_shown(goal, rows, added={}, mark="dso:1")


def test_rows_a_goal_names_are_its_own_and_its_lines() -> None:
    goals = [CHECK, Goal("claim", {"ClaimStatus": "R"}, 5)]

    assert set(named(goals)) == {("claimproc", 1), ("claimproc", 2), ("claim", 5)}


class TestReason:
    def test_it_is_one_line_of_printable_words(self) -> None:
        assert reason_of("  done \n by\x00 hand ") == "done by hand"

    def test_it_is_no_longer_than_its_column(self) -> None:
        assert len(reason_of("x" * 900)) == 200

    @pytest.mark.parametrize("text", ["", "  \n ", "ok", "\x00\x01\x02\x03"])
    def test_too_few_words_are_none(self, text: str) -> None:
        with pytest.raises(NoReason):
            reason_of(text)
