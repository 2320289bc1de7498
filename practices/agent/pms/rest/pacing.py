"""Which list is read next, and how much more seldom than wished because of the month's budget."""

from collections.abc import Mapping
from datetime import datetime

from practices.agent.pms.rest.budget import Used, until_next_month
from practices.agent.pms.rest.copy import Standing
from practices.agent.pms.rest.plan import Left, Need, Reading, Since, Wish, due, stretch
from practices.agent.pms.rest.shapes import RestFeed

MINUTE, HOUR, MONTH = 60.0, 3_600.0, 31 * 86_400.0
TELLING = 1.1
Lists = Mapping[str, tuple[RestFeed, Standing]]


def times_longer(lists: Lists, used: Used, now: datetime) -> float:
    """1 where all lists can be read as often as wished."""
    calls, size = used.so_far()
    left = Left(
        until_next_month(now),
        None if used.calls_max is None else used.calls_max - calls,
        None if used.bytes_max is None else used.bytes_max - size,
    )
    return stretch((need for feed, told in lists.values() for need in needs(feed, told)), left)


def needs(feed: RestFeed, told: Standing) -> list[Need]:
    full = Need(wish_of(feed, told).full or feed.every_minutes * MINUTE, told.full_calls,
                told.full_size)  # fmt: skip
    if feed.changed is None:
        return [full]
    return [full, Need(feed.every_minutes * MINUTE, told.changed_calls)]


def wish_of(feed: RestFeed, told: Standing) -> Wish:
    full = None if feed.changed is None else feed.full_hours * HOUR
    return Wish(feed.every_minutes * MINUTE, full, told.must_confirm)


def due_of(feed: RestFeed, told: Standing, times: float, now: datetime) -> Reading | None:
    at = now.timestamp()
    since = Since(
        None if told.full_at is None else at - told.full_at,
        None if told.read_at is None else at - told.read_at,
    )
    return due(wish_of(feed, told), since, times)


def told_slower(feed: RestFeed, times: float, used: Used) -> str:
    """For people; "" where a list is read as often as wished."""
    if times < TELLING:
        return ""
    wished = feed.every_minutes * MINUTE
    if times * wished > MONTH:
        return "Not read any more this month: its calls are used up."
    budget = f"{used.calls_max:,} calls" if used.calls_max else "bytes"
    slower = f"Read every {_words(wished * times)} instead of every {_words(wished)}"
    return f"{slower}: else the month's {budget} would not last."


def _words(seconds: float) -> str:
    return (
        f"{seconds / MINUTE:.0f} minutes" if seconds < 2 * HOUR else f"{seconds / HOUR:.0f} hours"
    )
