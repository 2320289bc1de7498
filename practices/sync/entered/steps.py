"""A single step carried out by hand: a row changed, or a row added under a key nobody knows."""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from practices.sync.entered.seen import Found
from practices.sync.proving import Rows, check_of
from practices.wire.commands import Step, Value
from practices.wire.goals import Goal, changed, goals_of

OUR_MARK = "dso:"  # in rows that an agent added

Row = Mapping[str, Value]


class Added(msgspec.Struct, frozen=True):
    """A row that came after the order; `name` is its table and key."""

    name: str
    values: Row


def steps_found(
    steps: Sequence[Step], rows: Rows, added: Sequence[Added], taken: Collection[str]
) -> Found:
    """`added` are rows of the tables that steps add to, `taken` names of rows for other orders."""
    names: list[str] = []
    differs: list[str] = []
    for step in steps:
        for goal in goals_of(step):
            if goal.marked:
                free = [one for one in added if one.name not in {*taken, *names}]
                name, told = _among(goal, _text_of(step), free)
                names += [name] if name else []
            else:
                told = _of_known(goal, rows)
            differs += told
    return Found(tuple(names), tuple(differs))


def _of_known(goal: Goal, rows: Rows) -> list[str]:
    checks = {check_of(rows.get(("claimproc", line), {})) for line in goal.held_by}
    key = goal.key or (checks.pop() if len(checks) == 1 else 0)
    row = rows.get((goal.table, key))
    return _differs(goal, row) if row is not None else [f"No such row in {goal.table}."]


def _among(goal: Goal, text: str, rows: Sequence[Added]) -> tuple[str, list[str]]:
    """The row that holds all of it; else the one that comes nearest, and what it holds instead."""
    near: list[list[str]] = []
    for row in rows:
        note = str(row.values.get(goal.marked) or "")
        if not row.name.startswith(f"{goal.table}/") or OUR_MARK in note:
            continue
        told = _differs(goal, row.values)
        told += [] if text.strip() in note else [f"Another text in {goal.marked}."]
        if not told:
            return row.name, []
        near.append(told)
    nothing = [f"No new row in {goal.table}."]
    return "", min(near, key=len, default=nothing)


def _differs(goal: Goal, row: Row) -> list[str]:
    return [
        f"{name} is {str(row.get(name) or '')[:40]} and not {str(goal.values[name])[:40]}."
        for name in changed(goal.values, row)
    ]


def _text_of(step: Step) -> str:
    return str(getattr(step, "note", "") or getattr(step, "description", ""))
