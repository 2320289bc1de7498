"""Which cover pays first, and what is said of it."""

from datetime import date
from typing import Any

import pytest

from billing.claims import covering
from billing.claims.covering import order_of
from practices.mirror.treated import Covered

DAY = date(2026, 11, 2)


def cover(key: str, rank: int, **given: Any) -> Covered:  # noqa: ANN401  # fields of a cover
    return Covered(key=key, patient_key="5", rank=rank, carrier=("Plans", key), **given)


def child(key: str, rank: int, born_on: date | None, starts_on: date | None = None) -> Covered:
    return cover(
        key, rank, relationship="child", subscriber_key=key, subscriber_born_on=born_on,
        starts_on=starts_on,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (cover("a", 1, is_medical=True), covering.MEDICAL),
        (cover("a", 1, plan_kind="capitation"), covering.CAPITATION),
        (cover("a", 1, is_pending=True), covering.PENDING),
        (cover("a", 1, ends_on=date(2026, 11, 1)), covering.ENDED),
        (cover("a", 1, starts_on=date(2026, 11, 3)), covering.NOT_YET),
        (Covered(key="a", patient_key="5", rank=1), covering.NO_CARRIER),
    ],
)
def test_who_does_not_pay_is_left_out_with_the_reason(one: Covered, why: str) -> None:
    order = order_of([one], DAY, {})

    assert (order.covers, order.left_out, order.why_none) == ((), {"a": why}, why)


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 30)])
def test_the_first_and_the_last_day_of_a_cover_count(day: date) -> None:
    one = cover("a", 1, starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30))

    assert order_of([one], day, {}).covers == (one,)


def test_the_order_is_the_practice_systems() -> None:
    own, other = cover("a", 2), cover("b", 1, relationship="spouse")

    order = order_of([own, other], DAY, {})

    assert [one.key for one in order.covers] == ["b", "a"]
    assert order.doubts == ("The patient's own plan should pay first.",)


def test_ones_own_plan_before_anothers_leaves_no_doubt() -> None:
    order = order_of([cover("a", 1), cover("b", 2, relationship="spouse")], DAY, {})

    assert (order.doubts, order.notes) == ((), ("Own plan before another's.",))


@pytest.mark.parametrize(
    ("first", "second", "is_sure"),
    [
        # The older parent's birthday comes later in the year: the year of birth says nothing.
        (date(1990, 2, 1), date(1970, 9, 1), True),
        (date(1970, 9, 1), date(1990, 2, 1), False),
        (date(1990, 2, 28), date(1990, 3, 1), True),
        (date(1990, 2, 1), None, False),
    ],
)
def test_of_parents_the_earlier_birthday_in_the_year_pays_first(
    first: date, second: date | None, is_sure: bool
) -> None:
    order = order_of([child("a", 1, first), child("b", 2, second)], DAY, {})

    assert (not order.doubts) is is_sure


def test_of_one_birthday_the_plan_held_longer_pays_first() -> None:
    born = date(1990, 2, 1)
    longer, shorter = date(2010, 1, 1), date(2020, 1, 1)

    right = order_of([child("a", 1, born, longer), child("b", 2, born, shorter)], DAY, {})
    wrong = order_of([child("a", 1, born, shorter), child("b", 2, born, longer)], DAY, {})

    assert (bool(right.doubts), bool(wrong.doubts)) == (False, True)


def test_a_person_stands_above_rank_and_birthday() -> None:
    mother, father = child("a", 1, date(1990, 2, 1)), child("b", 2, date(1990, 9, 1))

    order = order_of([mother, father], DAY, {"b": 1, "a": 2})

    assert [one.key for one in order.covers] == ["b", "a"]
    assert order.doubts == ()


def test_two_covers_of_one_rank_are_a_doubt() -> None:
    order = order_of([cover("a", 1), cover("b", 1, relationship="spouse")], DAY, {})

    assert "Two covers have one rank in the practice's system." in order.doubts
