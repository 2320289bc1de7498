"""What people write by hand counts as done when the practice's own rows show it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from practices.sync import queries
from practices.sync.actions.laying import ask_for_desk
from practices.sync.actions.noting import note
from practices.sync.actions.writing import ask_to_sign
from practices.sync.course import ENTERED, WriteBackState
from practices.sync.entered import Found, Reach, is_overdue
from practices.sync.models import WriteBack, WriteMode

ORDERS_PER_RUN_MAX = 500
SEEN = "Proved: the practice's own rows show it."


@transaction.atomic
def confirm_by_hand(*, now: datetime) -> int:
    """Prove what the mirror shows of orders that people carry out; returns how many it shows.

    Whether a person said that it is written makes no difference to that. What a person said and
    what is not shown in time waits for them again. Looks at what was read after the order alone.
    """
    reach = queries.reach()
    waiting = WriteBack.objects.filter(state__in=ENTERED, kind__in=queries.SEEN_KINDS)
    if reach is None or not waiting.exists():
        return 0
    rows = list(_part_of(waiting.filter(queued_at__lt=reach.read_to), now))
    found = [(one.row, one.found) for one in queries.judged(rows) if one.found is not None]
    proved = [(row, told) for row, told in found if told.is_shown]
    for row, told in proved:
        _prove(row, told, now)
    for row, told in found:
        if not told.is_shown:
            _miss(row, told, reach, now)
    _tell([row for row, _ in proved], now)
    return len(proved)


def _part_of(waiting: QuerySet[WriteBack], now: datetime) -> QuerySet[WriteBack]:
    """So many a run; where there are more, each minute has others."""
    parts = -(-waiting.count() // ORDERS_PER_RUN_MAX) or 1
    start = int(now.timestamp() // 60) % parts * ORDERS_PER_RUN_MAX
    rows = waiting.select_for_update().order_by("id")
    return rows[start : start + ORDERS_PER_RUN_MAX]


def _prove(row: WriteBack, found: Found, now: datetime) -> None:
    row.state, row.proved_at = WriteBackState.CONFIRMED.value, now
    row.shown_by = list(found.lines)
    row.save(update_fields=["state", "proved_at", "shown_by"])
    note(row, SEEN, now=now)
    ask_for_desk(row, now=now)


def _miss(row: WriteBack, found: Found, reach: Reach, now: datetime) -> None:
    """Said to be written and not shown in time; one that is missed already is told anew."""
    is_late = row.told_at is not None and is_overdue(row.told_at, reach, now=now)
    if row.stage != WriteBackState.TOLD or not is_late:
        return
    row.state = WriteBackState.NOT_SEEN.value
    row.detail = " ".join(found.differs)[:400]
    row.save(update_fields=["state", "detail"])
    note(row, f"Not seen there. {row.detail}", now=now)
    ask_for_desk(row, now=now)


def _tell(proved: Sequence[WriteBack], now: datetime) -> None:
    """What waited for these is signed next."""
    if proved and queries.mode() != WriteMode.OFF:
        ask_to_sign(key=f"after:{proved[0].pk}", now=now)
