"""Tries over three days: the gaps grow, chance spreads them, and there is an end."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from practices.events.retrying import BOUNDS, GIVE_UP_AFTER, next_try

SINCE = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def gaps(chance: float) -> list[timedelta]:
    found, now = list[timedelta](), SINCE
    while (again := next_try(len(found) + 1, since=SINCE, now=now, chance=chance)) is not None:
        found.append(again - now)
        now = again
    return found


def test_the_longest_gaps_are_the_bounds_until_three_days_are_over() -> None:
    found = gaps(1.0)

    assert found[0] == timedelta(seconds=5)
    assert found[:8] == list(BOUNDS[:8])
    assert sum(found, timedelta()) == GIVE_UP_AFTER


@given(some.floats(0.2, 1))
def test_every_delivery_has_a_last_try_at_the_end_of_three_days(chance: float) -> None:
    found = gaps(chance)

    assert sum(found, timedelta()) == GIVE_UP_AFTER
    assert 8 <= len(found) <= 40


@given(some.integers(1, 60), some.floats(0, 1), some.timedeltas(timedelta(), timedelta(days=4)))
def test_a_try_is_ahead_and_within_its_bound(
    attempts: int, chance: float, after: timedelta
) -> None:
    now = SINCE + after
    again = next_try(attempts, since=SINCE, now=now, chance=chance)

    assert (again is None) == (after >= GIVE_UP_AFTER)
    if again is not None:
        assert now < again <= SINCE + GIVE_UP_AFTER
        assert again - now <= timedelta(hours=24)
