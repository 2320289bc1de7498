"""How an attempt at an order ended."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from practices.wire.commands.kinds import COLUMNS_MAX, STEPS_MAX, Row
from practices.wire.messages import Count, Line, Word

Outcome = Literal[
    "applied", "already_applied", "precondition_failed", "refused", "unknown", "expired",
    "not_now", "rehearsed",
]  # fmt: skip


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """How an attempt ended. `done` steps are in effect, `keys` the rows they added, by table.

    `detail` is the practice system's own text or ours; `differing` names columns, never values.
    """

    outcome: Outcome
    done: Count = 0
    detail: Line = ""
    differing: Annotated[tuple[Word, ...], Meta(max_length=COLUMNS_MAX)] = ()
    keys: Annotated[dict[Word, Row], Meta(max_length=STEPS_MAX)] = {}
