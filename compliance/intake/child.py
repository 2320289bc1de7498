"""Reading a foreign file in a one-shot child: little memory, little time, no secrets, no network.

The child runs a module of ours by name with the file on its standard input and answers in lines
on its standard output. It is a session of its own, so that all of it can be ended at once.
"""

import contextlib
import os
import resource
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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
PIECE_BYTES = 1 << 16
TOO_LONG = "Reading the file took longer than a file may take."


class ChildFailed(RuntimeError):
    """The file could not be read within its limits; the file itself is kept."""


class TookTooLong(ChildFailed):
    """Reading took more time than a file may."""


class SaidTooMuch(ChildFailed):
    """The answer was larger than any honest file's."""


def read_in_child(
    module: str, *, data: bytes, arguments: list[str], limits: Limits = USUAL
) -> Iterator[bytes]:
    """The lines `python -m module arguments` says about `data`, as it says them.

    Raises ChildFailed, at the latest after the last line: what came before is not to be kept.
    """
    with tempfile.TemporaryDirectory(prefix="intake-") as empty:
        child = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
            [sys.executable, "-s", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=empty,
            env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": ""},
            close_fds=True,
            start_new_session=True,
            preexec_fn=_limited(limits),
        )
        try:
            yield from _lines(child, data, limits)
        finally:
            _end(child)
    if child.returncode == -signal.SIGXCPU:
        raise TookTooLong(TOO_LONG)
    if child.returncode not in READABLE_EXITS:
        raise ChildFailed("The file could not be read within the memory and time a file may take.")


def _lines(child: "subprocess.Popen[bytes]", data: bytes, limits: Limits) -> Iterator[bytes]:
    """All it says before it ends. Raises TookTooLong, SaidTooMuch."""
    until = time.monotonic() + limits.wall_seconds
    said, begun = 0, bytearray()
    for piece in _pieces(child, data, until):
        said += len(piece)
        if said > limits.answer_bytes:
            raise SaidTooMuch("Reading the file gave more than any remittance holds.")
        begun += piece
        if b"\n" in piece:
            *whole, begun = begun.split(b"\n")
            yield from map(bytes, whole)
    if begun:
        yield bytes(begun)
    _wait(child, until)


def _pieces(child: "subprocess.Popen[bytes]", data: bytes, until: float) -> Iterator[bytes]:
    """Feed and listen at once, so that neither waits for the other. Raises TookTooLong."""
    assert child.stdin is not None
    assert child.stdout is not None
    os.set_blocking(child.stdin.fileno(), False)
    left = memoryview(data)
    with selectors.DefaultSelector() as open_ends:
        open_ends.register(child.stdout, selectors.EVENT_READ)
        open_ends.register(child.stdin, selectors.EVENT_WRITE)
        while True:
            for end in _ready(open_ends, until):
                if end is child.stdin:
                    left = left[_fed(child.stdin, left) :]
                    if not left:
                        open_ends.unregister(child.stdin)
                        child.stdin.close()
                elif piece := os.read(child.stdout.fileno(), PIECE_BYTES):
                    yield piece
                else:
                    return


def _ready(open_ends: selectors.BaseSelector, until: float) -> list[object]:
    seconds_left = until - time.monotonic()
    ends = open_ends.select(seconds_left) if seconds_left > 0 else []
    if not ends:
        raise TookTooLong(TOO_LONG)
    return [key.fileobj for key, _ in ends]


def _fed(stdin: IO[bytes], left: memoryview) -> int:
    """How many bytes it took; all of them when it listens no longer: its exit code says why."""
    try:
        return os.write(stdin.fileno(), left[:PIECE_BYTES])
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(left)


def _wait(child: "subprocess.Popen[bytes]", until: float) -> None:
    try:
        child.wait(max(until - time.monotonic(), 0))
    except subprocess.TimeoutExpired:
        raise TookTooLong(TOO_LONG) from None


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End all of its session: what it left behind too when it has ended itself."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for end in (child.stdin, child.stdout):
        if end is not None:
            end.close()


def _limited(limits: Limits) -> Callable[[], None]:
    def apply() -> None:
        _without_network()
        bounds = {
            resource.RLIMIT_AS: limits.memory_bytes,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_NOFILE: 32,
            resource.RLIMIT_NPROC: 0,  # it may not fork; the kernel excepts root
        }
        for what, most in bounds.items():
            resource.setrlimit(what, (most, most))
        # The signal that names the reason comes at the lower of the two; the other only kills.
        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))

    return apply


def _without_network() -> None:
    """A network namespace of its own where the kernel allows it; elsewhere the limits remain."""
    if hasattr(os, "unshare"):
        try:
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        except OSError:
            return
