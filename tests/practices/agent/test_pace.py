"""Resting between pages, with a clock that is told what a page took."""

from practices.agent.pace import REST_SECONDS, REST_SECONDS_MAX, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def paced(took: list[float], rows: int = 0) -> Clock:
    clock = Clock()
    pace = Pace(lambda: clock.now, clock.sleep)
    for seconds in took:
        clock.now += seconds
        pace.read()
        pace.rest(rows)
    return clock


class TestPace:
    def test_rests_a_little_after_each_page(self) -> None:
        assert paced([0.1, 0.1, 0.1]).slept == [REST_SECONDS] * 3

    def test_rests_longer_while_pages_take_unusually_long(self) -> None:
        slept = paced([0.1, 0.1, 1.0, 1.0]).slept

        assert slept == [REST_SECONDS, REST_SECONDS, 2 * REST_SECONDS, 4 * REST_SECONDS]

    def test_never_rests_longer_than_a_bound(self) -> None:
        assert max(paced([0.001] + [10.0**n for n in range(20)]).slept) <= REST_SECONDS_MAX

    def test_sends_no_more_rows_a_second_than_it_may(self) -> None:
        clock = paced([0.1] * 10, rows=2_000)

        assert clock.now >= 10
