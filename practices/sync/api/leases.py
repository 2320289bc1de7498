"""What the agent that writes calls for orders.

Two thousand agents cannot each hold a thread of ours for twenty-five seconds: a web process has
four. So of each process one thread may wait, a few seconds, and holds no connection of the
database meanwhile; all others are answered at once and told when to ask again. Soon, where an
order is on its way to this practice; else in about twenty seconds, which at two thousand
practices are a hundred small calls a second, and how long a stop takes to be seen.
"""

import random
import threading
import time

from django.conf import settings
from django.db import connection
from django.utils import timezone

from practices.registry.tenancy import in_practice
from practices.sync import actions, queries
from practices.sync.api.door import WRITERS, agent_call
from practices.sync.models import Agent
from practices.wire.commands import Ask, Leases

WAITING_MAX = 1
LOOK_SECONDS = 1.0
SOON_SECONDS, LATER_SECONDS, SPREAD_SECONDS = 2.0, 20.0, 5.0

_places = threading.BoundedSemaphore(WAITING_MAX)
_chance = random.SystemRandom().random


@agent_call("GET", asks=Ask, gives=Leases, is_inside=False, roles=WRITERS)
def leases(agent: Agent, asked: Ask) -> Leases:
    """Orders to carry out, each under a new attempt; or when to ask again."""
    found = _look(agent, asked.max)
    wait = min(asked.wait, settings.COMMANDS_WAIT_SECONDS)
    if found.commands or found.stopped or not wait or not _places.acquire(blocking=False):
        return found
    try:
        return _waited(agent, asked.max, until=time.monotonic() + wait)
    finally:
        _places.release()


def _waited(agent: Agent, most: int, *, until: float) -> Leases:
    while True:
        if not connection.in_atomic_block:
            connection.close()
        time.sleep(LOOK_SECONDS)
        found = _look(agent, most)
        if found.commands or found.stopped or time.monotonic() >= until:
            return found


def _look(agent: Agent, most: int) -> Leases:
    stopped = actions.stop_of(agent.practice)
    if stopped:
        return Leases(commands=(), again_seconds=_later(), stopped=stopped)
    with in_practice(agent.practice):
        now = timezone.now()
        given = actions.lease(agent=agent, most=most, now=now)
        again = SOON_SECONDS if given or queries.is_busy(now=now) else _later()
    return Leases(commands=tuple(given), again_seconds=again)


def _later() -> float:
    return LATER_SECONDS + SPREAD_SECONDS * (2 * _chance() - 1)
