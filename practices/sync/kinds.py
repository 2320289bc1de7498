"""What can be ordered of a practice system: each kind with its steps, its limits, and the way back.

A body holds plain values: source keys are the practice system's own. Where one is missing, or the
API cannot say it, the order is done by hand. Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from practices.sync.bodies import (
    Check,
    ClaimPayment,
    One,
    PaidLine,
    check_steps,
    one_step,
    payment_steps,
    undoing_steps,
)
from practices.wire import commands
from practices.wire.commands import Step, Value
from practices.wire.goals import NOT_RECEIVED, changed, goals_of

__all__ = ["KINDS", "Check", "ClaimPayment", "Kind", "One", "PaidLine"]

NO_KEY = "The claim is not known by the practice system's own number."


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
        "Payment of a claim", ClaimPayment, payment_steps, 200, 50_000_00,
        "Undo it here: the check goes, the lines are not received, the claim is sent again.",
    ),
    "claim_payment_undone": Kind(
        "Payment of a claim taken back", ClaimPayment, undoing_steps, 50, 20_000_00,
        "Post the payment again.",
    ),
    "check": Kind(
        "Check over several claims", Check, check_steps, 50, 100_000_00,
        "Delete the check in the practice's system, before it is deposited.",
    ),
    "claim_sent": Kind(
        "Claim sent", One, one_step, 500, 0, "Set the claim back to waiting by hand."
    ),
    "claim_note": Kind("Note of a claim", One, one_step, 200, 0, "Write the old note again."),
    "claim_tracking": Kind("History of a claim", One, one_step, 500, 0, _BY_HAND_ONLY),
    "commlog": Kind("Commlog", One, one_step, 500, 0, _BY_HAND_ONLY),
    "document": Kind("Document", One, one_step, 200, 0, _BY_HAND_ONLY),
    "adjustment": Kind(
        "Adjustment", One, one_step, 50, 2_500_00, "Order a second one with the other sign."
    ),
    "verification": Kind(
        "Insurance verified", One, one_step, 500, 0, "Set the old day by hand."
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
            return order_key_of_claim(body.claim_ref or str(body.claim_key or ""), body.claim)
        case Check():
            return f"check:{body.number}"[:64]
        case One():
            return body.order_key[:64]
    raise AssertionError(type(body))


def order_key_of_claim(key: str, number: str) -> str:
    """By the claim's key in the practice's system; by its number where that is not known."""
    return (f"claim:{key}" if key else f"number:{number}")[:64]


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
