"""Batches on their way: the network between transactions, each step noted before the next."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from billing.submission.actions import houses, noting
from billing.submission.actions.leasing import Trip, lease_trip
from billing.submission.clearinghouses import (
    Door,
    Down,
    Parcel,
    Refused,
    Standing,
    Trouble,
    Unsure,
    WrongKey,
    open_door,
)
from billing.submission.places import place_of
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import sealing

TRIPS_MAX = 10
Clock = Callable[[], datetime]
OF_THE_FILE = frozenset({"content", "size", "other_body", "taken"})
NO_KEY = "The batch cannot be opened with the keys that the settings hold."
PERHAPS = "The clearinghouse may have it: ask there before anything is sent again."


def send_due(*, clock: Clock) -> int:
    """Take what is due to its clearinghouse, trip by trip; how many batches were handled."""
    handled = 0
    for _ in range(TRIPS_MAX):
        lease = uuid.uuid4()
        trip = lease_trip(lease=lease, now=clock())
        if trip is None:
            break
        _travel(trip, lease, clock)
        handled += len(trip.batches)
    return handled


def _travel(trip: Trip, lease: uuid.UUID, clock: Clock) -> None:
    """What stands in the way of all of them is noted on the clearinghouse."""
    trouble: Trouble | None = None
    try:
        with open_door(place_of(trip.house)) as door:
            for batch_id, practice in trip.batches:
                found = _bring(door, batch_id, practice, lease, clock)
                trouble = found or trouble
    except Trouble as why:
        trouble = why
        for batch_id, practice in trip.batches:
            _note_later(batch_id, practice, lease, str(why), clock)
    houses.note_trouble(trip.house, trouble, now=clock())


def _bring(
    door: Door, batch_id: uuid.UUID, practice: Practice, lease: uuid.UUID, clock: Clock
) -> Trouble | None:
    """One batch; a step that another run noted meanwhile ends ours."""
    try:
        _steps(door, batch_id, practice, lease, clock)
    except noting.NotOurs:
        return None
    except Unsure:
        _note_later(batch_id, practice, lease, PERHAPS, clock)  # next time looking tells
    except sealing.CannotOpen:
        _note_later(batch_id, practice, lease, NO_KEY, clock)
    except (Down, WrongKey, Refused) as trouble:
        if isinstance(trouble, Refused) and trouble.word in OF_THE_FILE:
            _note_refused(batch_id, practice, lease, trouble, clock)
            return None
        _note_later(batch_id, practice, lease, str(trouble), clock)
        return trouble
    return None


def _steps(
    door: Door, batch_id: uuid.UUID, practice: Practice, lease: uuid.UUID, clock: Clock
) -> None:
    """See `clearinghouses.door` for what may be concluded at which point."""
    with in_practice(practice):
        loaded = noting.load(batch_id, lease=lease)
    parcel = Parcel(loaded.key, loaded.name, loaded.data)
    is_first = not loaded.tries and not loaded.is_staged
    standing = Standing.ABSENT if is_first else door.standing(parcel, staged=loaded.is_staged)
    receipt = ""
    if standing is Standing.UNSURE:
        with in_practice(practice):
            noting.unsure(batch_id, lease=lease, why=PERHAPS, now=clock())
        return
    if standing is not Standing.RELEASED:
        _stage(door, parcel, batch_id, practice, lease, standing, loaded.is_staged, clock)
        receipt = door.release(parcel).number
    now = clock()
    today = now.astimezone(ZoneInfo(practice.timezone)).date()
    with in_practice(practice):
        noting.sent(batch_id, lease=lease, receipt=receipt, now=now, today=today)


def _stage(
    door: Door,
    parcel: Parcel,
    batch_id: uuid.UUID,
    practice: Practice,
    lease: uuid.UUID,
    standing: Standing,
    is_noted: bool,
    clock: Clock,
) -> None:
    if standing is Standing.ABSENT:
        door.stage(parcel)
    if not is_noted:
        with in_practice(practice):
            noting.staged(batch_id, lease=lease, now=clock())


def _note_later(
    batch_id: uuid.UUID, practice: Practice, lease: uuid.UUID, why: str, clock: Clock
) -> None:
    with suppress(noting.NotOurs), in_practice(practice):
        noting.later(batch_id, lease=lease, why=why, now=clock())


def _note_refused(
    batch_id: uuid.UUID, practice: Practice, lease: uuid.UUID, no: Refused, clock: Clock
) -> None:
    with in_practice(practice):
        noting.refused(batch_id, lease=lease, why=str(no), now=clock())
