"""All that a running writer has in memory."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from practices.agent.writing.caps import Caps
from practices.agent.writing.carrying import SETTLE_SECONDS
from practices.agent.writing.connector import Connector
from practices.agent.writing.journal import Journal
from practices.agent.writing.server import Orders
from practices.wire.commands import Result


@dataclass(slots=True)
class Writer:
    """All that a running writer has in memory. `clock` counts seconds and knows no date."""

    connector: Connector
    orders: Orders
    journal: Journal
    caps: Caps
    practice: str
    dispatch_keys: tuple[str, ...]
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    settle_seconds: float = SETTLE_SECONDS
    started: float = 0.0
    beat_due: float = 0.0
    trouble: str = ""
    untold: list[tuple[str, int, Result]] = field(default_factory=list)
