"""The clock of the schedule, as a thread: a process of its own would cost 124 MB."""

import logging
import threading
from datetime import datetime
from typing import Any

from celery.app.utils import find_app
from celery.beat import ScheduleEntry, Scheduler, Service

from dso.embedded.part import JOBS

log = logging.getLogger(__name__)
PAUSE_SECONDS = 1.0


class Schedule(Scheduler):
    """Kept in memory: every entry knocks within a minute, there is nothing to remember."""

    latest: datetime | None = None

    def tick(self, *args: Any, **options: Any) -> float:  # noqa: ANN401  # as Celery has it
        """After a clock was set back all entries begin anew, or none knocks until it caught up."""
        now = self.app.now()
        if self.latest is not None and now < self.latest:
            for entry in self.schedule.values():
                entry.last_run_at = now
            self._heap = None
        self.latest = now
        return float(super().tick(*args, **options))

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:  # noqa: ANN401  # as Celery has it
        """A knock that fails is one line, not a page; the next comes in a moment."""
        try:
            self.apply_async(entry, producer=producer, advance=False)
        except Exception as away:
            log.warning("%s", str(away).partition("\n")[0])


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
        return Service(find_app(JOBS), max_interval=1, scheduler_cls=Schedule)
