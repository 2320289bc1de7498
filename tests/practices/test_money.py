"""Cents as people read them."""

import pytest

from practices.money import dollars


class TestDollars:
    @pytest.mark.parametrize(
        ("cents", "text"),
        [
            (0, "0.00"),
            (5, "0.05"),
            (-5, "-0.05"),
            (123_456, "1,234.56"),
            (-1_000_000_00, "-1,000,000.00"),
        ],
    )
    def test_writes(self, cents: int, text: str) -> None:
        assert dollars(cents) == text
