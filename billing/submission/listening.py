"""Asking clearinghouses what waits for us: fetched, kept, and only then put aside there."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from billing.submission.actions import houses, listening
from billing.submission.clearinghouses import Changed, Door, Found, Refused, Trouble, open_door
from billing.submission.clearinghouses.whole import is_cut
from billing.submission.models import Clearinghouse
from billing.submission.places import place_of

HOUSES_MAX, FILES_MAX = 20, 500
CUT_FOR = timedelta(hours=6)  # a file that is still not whole by then is read as it is
Clock = Callable[[], datetime]


def listen_due(*, clock: Clock) -> int:
    """Ask each clearinghouse that is due; how many files were kept that are new."""
    kept = 0
    for _ in range(HOUSES_MAX):
        lease = uuid.uuid4()
        house = listening.lease_house(lease=lease, now=clock())
        if house is None:
            break
        kept += _ask(house, clock)
        listening.give_back(house, lease=lease, now=clock())
    return kept


def _ask(house: Clearinghouse, clock: Clock) -> int:
    kept = 0
    trouble: Trouble | None = None
    try:
        with open_door(place_of(house)) as door:
            for place, found in enumerate(door.listing()):
                if place == FILES_MAX:
                    break
                try:
                    kept += _take(door, house, found, clock)
                except Refused as why:  # one file that cannot be had stops no other
                    trouble = why
    except Trouble as why:
        trouble = why
    houses.note_trouble(house, trouble, now=clock())
    return kept


def _take(door: Door, house: Clearinghouse, found: Found, clock: Clock) -> bool:
    """Killed between keeping and putting aside it is fetched again, and known by its hash."""
    try:
        data = door.fetch(found)
        if is_cut(data) and clock() - found.at < CUT_FOR:
            return False
        kept = listening.keep(house, found.name, data, now=clock())
        door.archive(found)
    except Changed:
        return False
    return not kept.came_before
