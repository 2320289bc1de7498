"""Whether a step is in effect, found out by reading alone.

A row that is changed is as it must be, or still as it was before, or somebody else has changed it.
A row that is added bears the order's mark. A check is found by the lines that hold it.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from practices.agent.pms.open_dental_api.client import ApiClient
from practices.agent.pms.open_dental_api.rows import KEYS, RESOURCES, row_of, rows_of
from practices.agent.writing.connector import Look, Seen
from practices.wire import commands
from practices.wire.commands import Command, Step, Value
from practices.wire.goals import Goal, amount, changed, differing, goals_of

Row = dict[str, Value]
BEFORE = timedelta(days=1)  # the office's clock and ours, and the edge of a day
_LISTED_BY = {
    "claimtracking": ("ClaimNum",),
    "commlog": ("PatNum",),
    "document": ("PatNum",),
    "adjustment": ("PatNum",),
    "insverify": ("VerifyType", "FKey"),
}


def look(client: ApiClient, step: Step, command: Command) -> Seen:
    match step:
        case commands.AddCheck():
            return _check(client, step, command)
        case commands.DropCheck():
            return _no_check(client, step)
    (goal,) = goals_of(step)
    if goal.key is None:
        return _added(client, step, goal, command.mark)
    return _changed(client, goal, goal.key, command)


def _changed(client: ApiClient, goal: Goal, key: int, command: Command) -> Seen:
    raw = client.one(f"{RESOURCES[goal.table]}/{key:d}")
    if raw is None:
        return Seen(Look.UNSURE, why=f"{goal.table} {key} is not there.")
    row = row_of(goal.table, raw)
    if not differing(goal, row):
        return Seen(Look.FOUND)
    before = _before(command, goal.table, key)
    others = changed({name: before.get(name) for name in goal.values}, row)
    if not others:
        return Seen(Look.ABSENT)
    return Seen(Look.UNSURE, why=f"{goal.table}: somebody changed {', '.join(others)}.")


def _before(command: Command, table: str, key: int) -> Row:
    told = [one.values for one in command.expected if (one.table, one.key) == (table, key)]
    return dict(told[0]) if told else {}


def _added(client: ApiClient, step: Step, goal: Goal, mark: str) -> Seen:
    """Rows that bear our mark. Two are one too many, and nobody but a person takes one away."""
    rows = [row for row in _listed(client, step, goal) if mark in str(row.get(goal.marked) or "")]
    if not rows:
        return Seen(Look.ABSENT)
    key = rows[0][KEYS[goal.table]]
    if len(rows) > 1 or not isinstance(key, int):
        return Seen(Look.UNSURE, why=f"{goal.table}: the mark is there {len(rows)} times.")
    wrong = differing(goal, rows[0], mark)
    if wrong:
        return Seen(Look.UNSURE, why=f"{goal.table}: somebody changed {', '.join(wrong)}.")
    return Seen(Look.FOUND, key, goal.table)


def _listed(client: ApiClient, step: Step, goal: Goal) -> list[Row]:
    """Rows that fit the filter; the API may have given all there are."""
    names = _LISTED_BY[goal.table]
    asked = {name: str(goal.values[name]) for name in names}
    if isinstance(step, commands.MarkVerified):
        asked["VerifyType"] = step.kind
    rows = rows_of(goal.table, client.rows(RESOURCES[goal.table], asked))
    return [row for row in rows if all(row.get(name) == goal.values[name] for name in names)]


def _check(client: ApiClient, step: commands.AddCheck, command: Command) -> Seen:
    held = _held(client, step.claims, step.lines)
    if None in held:
        return Seen(Look.UNSURE, why="claimproc: a line of the check is not there.")
    if held == {0}:
        return _unheld(client, command)
    (goal,) = goals_of(step)
    return _same_check(client, held, goal)


def _same_check(client: ApiClient, held: set[int | None], goal: Goal) -> Seen:
    (*others, key) = held
    raw = None if others or not key else client.one(f"claimpayments/{key:d}")
    if raw is None:
        return Seen(Look.UNSURE, why="claimproc: the lines are on different checks.")
    wrong = differing(goal, row_of("claimpayment", raw))
    if wrong:
        told = f"claimpayment: the lines are on a check with another {', '.join(wrong)}."
        return Seen(Look.UNSURE, why=told)
    return Seen(Look.FOUND, key, "claimpayment")


def _unheld(client: ApiClient, command: Command) -> Seen:
    """No line is on a check. One of ours without lines would be half of what was asked for."""
    since = date.fromisoformat(command.not_before[:10]) - BEFORE
    rows = client.rows("claimpayments", {"SecDateTEdit": since.isoformat()})
    if any(command.mark in str(row.get("Note") or "") for row in rows):
        return Seen(Look.UNSURE, why="claimpayment: our check is there and holds no line.")
    return Seen(Look.ABSENT)


def _no_check(client: ApiClient, step: commands.DropCheck) -> Seen:
    held = _held(client, step.claims, step.lines)
    if held == {0}:
        return Seen(Look.FOUND)
    told = {"CheckAmt": amount(step.amount_cents), "CheckNum": step.number}
    seen = _same_check(client, held, Goal("claimpayment", told))
    if seen.look is Look.FOUND:
        return Seen(Look.ABSENT, seen.key, seen.table)
    return seen


def _held(client: ApiClient, claims: Sequence[int], lines: Sequence[int]) -> set[int | None]:
    """The checks that hold these lines: 0 for none, None for a line that is not there."""
    by_line: dict[Value, Value] = {}
    for claim in claims:
        for row in rows_of("claimproc", client.rows("claimprocs", {"ClaimNum": str(claim)})):
            if row["ClaimNum"] == claim:
                by_line[row["ClaimProcNum"]] = row["ClaimPaymentNum"]
    told = [by_line.get(line) for line in lines]
    return {key if isinstance(key, int) else None for key in told}
