"""What a drop-box is asked: small deeds on files, each done or not. Paths have forward slashes."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Seen:
    """A plain file; links and folders are never seen. `at` by the clock of that side."""

    name: str
    size: int
    at: datetime


class Side(Protocol):
    """Every deed raises Down where the line broke, Refused("folder") where it may not be done."""

    def bounded(self) -> AbstractContextManager[None]:
        """What is asked inside ends in time, however slowly it trickles."""

    def seen(self, path: str) -> Seen | None:
        """None if its folder is there and it is not."""

    def files(self, folder: str) -> Iterator[Seen]: ...

    def read(self, path: str, bytes_max: int) -> bytes:
        """From its begin. Raises Changed if it is gone."""

    def write(self, path: str, data: bytes, *, at: int) -> None:
        """From byte `at` on. At 0 the file is made, and must not have been there (Down)."""

    def remove(self, path: str) -> None:
        """What is not there stays so."""

    def move(self, path: str, target: str) -> None:
        """In one step, never over another (Refused("taken")). Raises Unsure if the answer got
        lost."""

    def make(self, folder: str) -> None:
        """What is there stays."""

    def close(self) -> None: ...
