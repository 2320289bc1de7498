"""Orders of single steps beside the source rows that show whether a person carried them out."""

from datetime import datetime
from typing import Any

from practices.mirror.models import SourceRow
from practices.sync import kinds, proofs
from practices.sync.entered import Found, Reach
from practices.sync.entered.steps import Added, steps_found
from practices.sync.models import Batch, Stream, WriteBack
from practices.sync.proving import check_of, named
from practices.wire.commands import Step
from practices.wire.goals import Goal, goals_of

ADDED_MAX = 2_000


def reach_of_steps(row: WriteBack) -> Reach | None:
    """How far the tables of its steps were read; None where one of them is not read."""
    tables = {goal.table for goal in _goals(row)}
    rows = Stream.objects.filter(table__in=tables).exclude(read_to=None)
    moments = [stream.read_to for stream in rows if stream.read_to and not stream.is_observed]
    if not tables or len(moments) < len(tables):
        return None
    return Reach(read_to=min(moments), is_files=False, changed_at=None)


def judged_steps(row: WriteBack) -> Found:
    """Of an order that is no payment of a claim."""
    goals = _goals(row)
    rows = proofs.rows_of(named(goals))
    checks = {("claimpayment", key) for line in rows.values() if (key := check_of(line))}
    added = [
        one
        for table in sorted({goal.table for goal in goals if goal.marked})
        for one in _added(table, row.queued_at)
    ]
    return steps_found(_steps(row), rows | proofs.rows_of(checks), added, _taken(row))


def _added(table: str, after: datetime) -> list[Added]:
    """Rows that came or changed since the order, so many at most."""
    first = Batch.objects.filter(table=table, at__gte=after).order_by("at", "change").first()
    if first is None:
        return []
    rows = SourceRow.objects.filter(table=table, change__gte=first.change, gone_at=None)
    keys = [(table, int(key)) for key in rows.values_list("key", flat=True)[:ADDED_MAX]]
    return [Added(f"{table}/{key}", row) for (_, key), row in proofs.rows_of(keys).items()]


def _taken(row: WriteBack) -> set[str]:
    others = WriteBack.objects.filter(kind=row.kind).exclude(shown_by=[]).exclude(pk=row.pk)
    return {name for names in others.values_list("shown_by", flat=True) for name in names}


def _steps(row: WriteBack) -> tuple[Step, ...]:
    steps: tuple[Step, ...] = kinds.KINDS[row.kind].steps(_body(row))
    return steps


def _body(row: WriteBack) -> Any:  # noqa: ANN401  # what the kind says
    return kinds.body_of(row.kind, row.body)


def _goals(row: WriteBack) -> list[Goal]:
    return [goal for step in _steps(row) for goal in goals_of(step)]
