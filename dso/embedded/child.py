"""One supervised process: started, listened to, started again after a crash, stopped."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from dso.embedded import children, part
from dso.embedded.terminal import Terminal

CRASHES_PER_MINUTE_MAX = 5
FIRST_PAUSE_SECONDS = 0.5
STOP_SECONDS = 20


class CrashesTooOften(Exception):
    """Starting it again does not help."""


@dataclass
class Child:
    """A part of the product, by name, with its arguments; an errand is done once and well.

    `after` names errands that must be done first. Everything ends when a vital part cannot be kept
    up; another one is left alone.
    """

    name: str
    arguments: tuple[str, ...]
    terminal: Terminal
    is_errand: bool = False
    is_vital: bool = True
    after: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    is_ready: bool = False
    crashes: list[float] = field(default_factory=list)
    start_at: float = 0.0
    running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.is_ready = False
        self.running = children.start_python(
            "-m",
            "dso.embedded.part",
            self.name,
            *self.arguments,
            env={part.SUPERVISOR: str(os.getpid()), **self.env},
            output=subprocess.PIPE,
        )
        threading.Thread(target=self._listen, args=(self.running,), daemon=True).start()

    @property
    def is_done(self) -> bool:
        return self.is_errand and self.running is not None and self.running.poll() == 0

    @property
    def tells_ready(self) -> bool:
        """Whether the product is not ready without it."""
        return self.is_vital and not self.is_errand

    def keep_up(self, now: float) -> None:
        """Start it, or start it again after a pause that doubles with each crash.

        `now` is in seconds of the monotonic clock. Raises CrashesTooOften.
        """
        if self.is_done or (self.running is not None and self.running.poll() is None):
            return
        if self.running is not None:
            self.kill()  # what it left behind may still hold the port
            self._note_crash(now, self.running.returncode)
            self.running = None
        if now >= self.start_at:
            self.start()

    def ask_to_stop(self) -> None:
        self._signal(signal.SIGTERM)

    def is_stopped(self) -> bool:
        return self.running is None or self.running.poll() is not None

    def kill(self) -> None:
        """End it and everything it started."""
        if self.running is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self.running is not None and self.running.poll() is None:
            self.running.send_signal(number)

    def _note_crash(self, now: float, code: int) -> None:
        self.crashes = [*(then for then in self.crashes if now - then < 60), now]
        if len(self.crashes) > CRASHES_PER_MINUTE_MAX:
            raise CrashesTooOften(f"{self.name} stopped {len(self.crashes)} times within a minute.")
        pause = FIRST_PAUSE_SECONDS * 2 ** (len(self.crashes) - 1)
        self.start_at = now + pause
        self.terminal.line(self.name, f"stopped ({_why(code)}); starts again in {pause:g} s")

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        for line in process.stdout or ():
            text = line.decode(errors="replace").rstrip()
            if text == part.READY:
                self.is_ready = True
            elif text:
                self.terminal.line(self.name, text)


def _why(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"


def stop(children_of_ours: list[Child], *, until_killed: "threading.Event") -> None:
    """Ask all to stop at once, wait, and kill what is left or when told to hurry."""
    for child in children_of_ours:
        child.ask_to_stop()
    until = time.monotonic() + STOP_SECONDS
    while time.monotonic() < until and not all(child.is_stopped() for child in children_of_ours):
        if until_killed.wait(0.05):
            break
    for child in children_of_ours:
        child.kill()
