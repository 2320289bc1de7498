"""When a delivery that did not arrive is tried again, and when it is given up.

Full jitter: anywhere between nothing and a bound that grows, so that an endpoint which comes back
is not met by everything that waited for it at once.
"""

from datetime import datetime, timedelta

SECONDS, MINUTES, HOURS = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours"))
BOUNDS = (
    5 * SECONDS, 5 * MINUTES, 30 * MINUTES, 2 * HOURS, 5 * HOURS,
    10 * HOURS, 14 * HOURS, 20 * HOURS, 24 * HOURS,
)  # fmt: skip
LEAST = timedelta(seconds=1)
GIVE_UP_AFTER = timedelta(days=3)


def next_try(attempts: int, *, since: datetime, now: datetime, chance: float) -> datetime | None:
    """When to try again after so many attempts since `since`; None once three days are over.

    `chance` lies between 0 and 1. The last try falls on the end of the three days.
    """
    deadline = since + GIVE_UP_AFTER
    if now >= deadline:
        return None
    bound = BOUNDS[min(attempts, len(BOUNDS)) - 1]
    return min(now + max(LEAST, bound * chance), deadline)
