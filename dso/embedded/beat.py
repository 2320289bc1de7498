"""The clock of the schedule, as a thread: a process of its own would cost 124 MB."""

import logging
import threading

from celery.app.utils import find_app
from celery.beat import Scheduler, Service

from dso.embedded.part import JOBS

log = logging.getLogger(__name__)
PAUSE_SECONDS = 1.0


class Beat(threading.Thread):
    """Knocks as the schedule says until stopped; a broker that is away ends nothing."""

    def __init__(self) -> None:
        super().__init__(name="beat", daemon=True)
        self._is_stopping = threading.Event()
        self._service = self._new_service()

    def run(self) -> None:
        while not self._is_stopping.is_set():
            try:
                self._service.start(embedded_process=False)
            except Exception:
                log.exception("The schedule stumbled and goes on")
                self._is_stopping.wait(PAUSE_SECONDS)
                self._service = self._new_service()
            else:
                return

    def stop(self) -> None:
        self._is_stopping.set()
        self._service.stop(wait=False)

    def _new_service(self) -> Service:
        # Kept in memory: every entry knocks within a minute, there is nothing to remember.
        return Service(find_app(JOBS), max_interval=1, scheduler_cls=Scheduler)
