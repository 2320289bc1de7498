"""What can be ordered of a practice system: each kind with its steps, its limits, and the way back.

A body holds plain values: source keys are the practice system's own. Where one is missing, or the
API cannot say it, the order is done by hand. Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from practices.wire import commands
from practices.wire.commands import Step, Value
from practices.wire.goals import NOT_RECEIVED, changed, goals_of

NO_KEY = "The claim is not known by the practice system's own number."


class PaidLine(msgspec.Struct, frozen=True, kw_only=True):
    """One service; `key` is ClaimProcNum, None where it is not known."""

    key: int | None
    code: str
    paid_cents: int
    write_off_cents: int
    deductible_cents: int = 0
    remarks: str = ""


class ClaimPayment(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as a payer answered it. `unfit` says why it cannot be written by an agent.

    `claim_key` is ClaimNum. The check is this claim's part of what the payer sent, under the
    payer's number; nothing paid makes none.
    """

    claim: str
    claim_key: int | None
    lines: tuple[PaidLine, ...]
    check_number: str
    paid_on: str
    carrier: str = ""
    unfit: str = ""

    @property
    def cents(self) -> int:
        return sum(line.paid_cents for line in self.lines)


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One check over several claims whose lines are received already."""

    claims: tuple[int, ...]
    lines: tuple[int, ...]
    cents: int
    number: str
    paid_on: str
    carrier: str = ""


class One(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of one step."""

    step: Step
    order_key: str


Body = ClaimPayment | Check | One


def _payment_steps(body: ClaimPayment) -> tuple[Step, ...]:
    claim, lines = body.claim_key or 0, tuple(line.key or 0 for line in body.lines)
    steps: list[Step] = [
        commands.SetLine(
            line=line.key or 0,
            is_received=True,
            paid_cents=line.paid_cents,
            write_off_cents=line.write_off_cents,
            deductible_cents=line.deductible_cents,
            remarks=line.remarks[:255],
        )
        for line in body.lines
    ]
    steps.append(commands.SetClaim(claim=claim, received_on=body.paid_on))
    if body.cents:
        steps.append(
            commands.AddCheck(
                claims=(claim,),
                lines=lines,
                amount_cents=body.cents,
                number=body.check_number[:25],
                paid_on=body.paid_on,
                carrier=body.carrier[:255],
            )
        )
    return tuple(steps)


def _undoing_steps(body: ClaimPayment) -> tuple[Step, ...]:
    """Check away, lines as they were sent, claim back to sent."""
    claim, lines = body.claim_key or 0, tuple(line.key or 0 for line in body.lines)
    steps: list[Step] = []
    if body.cents:
        number = body.check_number[:25]
        steps.append(
            commands.DropCheck(claims=(claim,), lines=lines, amount_cents=body.cents, number=number)
        )
    steps += [
        commands.SetLine(
            line=line, is_received=False, paid_cents=0, write_off_cents=0, deductible_cents=0
        )
        for line in lines
    ]
    return (*steps, commands.SetClaim(claim=claim, received_on=None))


def _check_steps(body: Check) -> tuple[Step, ...]:
    return (
        commands.AddCheck(
            claims=body.claims,
            lines=body.lines,
            amount_cents=body.cents,
            number=body.number[:25],
            paid_on=body.paid_on,
            carrier=body.carrier[:255],
        ),
    )


def _one_step(body: One) -> tuple[Step, ...]:
    return (body.step,)


@dataclass(frozen=True, slots=True)
class Kind:
    """`orders` and `cents` are a day's limits at one practice; `way_back` is what a person who

    wants it undone is told."""

    label: str
    body: type[msgspec.Struct]
    steps: Callable[[Any], tuple[Step, ...]]
    orders: int
    cents: int
    way_back: str


