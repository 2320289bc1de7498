"""Cells as values: amounts, days and words as the mapping says, and nothing by guess."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.agent.pms.files.bad import NotTaken
from practices.agent.pms.files.cells import NotRead, amount, value_of
from practices.agent.pms.files.mapping import Column, Kind


def read(kind: Kind, cell: object, **more: object) -> object:
    column = Column(source="Any", kind=kind, **more)  # type: ignore[arg-type]  # a story
    return value_of(column, {"Any": cell}, 7)


class TestAmounts:
    @pytest.mark.parametrize(
        ("text", "cents"),
        [
            ("12.5", 1250), ("$1,234.50", 123450), ("(1,234.50)", -123450), ("($3.00)", -300),
            ("12.00-", -1200), ("-12", -1200), ("0.00", 0), (" 7 ", 700), ("+4", 400),
        ],
    )  # fmt: skip
    def test_are_read_with_either_way_of_a_minus(self, text: str, cents: int) -> None:
        assert amount(text) * 100 == cents

    @pytest.mark.parametrize(
        "text",
        ["(-1)", "-1-", "(5-)", "1e999", "nan", "Infinity", "12,5x", "=1+1", "1_0", "\u0661", "$"],
    )
    def test_that_are_none_are_refused(self, text: str) -> None:
        with pytest.raises(NotRead):
            amount(text)

    @given(st.decimals(-(10**9), 10**9, places=2))
    def test_say_the_same_in_each_way_they_are_written(self, value: Decimal) -> None:
        plain = f"{abs(value):,.2f}"

        assert amount(plain) == abs(value)
        assert amount(f"({plain})") == amount(f"{plain}-") == amount(f"-{plain}") == -abs(value)


class TestCells:
    def test_hold_days_in_the_one_form_agreed(self) -> None:
        assert read("date", "02/01/2026", format="%d/%m/%Y") == date(2026, 1, 2)
        assert read("date", datetime.fromisoformat("2026-01-02T03:00"), format="%d/%m/%Y") == date(
            2026, 1, 2
        )
        with pytest.raises(NotTaken, match=r"^Line 7, column Any: expected a date written as %Y"):
            read("date", "01/02/2026", format="%Y-%m-%d")

    def test_hold_moments_of_the_practices_own_clock(self) -> None:
        told = read("moment", "2026-11-24 09:30", format="%Y-%m-%d %H:%M")

        assert told == "2026-11-24T09:30:00"

    def test_that_are_empty_or_mean_nothing_are_nothing(self) -> None:
        assert read("money", "  ") is None
        assert read("date", "00/00/0000", format="%m/%d/%Y", nothing=("00/00/0000",)) is None

    def test_of_a_sheet_lose_the_point_of_a_whole_number(self) -> None:
        assert read("text", 101.0) == "101"
        assert read("whole", 3.0) == 3
        assert read("flag", True) == 1

    @pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "@SUM(1)", "+1-555", "-x"])
    def test_that_look_like_formulas_stay_text(self, text: str) -> None:
        assert read("text", text) == text

    def test_say_nothing_of_what_they_hold_when_refused(self) -> None:
        secret = "078-05-1120"
        for kind in ("money", "whole", "flag", "date", "choice"):
            with pytest.raises(NotTaken) as why:
                read(kind, secret, format="%Y", words={"A": "a"})
            assert secret not in str(why.value)

    @pytest.mark.parametrize("text", ["x" * 10_001, "a\x00b"])
    def test_that_nobody_could_keep_are_refused(self, text: str) -> None:
        with pytest.raises(NotTaken):
            read("text", text)
