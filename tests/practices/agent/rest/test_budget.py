"""The month's calls last to its end, whatever is asked of them, and a crash never frees any."""

from datetime import UTC, datetime

import msgspec
import pytest

from practices.agent.pms import PmsAway, TableUnreadable
from practices.agent.pms.rest import budget
from practices.agent.pms.rest.budget import Spent, until_next_month
from practices.agent.pms.rest.plan import Left, Need, Since, Wish, due, stretch
from practices.agent.pms.rest.shapes import Budget
from tests.practices.agent.rest.office import APPOINTMENT, PATIENT, Office, listed

(PEOPLE,), (VISITS,) = listed(PATIENT), listed(APPOINTMENT)
DAY = 86_400


class TestStretch:
    @pytest.mark.parametrize(
        ("needs", "left", "times"),
        [
            ([], Left(DAY, 0, None), 1), ([Need(60, 1)], Left(DAY, None, None), 1),
            ([Need(60, 1)], Left(DAY, 1_516, None), 1), ([Need(60, 1)], Left(DAY, 758, None), 2),
            ([Need(60, 1, 1_000)], Left(DAY, None, 758_000), 2),
            ([Need(60, 1)], Left(DAY, 0, None), float("inf")),
        ],
    )  # fmt: skip
    def test_is_what_makes_the_rest_of_the_month_do(
        self, needs: list[Need], left: Left, times: float
    ) -> None:
        assert stretch(needs, left) == pytest.approx(times, rel=0.01)


class TestDue:
    @pytest.mark.parametrize(
        ("wish", "since", "times", "what"),
        [
            (Wish(60, 3_600), Since(None, None), 9e9, "full"),
            (Wish(60, 3_600), Since(59, 59), 1, None),
            (Wish(60, 3_600), Since(61, 61), 1, "changed"),
            (Wish(60, 3_600), Since(61, 61), 2, None),
            (Wish(60, 3_600), Since(3_600, 10), 1, "full"),
            (Wish(60, 3_600, must_confirm=True), Since(61, 61), 1, "full"),
            (Wish(60, None), Since(61, 61), 1, "full"), (Wish(60, None), Since(61, 61), 2, None),
        ],
    )  # fmt: skip
    def test_is_one_reading_or_none(
        self, wish: Wish, since: Since, times: float, what: str | None
    ) -> None:
        assert due(wish, since, times) == what


class TestMonth:
    @pytest.mark.parametrize(
        ("now", "seconds"),
        [
            ("2026-12-31T23:59:00", 60),
            ("2026-02-28T00:00:00", DAY),
            ("2028-02-28T00:00:00", 2 * DAY),
        ],
    )
    def test_ends_as_the_calendar_says(self, now: str, seconds: float) -> None:
        assert until_next_month(datetime.fromisoformat(now).replace(tzinfo=UTC)) == seconds


class TestBudget:
    @pytest.mark.slow
    def test_is_never_exceeded_and_lasts(self, by_offset: Office) -> None:
        """Two months; lists ask for some 13,000 calls a month each."""
        calls = 120
        by_offset.cloud.seconds = datetime(2026, 11, 1, tzinfo=UTC).timestamp()
        by_offset.calls = calls
        for number in range(12):
            by_offset.cloud.put("patients", f"p{number}", name="a")
        source, late = by_offset.source(), 0
        for _ in range(61 * 6):
            before = len(by_offset.cloud.asked)
            source.refresh()
            by_offset.pass_time(4 * 3_600)
            late += len(by_offset.cloud.asked) - before if by_offset.wall_clock().day > 25 else 0

        calls_made = len(by_offset.cloud.asked) + len(by_offset.cloud.tokens)
        assert calls_made <= 2 * calls
        assert calls_made > 1.5 * calls  # and it is used
        assert late > calls / 10  # to the end of the month
        assert "else the month's" in source.remark(PEOPLE)

    def test_that_is_used_up_stops_everything_until_next_month(self, by_offset: Office) -> None:
        by_offset.calls = 2
        source = by_offset.source()

        source.refresh()
        by_offset.pass_time(3_600)
        source.refresh()

        assert len(by_offset.cloud.asked) == 1
        assert source.rows_after(PEOPLE, None, 1) == []
        with pytest.raises(TableUnreadable, match="goes on next month"):
            source.rows_after(VISITS, None, 1)
        by_offset.pass_time(31 * DAY)
        source.refresh()
        assert len(by_offset.cloud.asked) == 2

    def test_counts_before_a_call_is_made(self, by_offset: Office) -> None:
        used = by_offset.used()

        room = used.reserve()
        assert by_offset.used().so_far() == (1, room + budget.AROUND_BYTES)
        used.settle(room, 100)

        assert by_offset.used().so_far() == (1, 100 + budget.AROUND_BYTES)

    def test_that_cannot_be_counted_is_not_used(self, by_offset: Office) -> None:
        source = by_offset.source()
        source.refresh()
        (by_offset.kept / "calls.sqlite").write_bytes(b"garbage" * 1_000)
        before = len(by_offset.cloud.asked)
        by_offset.pass_time(3_600)

        with pytest.raises(PmsAway, match="own folder cannot be written"):
            source.refresh()

        assert len(by_offset.cloud.asked) == before

    def test_of_bytes_is_kept_too(self, by_offset: Office) -> None:
        used = by_offset.used()
        used.bytes_max = 20_000
        assert used.reserve() == 16_000

        with pytest.raises(Spent):
            used.reserve()

    def test_may_be_lowered_and_never_raised(self, by_offset: Office) -> None:
        limits = Budget(calls_per_month=100)

        told = [
            budget.Used(by_offset.kept / "x", limits, calls, by_offset.wall_clock).calls_max
            for calls in (None, 50, 500)
        ]

        assert told == [100, 50, 100]
        assert msgspec.structs.replace(limits, calls_per_month=None).calls_per_month is None
