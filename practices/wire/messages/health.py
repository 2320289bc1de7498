"""An agent tells how it is."""

from typing import Annotated

import msgspec
from msgspec import Meta

from practices.wire.messages.config import Limits
from practices.wire.messages.kinds import Count, Line, Word


class StreamHealth(msgspec.Struct, frozen=True, kw_only=True):
    """One table as the agent sees it; `lag_seconds` is None while it has never been whole.

    `seconds` is how often it is read, 0 where the list says it.
    """

    table: Word
    mode: Word
    lag_seconds: Count | None
    error: Line = ""
    seconds: Count = 0


class DropsHealth(msgspec.Struct, frozen=True, kw_only=True):
    """Files that wait to be brought, and why they do; "" where nothing stops them."""

    waiting: Count
    error: Line = ""


class Heartbeat(msgspec.Struct, frozen=True, kw_only=True):
    """Once a minute. `trouble` is why a writer does nothing, "" where it does or has nothing.

    `drops` is None where no folder is watched for files to bring.
    """

    agent_version: Word
    uptime_seconds: Count
    db_version: Line = ""
    trouble: Line = ""
    streams: Annotated[tuple[StreamHealth, ...], Meta(max_length=500)] = ()
    drops: DropsHealth | None = None


class HeartbeatAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`poll_now`: somebody waits for fresh rows. `min_version`: an older agent is refused."""

    now: str
    poll_now: bool = False
    paused: bool = False
    limits: Limits = Limits()
    min_version: str = ""


class Diagnostics(msgspec.Struct, frozen=True, kw_only=True):
    """How an agent and its computer are: no value of any row, no name, no secret."""

    checks: Annotated[tuple[tuple[Word, bool, Line], ...], Meta(max_length=200)]
    log: Annotated[tuple[Line, ...], Meta(max_length=500)] = ()


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """A file is kept; `came_before` if it was already."""

    came_before: bool


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Done; there is nothing to say."""
