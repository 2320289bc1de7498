"""Locks that the kernel drops with their holder, so that none is ever stale."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until nobody else is inside, then be the only one."""
    lock = _open(file)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def share(file: Path) -> int:
    """Wait for whoever is alone with it, then hold it with others; closing the number lets go."""
    lock = _open(file)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def try_share(file: Path) -> int | None:
    """Hold it with others, or None if somebody is alone with it."""
    lock = _open(file)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


def take(file: Path, *, seconds: float = 0) -> int | None:
    """Hold it alone, or None if others still hold it after so many seconds."""
    lock = _open(file)
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(lock)
                return None
            time.sleep(0.05)
        else:
            return lock


def _open(file: Path) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
