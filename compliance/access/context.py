"""The context values: who acts, in which practice, for which request.

The registry sets the practice, the web and the jobs set the actor; vault and audit read them.
Context variables follow `sync_to_async`; a bare thread starts empty and so fails closed.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from compliance.access.actor import Actor


class NobodyActs(RuntimeError):
    """Work was begun without saying who acts; it would leave no trace of its author."""


class OutsidePractice(RuntimeError):
    """A practice's rows were asked for without stepping into the practice."""


class ActorChanged(RuntimeError):
    """Somebody else began to act in the middle of a visit that is noted under another name."""


@dataclass(frozen=True, slots=True)
class PracticePlace:
    """The practice we stand in: its id, public name in URLs, schema and database role."""

    id: uuid.UUID
    public_id: str
    schema: str
    organization_id: uuid.UUID


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)
_practice: ContextVar[PracticePlace | None] = ContextVar("practice", default=None)
_request_id: ContextVar[str] = ContextVar("request_id", default="")


@contextmanager
def acting_as(actor: Actor, *, request_id: str = "") -> Iterator[Actor]:
    """Everything inside is done by `actor`, and the audit trail will say so.

    The database was told at the door of a practice who acts; so one visit has one actor. Raises
    ActorChanged.
    """
    if _practice.get() is not None and _actor.get() != actor:
        raise ActorChanged("Say who acts before stepping into the practice.")
    who, which = _actor.set(actor), _request_id.set(request_id or _request_id.get())
    try:
        yield actor
    finally:
        _request_id.reset(which)
        _actor.reset(who)


@contextmanager
def standing_in(place: PracticePlace) -> Iterator[PracticePlace]:
    """For the registry alone, which also moves the database connection."""
    token = _practice.set(place)
    try:
        yield place
    finally:
        _practice.reset(token)


def actor() -> Actor:
    """Raises NobodyActs."""
    who = _actor.get()
    if who is None:
        raise NobodyActs("Say who acts first: acting_as(…).")
    return who


def practice() -> PracticePlace:
    """Raises OutsidePractice."""
    place = _practice.get()
    if place is None:
        raise OutsidePractice("Step into a practice first: in_practice(…).")
    return place


def practice_or_none() -> PracticePlace | None:
    return _practice.get()


def request_id() -> str:
    return _request_id.get()
