"""What a practice's rows look like once a step is in effect: what is read back, by both sides.

The agent compares with what the practice system answers, the platform with what its mirror read.
Values are in the canonical form of `practices.wire.values`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from practices.wire import commands
from practices.wire.commands import Step, Value

NOT_RECEIVED, RECEIVED = 0, 1
VERIFY_KINDS = {"InsuranceBenefit": 1, "PatientEnrollment": 2}


@dataclass(frozen=True, slots=True)
class Goal:
    """A row and the values it must hold. `key` is None where the step adds the row.

    What is added holds `mark` in its column `marked`, or its key in `ClaimPaymentNum` of the
    lines in `held_by`.
    """

    table: str
    values: Mapping[str, Value]
    key: int | None = None
    marked: str = ""
    held_by: tuple[int, ...] = field(default=())


def amount(cents: int) -> str:
    """As a column of dollars is told: `-12.5000`."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}00"


def goals_of(step: Step) -> tuple[Goal, ...]:
    match step:
        case commands.SetLine():
            return (Goal("claimproc", _line(step), step.line),)
        case commands.SetClaim():
            status = "R" if step.received_on else "S"
            told = {"ClaimStatus": status, "DateReceived": step.received_on}
            return (Goal("claim", told, step.claim),)
        case commands.MarkSent():
            return (Goal("claim", {"ClaimStatus": "S", "DateSent": step.sent_on}, step.claim),)
        case commands.NoteClaim():
            return (Goal("claim", {"ClaimNote": step.note}, step.claim),)
        case commands.AddCheck():
            return (Goal("claimpayment", _check(step), held_by=step.lines),)
        case commands.DropCheck():
            return tuple(Goal("claimproc", {"ClaimPaymentNum": 0}, line) for line in step.lines)
    return (_added(step),)


def _added(step: Step) -> Goal:
    """A row found again by the mark in one of its texts."""
    match step:
        case commands.TrackClaim():
            told: dict[str, Value] = {"ClaimNum": step.claim}
            return Goal("claimtracking", told, marked="Note")
        case commands.AddCommlog():
            return Goal("commlog", {"PatNum": step.patient}, marked="Note")
        case commands.AddDocument():
            return Goal("document", {"PatNum": step.patient}, marked="Description")
        case commands.AddAdjustment():
            told = {
                "PatNum": step.patient,
                "AdjType": step.definition,
                "AdjAmt": amount(step.amount_cents),
                "AdjDate": step.adjusted_on,
            }
            return Goal("adjustment", told, marked="AdjNote")
        case commands.MarkVerified():
            told = {
                "VerifyType": VERIFY_KINDS[step.kind],
                "FKey": step.of,
                "DateLastVerified": step.verified_on,
            }
            return Goal("insverify", told, marked="Note")
    raise AssertionError(step)


def touched(steps: Iterable[Step]) -> dict[tuple[str, int], set[str]]:
    """Columns of each row that is there before and must be as expected."""
    found: dict[tuple[str, int], set[str]] = {}
    for step in steps:
        for goal in goals_of(step):
            if goal.key is not None:
                found.setdefault((goal.table, goal.key), set()).update(goal.values)
            for line in goal.held_by:
                found.setdefault(("claimproc", line), set()).add("ClaimPaymentNum")
    return found


def promises(steps: Iterable[Step]) -> list[Goal]:
    """What must be true in the end: of two steps about the same columns the later counts."""
    kept: dict[tuple[str, int], dict[str, Value]] = {}
    added: list[Goal] = []
    for goal in (goal for step in steps for goal in goals_of(step)):
        if goal.key is None:
            added.append(goal)
        else:
            kept.setdefault((goal.table, goal.key), {}).update(goal.values)
    return [Goal(table, values, key) for (table, key), values in kept.items()] + added


def is_same(one: object, other: object) -> bool:
    """A text that was never set is told as none by the database and as empty by the program."""
    return ("" if one is None else one) == ("" if other is None else other)


def changed(values: Mapping[str, Value], row: Mapping[str, object]) -> list[str]:
    """Columns whose value in a row is another one."""
    return [name for name, value in values.items() if not is_same(row.get(name), value)]


def differing(goal: Goal, row: Mapping[str, object], mark: str = "") -> list[str]:
    """Columns of a row that are not as they must be."""
    wrong = changed(goal.values, row)
    if goal.marked and mark not in str(row.get(goal.marked) or ""):
        wrong.append(goal.marked)
    return wrong


def _line(step: commands.SetLine) -> dict[str, Value]:
    return {
        "Status": RECEIVED if step.is_received else NOT_RECEIVED,
        "InsPayAmt": amount(step.paid_cents),
        "WriteOff": amount(step.write_off_cents),
        "DedApplied": amount(step.deductible_cents),
        "Remarks": step.remarks,
    }


def _check(step: commands.AddCheck) -> dict[str, Value]:
    return {
        "CheckAmt": amount(step.amount_cents),
        "CheckNum": step.number,
        "CheckDate": step.paid_on,
    }
