"""What the loop needs of the platform, and the ways in which it says no."""

from typing import Protocol

from practices.wire.messages import (
    Accepted,
    Compare,
    Config,
    Cycle,
    Differing,
    Hashes,
    Heartbeat,
    HeartbeatAnswer,
    Marks,
    Missing,
    Open,
    Opened,
    Tombstoned,
    Wanted,
)


class Refused(Exception):
    """The platform answered no. The text is its own, and holds no values."""


class OutOfStep(Refused):
    """It expects another batch or epoch: drop this one, open again, go on from its cursor."""


class TooMuch(Refused):
    """The batch is larger than it takes now: send half of it."""


class TableRefused(Refused):
    """It cannot take this table as it is. Others go on."""


class TablePaused(Refused):
    """A person has paused this table."""


class NotKnown(Refused):
    """It does not know this agent, has not approved it yet, or does not want it any more."""


class SwitchedOff(Refused):
    """A person has to switch it on first."""


class Unreachable(Exception):
    """No answer, or none that means anything. `retry_after` seconds where it named them."""

    def __init__(self, text: str, retry_after: float | None = None) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class Server(Protocol):
    """Every call raises Refused or Unreachable; a call that raised may have had its effect."""

    def config(self) -> Config: ...

    def open(self, table: str, told: Open) -> Opened: ...

    def push(self, table: str, epoch: int, seq: int, body: bytes) -> Accepted: ...

    def cycle(self, told: Cycle) -> None: ...

    def compare(self, table: str, told: Compare) -> Differing: ...

    def hashes(self, table: str, bucket: int, told: Hashes) -> Wanted: ...

    def wanted(self, table: str, told: Marks) -> Wanted: ...

    def missing(self, table: str, told: Missing) -> Tombstoned: ...

    def heartbeat(self, told: Heartbeat) -> HeartbeatAnswer: ...
