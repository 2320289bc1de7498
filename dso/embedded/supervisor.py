"""Everything under one command: start in order, keep up, stop cleanly."""

import contextlib
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import psycopg

from dso.embedded import address, child, locks, postgres
from dso.embedded.beat import Beat
from dso.embedded.child import Child, CrashesTooOften
from dso.embedded.terminal import Terminal
from dso.embedded.trouble import is_full

ROLES = ("all", "web", "worker", "beat")
LOOK_SECONDS = 0.1
DATABASE_LOOK_SECONDS = 1.0
FULL_PAUSE_SECONDS = 5.0


class AlreadyRuns(SystemExit):
    """Another supervisor serves this data folder."""


@contextlib.contextmanager
def only_one(data: Path, role: str, place: str) -> Iterator[None]:
    """Be the one supervisor of this folder and role. Raises AlreadyRuns and says who it is.

    The kernel drops the lock with its holder; what an older one wrote into the file is not asked.
    """
    file = data / f"up-{role}.lock"
    lock = locks.take(file)
    if lock is None:
        raise AlreadyRuns(_who_runs(file, data))
    try:
        file.write_text(json.dumps({"pid": os.getpid(), "place": place}))
        yield
    finally:
        os.close(lock)


def _who_runs(file: Path, data: Path) -> str:
    try:
        other = json.loads(file.read_text())
    except ValueError:
        other = {"pid": "unknown", "place": "an address of its own"}
    return (
        f"The data folder {data} is in use: process {other['pid']} serves it at {other['place']}. "
        "Nothing was started. Open that address, stop that process with Ctrl-C, or set DSO_DATA "
        "to another folder."
    )


@dataclass
class Supervisor:
    """The parts of one role over one database, from the start of the first to the end of all."""

    data: Path
    role: str
    port: int
    terminal: Terminal
    server: postgres.Server | None
    children: list[Child] = field(default_factory=list)
    beat: Beat | None = None
    stopping: threading.Event = field(default_factory=threading.Event)
    hurrying: threading.Event = field(default_factory=threading.Event)

    def serve(self, when_ready: Callable[[], None]) -> int:
        """Run until told to stop (returns 0) or until something cannot be kept up (returns 1)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            self._keep_up(when_ready)
        except (CrashesTooOften, postgres.DatabaseDidNotStart) as problem:
            self.terminal.line("up", f"{problem} Everything is being stopped; your data is safe.")
            return 1
        finally:
            self._end()
        return 0

    def _keep_up(self, when_ready: Callable[[], None]) -> None:
        database_look_at, said = 0.0, False
        while not self.stopping.is_set():
            now = time.monotonic()
            if now >= database_look_at:
                self._keep_database_up()
                database_look_at = now + DATABASE_LOOK_SECONDS
            for part in self._due():
                self._keep_up_part(part, now)
            self._begin_schedule()
            if not said and self._is_ready():
                said = True
                when_ready()
            self.stopping.wait(LOOK_SECONDS)

    def _keep_up_part(self, part: Child, now: float) -> None:
        try:
            part.keep_up(now)
        except CrashesTooOften as problem:
            if part.is_vital:
                raise
            self.terminal.line(part.name, f"{problem} It is left alone; the rest goes on.")
            self.children.remove(part)

    def _keep_database_up(self) -> None:
        if self.server is not None and self.server.pid() is None:
            self.terminal.line("database", "stopped; starts again with all that was committed")
            try:
                self.server = postgres.ensure_running(self.data)
            except (SystemExit, psycopg.Error, OSError) as problem:
                if not is_full(problem):
                    raise
                # Whoever makes room finds everything running again; nothing needs a new start.
                self.terminal.line("database", "its disk is full; tries again until there is room")
                self.stopping.wait(FULL_PAUSE_SECONDS)

    def _due(self) -> list[Child]:
        done = {part.name for part in self.children if part.is_done}
        return [part for part in self.children if done.issuperset(part.after)]

    def _begin_schedule(self) -> None:
        """Together with the worker, or at once where that is another process."""
        due = {part.name for part in self._due()}
        if self.beat is None and (self.role == "beat" or (self.role == "all" and "worker" in due)):
            self.beat = Beat()
            self.beat.start()

    def _is_ready(self) -> bool:
        for part in self.children:
            if part.name == "web" and not part.is_ready:
                part.is_ready = address.answers(self.port)
        return all(part.is_ready for part in self._due() if part.tells_ready)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        if self.stopping.is_set():
            self.hurrying.set()
        self.stopping.set()

    def _end(self) -> None:
        self.terminal.line("up", "stopping; press Ctrl-C again to stop at once")
        if self.beat is not None:
            self.beat.stop()
        child.stop(self.children, until_killed=self.hurrying)
        if self.server is not None:
            self.server.close()
        self.terminal.line("up", "stopped; your data is kept")