_OLDER = {"claim": "claim", "check_number": "trace"}
_BY_HAND_ONLY = "It cannot be taken back by an agent; the practice deletes it in its own system."
KINDS: Mapping[str, Kind] = {
    "claim_payment": Kind(
        "Payment of a claim", ClaimPayment, _payment_steps, 200, 50_000_00,
        "Undo it here: the check goes, the lines are not received, the claim is sent again.",
    ),
    "claim_payment_undone": Kind(
        "Payment of a claim taken back", ClaimPayment, _undoing_steps, 50, 20_000_00,
        "Post the payment again.",
    ),
    "check": Kind(
        "Check over several claims", Check, _check_steps, 50, 100_000_00,
        "Delete the check in the practice's system, before it is deposited.",
    ),
    "claim_sent": Kind(
        "Claim sent", One, _one_step, 500, 0, "Set the claim back to waiting by hand."
    ),
    "claim_note": Kind("Note of a claim", One, _one_step, 200, 0, "Write the old note again."),
    "claim_tracking": Kind("History of a claim", One, _one_step, 500, 0, _BY_HAND_ONLY),
    "commlog": Kind("Commlog", One, _one_step, 500, 0, _BY_HAND_ONLY),
    "document": Kind("Document", One, _one_step, 200, 0, _BY_HAND_ONLY),
    "adjustment": Kind(
        "Adjustment", One, _one_step, 50, 2_500_00, "Order a second one with the other sign."
    ),
    "verification": Kind(
        "Insurance verified", One, _one_step, 500, 0, "Set the old day by hand."
    ),
}  # fmt: skip


def body_of(kind: str, stored: Mapping[str, Any]) -> Any:  # noqa: ANN401  # what the kind says
    """What an older release queued says less; it names no row, so a person writes it."""
    try:
        return msgspec.convert(stored, KINDS[kind].body)
    except msgspec.ValidationError:
        told = {name: str(stored.get(key, "")) for name, key in _OLDER.items()}
        return ClaimPayment(claim_key=None, lines=(), paid_on="", unfit=NO_KEY, **told)


def stored(body: msgspec.Struct) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(body)
    return told


def by_hand_because(body: msgspec.Struct) -> str:
    """Why no agent can do it; "" where one can."""
    if not isinstance(body, ClaimPayment):
        return ""
    if body.claim_key is None or any(line.key is None for line in body.lines):
        return NO_KEY
    if not body.lines:
        return "The payment names no line."
    if body.cents < 0 or any(line.paid_cents < 0 for line in body.lines):
        return "The payer takes money back: that is entered by hand."
    return body.unfit


def order_key_of(body: msgspec.Struct) -> str:
    """Orders of one claim are carried out one after the other."""
    match body:
        case ClaimPayment():
            return f"claim:{body.claim_key}" if body.claim_key else f"number:{body.claim}"[:64]
        case Check():
            return f"check:{body.number}"[:64]
        case One():
            return body.order_key[:64]
    raise AssertionError(type(body))


def cents_of(body: msgspec.Struct) -> int:
    """Money that counts against the day's limit, as a plain amount."""
    match body:
        case ClaimPayment() | Check():
            return abs(body.cents)
        case One(step=commands.AddAdjustment() as step):
            return abs(step.amount_cents)
    return 0


def objection(steps: Sequence[Step], rows: Mapping[tuple[str, int], Mapping[str, Value]]) -> str:
    """Why it must not be written over what stands there now; "" where it may.

    What is as it shall be already is no objection: the agent will find that it is done.
    """
    for step in steps:
        for goal in goals_of(step):
            row = rows.get((goal.table, goal.key or 0), {})
            if goal.key is None or not changed(goal.values, row):
                continue
            told = _taken(step, row)
            if told:
                return told
    return ""


def _taken(step: Step, row: Mapping[str, Value]) -> str:
    match step:
        case commands.SetLine(is_received=True) if row.get("Status") != NOT_RECEIVED:
            return "A line is received already in the practice's system, with other amounts."
        case commands.SetClaim(received_on=str()) if row.get("ClaimStatus") == "R":
            return "The claim is received already in the practice's system."
    return ""
