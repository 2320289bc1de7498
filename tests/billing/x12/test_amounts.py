import pytest

from billing.x12.amounts import CENTS, DAYS, NotAnAmount


class TestCents:
    @pytest.mark.parametrize(
        ("text", "cents"),
        [
            ("1200", 1200_00),
            ("1200.5", 1200_50),
            ("1200.50", 1200_50),
            (".5", 50),
            ("5.", 5_00),
            ("-0.00", 0),
            ("-20.16", -20_16),
            ("007", 7_00),
            ("1.500", 1_50),
            ("12.3400000", 12_34),
            ("999999999999999", 999999999999999_00),
        ],
    )
    def test_reads_what_the_standard_allows(self, text: str, cents: int) -> None:
        assert CENTS[text] == cents

    @pytest.mark.parametrize(
        "text",
        [
            "", ".", "-", "-.", "1,250.00", "1e3", "+5", "\uff11\uff12", "\u0663", "\u00b2", " 5",
            "$5", "0x10", "1.005", "1.2.3", "--5", "5-", "1_000", "NaN", "inf", "9" * 16,
            "1" * 5000, "5\n", "5 ",
        ],
    )  # fmt: skip
    def test_refuses_everything_else(self, text: str) -> None:
        with pytest.raises(NotAnAmount):
            CENTS[text]


class TestDays:
    @pytest.mark.parametrize(
        "text", ["00000000", "20260230", "2026010", "\uff12\uff10260101", "", "260101"]
    )
    def test_knows_no_day_but_a_true_one(self, text: str) -> None:
        assert DAYS[text] is None

    def test_reads_a_leap_day(self) -> None:
        day = DAYS["20240229"]

        assert day is not None
        assert day.isoformat() == "2024-02-29"
