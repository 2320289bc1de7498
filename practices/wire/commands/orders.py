"""An order: what is expected to stand there, and the steps to take."""

from typing import Annotated

import msgspec
from msgspec import Meta

from practices.wire.commands.kinds import STEPS_MAX, Id, Row, Values
from practices.wire.commands.steps import Step
from practices.wire.messages import Word

COMMAND_BYTES_MAX = 6 * 2**20


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Columns of a row as they must be before anything is written, in their canonical form."""

    table: Word
    key: Row
    values: Values


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One order. `mark` is written into what it adds, so that it is found again.

    `practice` is the practice it is for: no other's agent carries it out. Orders of one
    `order_key` are carried out one after the other. `cents` count against the day's limits.
    """

    v: int = 1
    id: Id
    kind: Word
    kind_version: int = 1
    practice: Id
    order_key: Word
    expected: Annotated[tuple[Expected, ...], Meta(max_length=2 * STEPS_MAX)]
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=STEPS_MAX)]
    mark: Word
    cents: Annotated[int, Meta(ge=0, le=10**10)]
    not_before: Word
    expires_at: Word
    is_rehearsal: bool = False
    requested_by: Word
    approved_by: Word
