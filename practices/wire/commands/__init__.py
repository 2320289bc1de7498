"""What the platform orders an agent to write, and what the agent answers.

An order is signed by the dispatch key over the very bytes that travel, so that nobody on the way,
not even a web server of ours, can make one up. It names calls of the practice system's connector
with typed arguments, never an address or SQL, and the values it expects to find before.
"""

from practices.wire.commands.kinds import COLUMNS_MAX, STEPS_MAX, Value
from practices.wire.commands.leases import (
    COMMANDS_MAX,
    WAIT_SECONDS_MAX,
    Ask,
    Held,
    Leased,
    Leases,
    Started,
    Taken,
)
from practices.wire.commands.orders import COMMAND_BYTES_MAX, Command, Expected
from practices.wire.commands.results import Result
from practices.wire.commands.steps import (
    AddAdjustment,
    AddCheck,
    AddCommlog,
    AddDocument,
    DropCheck,
    MarkSent,
    MarkVerified,
    NoteClaim,
    SetClaim,
    SetLine,
    Step,
    TrackClaim,
)

__all__ = [
    "COLUMNS_MAX",
    "COMMANDS_MAX",
    "COMMAND_BYTES_MAX",
    "STEPS_MAX",
    "WAIT_SECONDS_MAX",
    "AddAdjustment",
    "AddCheck",
    "AddCommlog",
    "AddDocument",
    "Ask",
    "Command",
    "DropCheck",
    "Expected",
    "Held",
    "Leased",
    "Leases",
    "MarkSent",
    "MarkVerified",
    "NoteClaim",
    "Result",
    "SetClaim",
    "SetLine",
    "Started",
    "Step",
    "Taken",
    "TrackClaim",
    "Value",
]
