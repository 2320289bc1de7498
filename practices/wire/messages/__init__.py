"""The bodies of all calls but batches, as JSON. Each side reads what it knows and skips the rest.

Moments are text in UTC with Z. Hashes travel as 32 hexadecimal digits.
"""

from practices.wire.messages.comparing import (
    Bucket,
    Compare,
    Differing,
    Hashes,
    Mark,
    Marks,
    Missing,
    Tombstoned,
    Wanted,
)
from practices.wire.messages.config import Config, Limits, Table
from practices.wire.messages.enrolment import Enroll, Enrolled, Keyed, NewKey
from practices.wire.messages.health import (
    Brought,
    Diagnostics,
    DropsHealth,
    Heartbeat,
    HeartbeatAnswer,
    Kept,
    StreamHealth,
)
from practices.wire.messages.kinds import Count, Line, Word
from practices.wire.messages.problems import Problem
from practices.wire.messages.streams import Accepted, Cycle, Open, Opened

__all__ = [
    "Accepted",
    "Brought",
    "Bucket",
    "Compare",
    "Config",
    "Count",
    "Cycle",
    "Diagnostics",
    "Differing",
    "DropsHealth",
    "Enroll",
    "Enrolled",
    "Hashes",
    "Heartbeat",
    "HeartbeatAnswer",
    "Kept",
    "Keyed",
    "Limits",
    "Line",
    "Mark",
    "Marks",
    "Missing",
    "NewKey",
    "Open",
    "Opened",
    "Problem",
    "StreamHealth",
    "Table",
    "Tombstoned",
    "Wanted",
    "Word",
]
