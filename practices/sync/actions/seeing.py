"""What people write by hand counts as done when the practice's own rows show it."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from compliance.access import context
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
    waiting = WriteBack.objects.filter(state__in=ENTERED)
    if not waiting.exists() or not _is_our_turn():
        return 0
    proved = [*_payments(waiting, now), *_steps(waiting, now)]
    if proved and queries.mode() != WriteMode.OFF:
        ask_to_sign(key=f"after:{proved[0].pk}", now=now)
    return len(proved)


def _is_our_turn() -> bool:
    """One at a time in a practice: two would not see which rows the other gives to which order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [_lock_name()])
        return bool(cursor.fetchone()[0])


def _lock_name() -> str:
    return f"sync.by_hand:{context.practice().id}"


def _payments(waiting: QuerySet[WriteBack], now: datetime) -> list[WriteBack]:
    """Those that are proved now. A line of a claim stands for one order, so all are looked at."""
    reach = queries.reach()
    if reach is None:
        return []
    some = waiting.filter(kind__in=queries.SEEN_KINDS, queued_at__lt=reach.read_to)
    told = queries.judged(list(_part_of(some, now)))
    return [one.row for one in told if one.found and _follow(one.row, one.found, reach, now)]


def _steps(waiting: QuerySet[WriteBack], now: datetime) -> list[WriteBack]:
    proved = []
    for row in _part_of(waiting.exclude(kind__in=queries.SEEN_KINDS), now):
        reach = queries.reach_of_steps(row)
        if reach is None or row.queued_at >= reach.read_to:
            continue
        if _follow(row, queries.judged_steps(row), reach, now):
            proved.append(row)
    return proved


def _follow(row: WriteBack, found: Found, reach: Reach, now: datetime) -> bool:
    if found.is_shown:
        _prove(row, found, now)
    else:
        _miss(row, found, reach, now)
    return found.is_shown


def _part_of(waiting: QuerySet[WriteBack], now: datetime) -> QuerySet[WriteBack]:
    """So many a run; where there are more, each minute has others."""
    parts = -(-waiting.count() // ORDERS_PER_RUN_MAX) or 1
    start = int(now.timestamp() // 60) % parts * ORDERS_PER_RUN_MAX
    rows = waiting.select_for_update(skip_locked=True).order_by("id")
    return rows[start : start + ORDERS_PER_RUN_MAX]


def _prove(row: WriteBack, found: Found, now: datetime) -> None:
    row.state, row.proved_at = WriteBackState.CONFIRMED.value, now
    row.shown_by = list(found.lines)
    row.save(update_fields=["state", "proved_at", "shown_by"])
    note(row, SEEN, now=now)
    ask_for_desk(row, now=now)


def _miss(row: WriteBack, found: Found, reach: Reach, now: datetime) -> None:
    """Said to be written and not shown in time; of one that is missed already what differs now."""
    told = " ".join(found.differs)[:400]
    is_late = row.told_at is not None and is_overdue(row.told_at, reach, now=now)
    if row.stage == WriteBackState.NOT_SEEN and told != row.detail:
        row.detail = told
        row.save(update_fields=["detail"])
    if row.stage == WriteBackState.TOLD and is_late:
        row.state, row.detail = WriteBackState.NOT_SEEN.value, told
        row.save(update_fields=["state", "detail"])
        note(row, f"Not seen there. {told}", now=now)
        ask_for_desk(row, now=now)
