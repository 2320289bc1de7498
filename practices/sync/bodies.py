"""What an order says in plain values, and the steps that carry it out. Pure.

Source keys are the practice system's own.
"""

import msgspec

from practices.wire import commands
from practices.wire.commands import Step


class PaidLine(msgspec.Struct, frozen=True, kw_only=True):
    """One service; `key` is ClaimProcNum, None where it is not known.

    `ref` is its key in the mirror, whichever system that is read from; "" where it has none.
    """

    key: int | None
    code: str
    paid_cents: int
    write_off_cents: int
    deductible_cents: int = 0
    remarks: str = ""
    ref: str = ""


class ClaimPayment(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as a payer answered it. `unfit` says why it cannot be written by an agent.

    `claim_key` is ClaimNum, `claim_ref` its key in the mirror. The check is this claim's part of
    what the payer sent, under the payer's number; nothing paid makes none.
    """

    claim: str
    claim_key: int | None
    lines: tuple[PaidLine, ...]
    check_number: str
    paid_on: str
    carrier: str = ""
    unfit: str = ""
    claim_ref: str = ""

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


def payment_steps(body: ClaimPayment) -> tuple[Step, ...]:
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


def undoing_steps(body: ClaimPayment) -> tuple[Step, ...]:
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


def check_steps(body: Check) -> tuple[Step, ...]:
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


def one_step(body: One) -> tuple[Step, ...]:
    return (body.step,)
