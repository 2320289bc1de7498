"""Order after order, for months: waiting, backing off, and writing down how it goes."""

import logging
import random
import signal
import threading
import time

from practices.agent.pms.open_dental_api import ApiClient, OpenDentalApi
from practices.agent.running import backoff, stop_on
from practices.agent.server import Refused, Unreachable
from practices.agent.state import NotSetUp
from practices.agent.writing.caps import Caps
from practices.agent.writing.folder import WriterFolder
from practices.agent.writing.journal import Journal
from practices.agent.writing.loop import heartbeat, turn
from practices.agent.writing.server import HttpsOrders
from practices.agent.writing.writer import Writer

log = logging.getLogger("dso-agent")
TURNS_MAX = 100_000


def writer_of(folder: WriterFolder) -> Writer:
    """Raises NotSetUp."""
    settings, enrolled = folder.writing(), folder.enrolled()
    if not enrolled.dispatch_keys:
        raise NotSetUp("This key was not enrolled as a writer: enroll again with --writer.")
    return Writer(
        connector=OpenDentalApi(ApiClient(settings.api)),
        orders=HttpsOrders(settings.place, folder.key(), enrolled.key_id),
        journal=Journal(folder.path / "journal"),
        caps=Caps(folder, settings.allowed),
        practice=enrolled.practice,
        dispatch_keys=enrolled.dispatch_keys,
        settle_seconds=settings.settle_seconds,
        started=time.monotonic(),
    )


def run(folder: WriterFolder) -> int:
    """Until somebody stops the service. An order that is cut off is taken up by the next start."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop_on(stopped))
    with folder.alone():
        writer, attempt = writer_of(folder), 0
        chance = random.SystemRandom().random
        while not stopped.is_set():
            try:
                wait, attempt = turn(writer), 0
            except (Refused, Unreachable) as why:
                named = why.retry_after if isinstance(why, Unreachable) else None
                wait, attempt = named or backoff(attempt, chance), attempt + 1
                writer.trouble = str(why)[:400]
                log.warning("%s Trying again in %d seconds.", why, wait)
            folder.keep_health(heartbeat(writer))
            stopped.wait(wait)
        writer.connector.close()
    return 0


def once(folder: WriterFolder) -> int:
    """All that waits now. Raises what stops a turn."""
    with folder.alone():
        writer = writer_of(folder)
        for _ in range(TURNS_MAX):
            if turn(writer) > 0:
                break
        folder.keep_health(heartbeat(writer))
        writer.connector.close()
    return 0
