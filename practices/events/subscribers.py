"""Who hears of which event inside the product. Rooms name their subscribers in `tasks.py`."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from practices.events.catalogue import kind_of

NAME_LENGTH_MAX = 80


@dataclass(frozen=True, slots=True)
class EventNote:
    """What a subscriber is told; `at` is when it happened, `now` the moment the work counts as
    done."""

    id: uuid.UUID
    name: str
    practice_id: uuid.UUID | None
    organization_id: uuid.UUID
    subject_ids: tuple[uuid.UUID, ...]
    source_keys: tuple[str, ...]
    at: datetime
    now: datetime


Hear = Callable[[EventNote], None]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """`name` is `room.function`: it stands in the outbox, so renaming it loses what waits."""

    name: str
    hear: Hear

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]


class TwoOfOneName(ValueError):
    """Two subscribers share a name; each would take the other's work for its own."""


class NoSubscriber(LookupError):
    """No room has a subscriber of this name any more; its job waits until one has."""


_by_name: dict[str, Subscriber] = {}
_by_event: dict[str, list[Subscriber]] = {}


def on(event: str, *, name: str = "") -> Callable[[Hear], Hear]:
    """Run the function once for each event of this name, inside the event's practice if it has one.

    Its effect and the end of its job are one transaction; when it fails it is tried three times,
    alone. It hears of what is raised from now on. Raises UnknownEvent, TwoOfOneName.
    """
    kind_of(event)

    def keep(hear: Hear) -> Hear:
        one = Subscriber(name or _name_of(hear), hear)
        if len(one.name) > NAME_LENGTH_MAX or _by_name.setdefault(one.name, one).hear is not hear:
            raise TwoOfOneName(one.name)
        _by_event.setdefault(event, []).append(_by_name[one.name])
        return hear

    return keep


def _name_of(hear: Hear) -> str:
    """`billing.scrub.tasks.check` is `scrub.check`."""
    return f"{hear.__module__.split('.')[-2]}.{hear.__name__}"


def subscribers_of(event: str) -> tuple[Subscriber, ...]:
    return tuple(_by_event.get(event, ()))


def names() -> list[str]:
    return sorted(_by_name)


def subscriber_named(name: str) -> Subscriber:
    """Raises NoSubscriber."""
    try:
        return _by_name[name]
    except KeyError:
        raise NoSubscriber(name) from None
