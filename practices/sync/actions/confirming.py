"""Proof: an order is done when the read path shows what it promised, whatever the writer said."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from practices.sync import proofs, queries
from practices.sync.actions.noting import note
from practices.sync.actions.signing import mark_of, steps_of
from practices.sync.actions.writing import ask_to_sign
from practices.sync.course import WriteBackState
from practices.sync.models import WriteBack, WriteMode
from practices.sync.proofs import Rows
from practices.sync.proving import check_of, is_shown, named
from practices.wire.goals import Goal, promises

ORDERS_PER_RUN_MAX = 500
PROVABLE = (WriteBackState.APPLIED, WriteBackState.UNKNOWN)


@transaction.atomic
def confirm(*, now: datetime) -> int:
    """Prove what the mirror shows, at a moment at which its tables fit together; returns how many.

    An order nobody was sure about is proved like any other. What waited for it is signed next.
    """
    rows = list(
        WriteBack.objects.select_for_update(skip_locked=True)
        .filter(state__in=PROVABLE)
        .order_by("id")[:ORDERS_PER_RUN_MAX]
    )
    if not rows:
        return 0
    goals = {row.pk: promises(steps_of(row)) for row in rows}
    seen = _seen(rows, [goal for found in goals.values() for goal in found])
    proved = [row for row in rows if _is_shown(row, goals[row.pk], seen)]
    for row in proved:
        _prove(row, now)
    if proved and queries.mode() != WriteMode.OFF:
        ask_to_sign(key=f"after:{proved[0].pk}", now=now)
    return len(proved)


def _seen(rows: Iterable[WriteBack], goals: Iterable[Goal]) -> Rows:
    """Rows named by orders and by agents, and the checks that lines turn out to be on."""
    found = proofs.rows_of({*named(goals), *_added(rows)})
    checks = {("claimpayment", key) for line in found.values() if (key := check_of(line))}
    return found | proofs.rows_of(checks - set(found))


def _added(rows: Iterable[WriteBack]) -> Iterator[tuple[str, int]]:
    for row in rows:
        yield from ((table, int(key)) for table, key in row.keys.items())


def _is_shown(row: WriteBack, goals: Iterable[Goal], seen: Rows) -> bool:
    mark = mark_of(row)
    return all(is_shown(goal, seen, added=row.keys, mark=mark) for goal in goals)


def _prove(row: WriteBack, now: datetime) -> None:
    row.state, row.proved_at = WriteBackState.CONFIRMED.value, now
    row.save(update_fields=["state", "proved_at"])
    note(row, "Proved: the practice's own rows show it.", now=now)
