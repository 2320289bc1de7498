"""Two things measured in turns, so that what else the machine does meets both."""

import time
from collections.abc import Callable

ROUNDS = 60


def side_by_side(
    one: Callable[[], object], other: Callable[[], object], *, at: float = 0.95
) -> tuple[float, float]:
    """The percentile `at` of each in milliseconds, on a warm cache."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for kept, run in zip(times, (one, other), strict=True):
            began = time.perf_counter()
            run()
            kept.append((time.perf_counter() - began) * 1000)
    return _percentile(times[0], at), _percentile(times[1], at)


def _percentile(times: list[float], at: float) -> float:
    return sorted(times)[int(len(times) * at) - 1]
