"""What the agent was about to do and what it did, on disk before and after each call.

Ids, numbers of steps and hashes; never a name, an amount or a note. Without this file the agent
still looks before it writes, but it could not tell how long ago a call was made.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

BYTES_MAX = 4 * 2**20
KEPT_ORDERS = 2_000
Mark = Literal["begun", "intent", "effect", "ended"]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line. `at` are seconds of this computer's calendar, `hash` is that of the order."""

    id: str
    mark: Mark
    at: float
    step: int = 0
    hash: str = ""


@dataclass(slots=True)
class Memory:
    """One order. `intents` are the moments of the last call of each step."""

    hash: str = ""
    intents: dict[int, float] = field(default_factory=dict)
    effects: set[int] = field(default_factory=set)
    ended: bool = False


class Journal:
    """Of one folder; one process at a time, which `alone` sees to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._orders: dict[str, Memory] = {}
        for entry in self._read():
            self._take(entry)
        if path.is_file() and path.stat().st_size > BYTES_MAX:
            self._shorten()

    def of(self, order_id: str) -> Memory | None:
        """What is remembered of an order; None if it was never begun here."""
        return self._orders.get(order_id)

    def note(self, entry: Entry) -> None:
        """On disk when this returns: what comes next may be the last thing this process does."""
        fresh = not self._path.exists()
        place = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(place, "ab") as file:
            # A line that a crash cut off before must not swallow this one.
            file.write(b"\n" + msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            _keep_name(self._path.parent)
        self._take(entry)

    def _take(self, entry: Entry) -> None:
        memory = self._orders.setdefault(entry.id, Memory())
        memory.hash = entry.hash or memory.hash
        match entry.mark:
            case "intent":
                memory.intents[entry.step] = entry.at
            case "effect":
                memory.effects.add(entry.step)
            case "ended":
                memory.ended = True

    def _read(self) -> Iterator[Entry]:
        """A last line that was cut off by a crash is none."""
        if not self._path.is_file():
            return
        for line in self._path.read_bytes().split(b"\n"):
            with contextlib.suppress(msgspec.DecodeError):
                if line:
                    yield msgspec.json.decode(line, type=Entry)

    def _shorten(self) -> None:
        """Keep the newest orders, and every one that has not ended."""
        newest = set(list(self._orders)[-KEPT_ORDERS:])
        kept = {name for name, told in self._orders.items() if name in newest or not told.ended}
        lines = [msgspec.json.encode(entry) for entry in self._read() if entry.id in kept]
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as file:
            file.write(b"\n".join(lines) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        _keep_name(self._path.parent)
        self._orders = {name: told for name, told in self._orders.items() if name in kept}


def _keep_name(folder: Path) -> None:
    """A new file's name is on disk too; Windows sees to that itself."""
    if os.name == "nt":
        return
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
