"""Reading a foreign file in a one-shot child: little memory, little time, no secrets, no network.

The child runs a module of ours by name with the file on its standard input and answers in lines
on its standard output. It is a session of its own, so that all of it can be ended at once.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. `answer_bytes` bounds what the child may say."""

    memory_bytes: int = 1 << 30
    cpu_seconds: int = 30
    wall_seconds: int = 60
    answer_bytes: int = 512 << 20


USUAL = Limits()
READABLE_EXITS = frozenset({0, 2})  # read, or refused with a reason


class ChildFailed(RuntimeError):
    """The file could not be read within its limits; the file itself is kept."""


class TookTooLong(ChildFailed):
    """Reading took more time than a file may."""


class SaidTooMuch(ChildFailed):
    """The answer was larger than any honest file's."""


def read_in_child(
    module: str, *, data: bytes, arguments: list[str], limits: Limits = USUAL
) -> list[bytes]:
    """The lines `python -m module arguments` says about `data`. Raises ChildFailed."""
    with tempfile.TemporaryDirectory(prefix="intake-") as empty:
        child = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
            [sys.executable, "-s", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=empty,
            env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": ""},
            close_fds=True,
            start_new_session=True,
            preexec_fn=_limited(limits),  # noqa: PLW1509  # resource limits need it
        )
        try:
            answer = _converse(child, data, limits)
        finally:
            _end(child)
    if child.returncode not in READABLE_EXITS:
        raise ChildFailed("The file could not be read within the memory and time a file may take.")
    return answer.splitlines()


def _converse(child: "subprocess.Popen[bytes]", data: bytes, limits: Limits) -> bytes:
    """Feed and listen at once; whoever runs over time or says too much is ended."""
    assert child.stdin is not None
    assert child.stdout is not None
    over_time = threading.Event()

    def stop() -> None:
        over_time.set()
        _end(child)

    clock = threading.Timer(limits.wall_seconds, stop)
    feeding = threading.Thread(target=_feed, args=[child.stdin, data], daemon=True)
    clock.start()
    feeding.start()
    try:
        answer = child.stdout.read(limits.answer_bytes + 1)
    finally:
        clock.cancel()
    if len(answer) > limits.answer_bytes:
        raise SaidTooMuch("Reading the file gave more than any remittance holds.")
    child.wait(limits.wall_seconds)
    if over_time.is_set() or child.returncode == -signal.SIGXCPU:
        raise TookTooLong("Reading the file took longer than a file may take.")
    return answer


def _feed(stdin: IO[bytes], data: bytes) -> None:
    try:
        stdin.write(data)
        stdin.close()
    except OSError:
        return  # it ended before it had read everything; its exit code says why


def _end(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()


def _limited(limits: Limits) -> Callable[[], None]:
    def apply() -> None:
        _without_network()
        bounds = {
            resource.RLIMIT_AS: limits.memory_bytes,
            resource.RLIMIT_CPU: limits.cpu_seconds,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_NOFILE: 32,
        }
        for what, most in bounds.items():
            resource.setrlimit(what, (most, most))

    return apply


def _without_network() -> None:
    """A network namespace of its own where the kernel allows it; elsewhere the limits remain."""
    if hasattr(os, "unshare"):
        try:
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        except OSError:
            return
