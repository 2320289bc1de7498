"""Turn after turn, for months: waiting, backing off, and writing down how it goes."""

import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType

from practices.agent import health
from practices.agent.agent import Agent
from practices.agent.loop import turn
from practices.agent.pms import PmsAway, TableUnreadable
from practices.agent.server import Refused, Unreachable
from practices.agent.state import Folder
from practices.wire.messages import DropsHealth

log = logging.getLogger("dso-agent")
WAIT_SECONDS_MIN, WAIT_SECONDS_MAX = 1.0, 900.0
TURNS_MAX = 100_000  # of `once`: far more than any practice has pages
Bring = Callable[[], DropsHealth]
STOPPING = (PmsAway, TableUnreadable, Refused, Unreachable)


def backoff(attempt: int, chance: Callable[[], float]) -> float:
    """Anywhere between nothing and a bound that doubles: many agents are not to come at once."""
    bound = min(WAIT_SECONDS_MAX, WAIT_SECONDS_MIN * float(1 << min(attempt, 20)))
    return max(WAIT_SECONDS_MIN / 10, bound * chance())


def run(
    agent: Agent,
    folder: Folder,
    rotate: Callable[[], object] | None = None,
    bring: Bring | None = None,
) -> int:
    """Until somebody stops the service. A turn that is cut off is repeated by the next start.

    `rotate` looks after the agent's key, after each turn that went well; `bring` brings files
    before each, whether or not the practice's system answers.
    """
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop_on(stopped))
    agent.beat.started = agent.clock()
    attempt = 0
    while not stopped.is_set():
        _bring(agent, bring)
        try:
            wait = turn(agent)
            if rotate is not None:
                rotate()
            agent.beat.trouble, attempt = "", 0
        except STOPPING as why:
            agent.beat.trouble = str(why)
            named = why.retry_after if isinstance(why, Unreachable) else None
            wait, attempt = named or backoff(attempt, agent.chance), attempt + 1
            agent.streams.clear()
            log.warning("%s Trying again in %d seconds.", why, wait)
        _keep_health(agent, folder)
        stopped.wait(wait)
    agent.pms.close()
    return 0


def once(agent: Agent, folder: Folder, bring: Bring | None = None) -> int:
    """All that is due now, without waiting for what will be. Raises what stops a turn."""
    _bring(agent, bring)
    try:
        for _ in range(TURNS_MAX):
            if turn(agent) > 0:
                return 1 if any(watch.error for watch in agent.watches.values()) else 0
        return 1
    finally:
        _keep_health(agent, folder)
        agent.pms.close()


def _bring(agent: Agent, bring: Bring | None) -> None:
    if bring is not None:
        agent.beat.drops = bring()


def stop_on(stopped: threading.Event) -> Callable[[int, FrameType | None], None]:
    return lambda _number, _frame: stopped.set()


def _keep_health(agent: Agent, folder: Folder) -> None:
    folder.keep_health(health.heartbeat(agent.beat, agent.watches, agent.clock()))
