"""What carrying out an order asks of a practice system, whichever it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from practices.wire.commands import Command, Step, Value


class ApiAway(Exception):
    """The office's program cannot be reached now. Nobody has to change anything but wait."""


class NotSent(ApiAway):
    """The call did not get through, or was turned away unread: it had no effect."""


class NoAnswer(ApiAway):
    """The call got no answer that tells what became of it: it may have had its effect."""


class ApiRefused(Exception):
    """The program said no, in its own words; `status` as it came."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class ReadRefused(ApiRefused):
    """It does not even let us look: that says nothing about what was written before."""


class Look(StrEnum):
    """What was found of a step: in effect, surely not, or something else that nobody expected."""

    FOUND = "found"
    ABSENT = "absent"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Seen:
    """`key` is the row the step added, where it added one. `why` says what is unsure."""

    look: Look
    key: int | None = None
    table: str = ""
    why: str = ""


class Connector(Protocol):
    """All but `do` only read. Every method raises ApiAway; those that read raise ReadRefused."""

    def row(self, table: str, key: int) -> dict[str, Value] | None:
        """The columns that orders speak of, in canonical form; None where the row is not there."""
        ...

    def look(self, step: Step, command: Command) -> Seen:
        """Whether the step is in effect now, whoever brought it about."""
        ...

    def do(self, step: Step, command: Command) -> None:
        """Carry the step out, once. Raises NotSent, NoAnswer, ApiRefused."""
        ...

    def close(self) -> None: ...
