"""Limits and their windows, to the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.coding.codes import codes
from billing.scrub.facts import ClaimFacts
from billing.scrub.windows import limits_on, opens_on, used
from practices.days import add_months
from tests.billing.scrub import builders

DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))


def claim(served_on: date, *past: date, **limit: str | int) -> ClaimFacts:
    """A cleaning, earlier ones, and one limit on cleanings, once unless it says so."""
    return builders.claim(
        lines=[{"code": "D1110", "served_on": served_on}],
        history=[{"code": "D1110", "served_on": day} for day in sorted(past, reverse=True)],
        benefits={"limits": [{"codes": "D1110 D1120", "count": 1, **limit}]},
    )


def counted(told: ClaimFacts) -> list[date]:
    limit = next(limits_on(told, told.lines[0]))
    return [one.served_on for one in used(told, told.lines[0], limit, codes(limit.codes))]


def opens(told: ClaimFacts) -> date | None:
    line = told.lines[0]
    assert line.served_on is not None
    limit = next(limits_on(told, line))
    return opens_on(told, limit, used(told, line, limit, codes(limit.codes)), line.served_on)


def in_year(served_on: date, *past: date, begins: int) -> ClaimFacts:
    return builders.claim(
        lines=[{"code": "D1110", "served_on": served_on}],
        history=[{"code": "D1110", "served_on": day} for day in sorted(past, reverse=True)],
        benefits={
            "year_begins_month": begins,
            "limits": [{"codes": "D1110", "count": 1, "period": "benefit_year"}],
        },
    )


class TestYears:
    def test_a_calendar_year_begins_in_january(self) -> None:
        told = claim(
            date(2026, 12, 31), date(2026, 1, 1), date(2025, 12, 31), period="calendar_year"
        )

        assert counted(told) == [date(2026, 1, 1)]
        assert opens(told) == date(2027, 1, 1)

    @pytest.mark.parametrize(
        ("served_on", "past", "opens_at"),
        [
            (date(2026, 6, 30), date(2025, 7, 1), date(2026, 7, 1)),
            (date(2026, 7, 1), date(2026, 6, 30), None),
            (date(2027, 1, 15), date(2026, 12, 15), date(2027, 7, 1)),
        ],
    )
    def test_a_benefit_year_begins_in_july(
        self, served_on: date, past: date, opens_at: date | None
    ) -> None:
        told = in_year(served_on, past, begins=7)

        assert counted(told) == ([past] if opens_at else [])
        if opens_at:
            assert opens(told) == opens_at

    @given(DAYS, DAYS, st.integers(1, 12))
    def test_two_days_of_one_year_count_and_no_others(
        self, one: date, other: date, begins: int
    ) -> None:
        first, second = sorted((one, other))
        year = [day.year if day.month >= begins else day.year - 1 for day in (first, second)]

        told = in_year(second, first, begins=begins)

        assert bool(counted(told)) == (first < second and year[0] == year[1])


class TestMonths:
    @given(DAYS, st.integers(1, 84), st.integers(-3, 3))
    def test_to_the_day_it_opens_so_many_months_on(self, past: date, months: int, off: int) -> None:
        served_on = add_months(past, months) + timedelta(days=off)
        told = claim(served_on, past, period="months_to_day", months=months)
        if served_on <= past:
            return

        assert bool(counted(told)) == (off < 0)
        if off < 0:
            assert opens(told) == add_months(past, months)

    @pytest.mark.parametrize(
        ("past", "months", "first_paid"),
        [
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2024, 2, 29), 48, date(2028, 2, 29)),
            (date(2025, 8, 31), 6, date(2026, 2, 28)),
            (date(2023, 8, 31), 6, date(2024, 2, 29)),
            (date(2025, 12, 31), 2, date(2026, 2, 28)),
        ],
    )
    def test_ends_of_months_and_leap_days(self, past: date, months: int, first_paid: date) -> None:
        limit: dict[str, str | int] = {"period": "months_to_day", "months": months}

        assert opens(claim(first_paid - timedelta(1), past, **limit)) == first_paid
        assert counted(claim(first_paid, past, **limit)) == []

    def test_by_the_month_it_opens_with_the_month(self) -> None:
        limit: dict[str, str | int] = {"period": "months", "months": 6}
        told = claim(date(2026, 6, 30), date(2026, 1, 31), **limit)

        assert opens(told) == date(2026, 7, 1)
        assert counted(claim(date(2026, 7, 1), date(2026, 1, 31), **limit)) == []

    @given(DAYS, DAYS, st.integers(1, 60))
    def test_the_day_it_opens_is_the_first_that_counts_nothing(
        self, one: date, other: date, months: int
    ) -> None:
        past, served_on = sorted((one, other))
        for period in ("months", "months_to_day"):
            told = claim(served_on, past, period=period, months=months)
            if counted(told):
                day = opens(told)
                assert day is not None
                assert day > served_on
                before = claim(day - timedelta(1), past, period=period, months=months)
                assert counted(before) == [past]
                assert counted(claim(day, past, period=period, months=months)) == []


class TestLifetime:
    def test_counts_all_and_never_opens(self) -> None:
        told = claim(date(2026, 7, 9), date(1999, 1, 1), period="lifetime")

        assert counted(told) == [date(1999, 1, 1)]
        assert opens(told) is None


class TestWhatCounts:
    def test_the_same_day_does_not(self) -> None:
        assert counted(claim(date(2026, 7, 9), date(2026, 7, 9), period="lifetime")) == []

    def test_with_a_count_of_two_the_older_one_opens_it(self) -> None:
        past = (date(2026, 3, 1), date(2025, 9, 1))
        told = claim(date(2026, 7, 9), *past, period="months_to_day", months=12, count=2)

        assert counted(told) == list(past)
        assert opens(told) == date(2026, 9, 1)

    @pytest.mark.parametrize(("born", "limits"), [(date(2007, 7, 9), 0), (date(2007, 7, 10), 1)])
    def test_a_limit_counts_up_to_its_age(self, born: date, limits: int) -> None:
        told = builders.claim(
            patient={"born_on": born},
            lines=[{"code": "D1206", "served_on": date(2026, 7, 9)}],
            benefits={"limits": [
                {"codes": "D1206", "count": 1, "period": "lifetime", "age_max": 18},
            ]},
        )  # fmt: skip

        assert len(list(limits_on(told, told.lines[0]))) == limits

    def test_units_of_an_earlier_line_count_each(self) -> None:
        told = builders.claim(
            lines=[{"code": "D0230", "quantity": 3}, {"code": "D0220"}],
            benefits={"limits": [{"codes": "D0220 D0230", "count": 4, "period": "lifetime"}]},
        )
        limit = next(limits_on(told, told.lines[1]))

        assert len(used(told, told.lines[1], limit, codes(limit.codes))) == 3

    @pytest.mark.parametrize(("here", "counts"), [(True, 1), (False, 0)])
    def test_a_limit_of_the_office_counts_what_was_done_here(self, here: bool, counts: int) -> None:
        told = builders.claim(
            lines=[{"code": "D0150"}],
            history=[{"code": "D0150", "served_on": date(2026, 1, 1), "here": here}],
            benefits={"limits": [
                {"codes": "D0150", "count": 1, "period": "lifetime", "scope": "office"},
            ]},
        )  # fmt: skip

        assert len(counted(told)) == counts
