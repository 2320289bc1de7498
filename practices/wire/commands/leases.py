"""Orders are given out for a while, one attempt at a time."""

from typing import Annotated

import msgspec
from msgspec import Meta

from practices.wire.commands.kinds import Id
from practices.wire.commands.orders import COMMAND_BYTES_MAX
from practices.wire.messages import Count, Word

COMMANDS_MAX = 5
WAIT_SECONDS_MAX = 25


class Leased(msgspec.Struct, frozen=True, kw_only=True):
    """An order for one agent and a while. `attempt` rises each time; an older one counts no more.

    `command` is the text that was signed. `was_started`: an earlier attempt may have written.
    """

    id: Id
    attempt: Count
    lease_seconds: Count
    was_started: bool
    command: Annotated[str, Meta(max_length=COMMAND_BYTES_MAX)]
    key_id: Word
    signature: Annotated[str, Meta(max_length=100)]


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent asks with: how long it would wait, how many orders it takes at once."""

    wait: Annotated[int, Meta(ge=0, le=WAIT_SECONDS_MAX)] = 0
    max: Annotated[int, Meta(ge=1, le=COMMANDS_MAX)] = 1


class Leases(msgspec.Struct, frozen=True, kw_only=True):
    """Orders, or none; ask again in so many seconds. `stopped` says why there are none."""

    commands: tuple[Leased, ...]
    again_seconds: float
    stopped: str = ""


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """From now on something may have been written. `step` is where it goes on, from zero."""

    step: Count = 0


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The lease holds so many seconds more. `stop`: write nothing more, say how far it came."""

    lease_seconds: Count
    stop: bool = False


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """The state the order is in now. The same result told again is answered the same."""

    state: str
