"""Who carries out which kind of job. Rooms above name their handlers in `tasks.py`."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class JobNote:
    """What a handler is told: ids, which attempt this is, and the moment it counts as done."""

    id: uuid.UUID
    kind: str
    key: str
    practice_id: uuid.UUID | None
    arguments: dict[str, Any]
    attempt: int
    now: datetime


Handler = Callable[[JobNote], None]


@dataclass(frozen=True, slots=True)
class Handles:
    """`inside` handlers run inside the job's practice; others enter what they need."""

    run: Handler
    inside: bool


class NoHandler(LookupError):
    """No room carries out this kind of job; it waits until one does."""


_handlers: dict[str, Handles] = {}


def handles(kind: str, *, inside: bool = False) -> Callable[[Handler], Handler]:
    def keep(run: Handler) -> Handler:
        _handlers[kind] = Handles(run, inside)
        return run

    return keep


def handler_of(kind: str) -> Handles:
    """Raises NoHandler."""
    try:
        return _handlers[kind]
    except KeyError:
        raise NoHandler(kind) from None
