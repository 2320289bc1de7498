"""How gently the practice's database is read: a rest after every page, longer when it is slow."""

from collections.abc import Callable

from practices.wire.messages import Limits

REST_SECONDS = 0.02
REST_SECONDS_MAX = 5.0
ROWS_PER_SECOND_MAX = 2_000  # of what is sent, if the platform asks for no less
PAUSE_SECONDS_MAX = 60
SLOW = 3  # times what a page usually takes
STEADY = 0.9  # how much of what was usual still counts after one more page


class Pace:
    """Whoever writes waits for whoever reads, at least on MyISAM."""

    def __init__(
        self,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        limits: Callable[[], Limits] = Limits,
    ) -> None:
        self._clock, self._sleep, self._limits = clock, sleep, limits
        self._rest, self._usual, self._began = REST_SECONDS, 0.0, clock()
        self.spent = 0.0

    def read(self) -> None:
        """A page has come."""
        took = self._clock() - self._began
        slow = bool(self._usual) and took > SLOW * self._usual
        self._rest = min(self._rest * 2, REST_SECONDS_MAX) if slow else REST_SECONDS
        self._usual = STEADY * self._usual + (1 - STEADY) * took if self._usual else took
        self.spent += took

    def rest(self, rows: int = 0) -> None:
        """Before the next page, after one of so many rows."""
        since, limits = self._clock() - self._began, self._limits()
        paced = rows / max(1, min(limits.rows_per_second, ROWS_PER_SECOND_MAX)) - since
        pause = min(limits.pause_seconds, PAUSE_SECONDS_MAX) if rows else 0
        self._sleep(max(self._rest, paced, pause))
        self._began = self._clock()
