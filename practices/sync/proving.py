"""Whether the practice's rows show what an order promised: decided from values alone."""

from collections.abc import Iterable, Iterator, Mapping

from practices.wire.commands import Value
from practices.wire.goals import Goal, differing

Rows = Mapping[tuple[str, int], Mapping[str, Value]]
"""Columns of rows, by table and key."""


def named(goals: Iterable[Goal]) -> Iterator[tuple[str, int]]:
    """Rows that goals are about, as far as the order could name them."""
    for goal in goals:
        if goal.key is not None:
            yield goal.table, goal.key
        yield from (("claimproc", line) for line in goal.held_by)


def check_of(line: Mapping[str, object]) -> int:
    """The check a line of a claim is on, 0 for none."""
    key = line.get("ClaimPaymentNum")
    return key if isinstance(key, int) else 0


def is_shown(goal: Goal, rows: Rows, *, added: Mapping[str, int], mark: str) -> bool:
    """`added` are keys of the rows that were added, by table, as the agent told them."""
    if goal.held_by:
        checks = {check_of(rows.get(("claimproc", line), {})) for line in goal.held_by}
        key = checks.pop() if len(checks) == 1 else 0
    else:
        key = goal.key or int(added.get(goal.table, 0))
    found = rows.get((goal.table, key))
    return found is not None and not differing(goal, found, mark)
