from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from practices.wire.values import TEXT_CHARACTERS_MAX, NotAValue, canonical, row_hash, stamp_of


class TestCanonical:
    @pytest.mark.parametrize(
        ("value", "told"),
        [
            (None, b"null"),
            (7, b"7"),
            (-1, b"-1"),
            (True, b"1"),
            (2**63, b'"9223372036854775808"'),
            (1.5, b'"1.5000"'),
            (-0.00001, b'"0.0000"'),
            (Decimal("12.34567"), b'"12.3457"'),
            (date(2026, 3, 2), b'"2026-03-02"'),
            (date(1, 1, 1), b"null"),
            (datetime(2026, 3, 2, 15, 4, 5), b'"2026-03-02T15:04:05Z"'),  # noqa: DTZ001  # as read
            (datetime(1, 1, 1), b"null"),  # noqa: DTZ001  # as read
            (timedelta(hours=-1, minutes=-2), b'"-01:02:00"'),
            (time(8, 30), b'"08:30:00"'),
            (b"\x00\xff", b'"AP8="'),
            ("cafe\u0301", '"caf\u00e9"'.encode()),
            ("a\x00b", '"a\ufffdb"'.encode()),
            ("\ud800", '"\ufffd"'.encode()),
        ],
    )
    def test_writes_every_kind_of_value_in_one_way(self, value: object, told: bytes) -> None:
        assert canonical([value]) == b"[" + told + b"]"

    def test_cuts_long_text_and_says_how_long_it_was(self) -> None:
        told = canonical(["x" * (TEXT_CHARACTERS_MAX + 5)])

        assert told.endswith(b'","characters":65541}]')

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1}])
    def test_names_the_column_it_cannot_write_and_no_value(self, value: object) -> None:
        with pytest.raises(NotAValue, match="Column 1") as refused:
            canonical(["secret", value])

        assert "secret" not in str(refused.value)


class TestHash:
    def test_is_the_same_for_the_same_values(self) -> None:
        assert row_hash(canonical([1, 2.0])) == row_hash(canonical([1, Decimal("2.00")]))
        assert len(row_hash(canonical([1]))) == 16


class TestStamp:
    def test_is_told_in_utc(self) -> None:
        assert stamp_of(datetime(2026, 3, 2, 15, 4, 5, tzinfo=UTC)) == "2026-03-02T15:04:05Z"
        assert stamp_of(datetime(1, 1, 1)) is None  # noqa: DTZ001  # as read
