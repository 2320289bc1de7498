"""A payer's answer as the practice entered it, said as a payer would have. Pure."""

from billing.claims.answering import Answered
from billing.claims.source import SourceClaim, SourceLine


def answers_by_hand(claim: SourceClaim) -> tuple[Answered, ...]:
    """As a payer would have said it: the contract's part, and the rest the patient's.

    The practice's system knows neither group nor reason of an amount.
    """
    lines = tuple(_answer_by_hand(number, one) for number, one in enumerate(claim.lines, start=1))
    whole = Answered(
        number=None,
        paid_cents=sum(one.paid_cents for one in lines),
        patient_cents=sum(one.patient_cents for one in lines),
    )
    return (whole, *lines)


def _answer_by_hand(number: int, line: SourceLine) -> Answered:
    left = line.charge_cents - line.paid_cents - line.write_off_cents
    cuts = (("CO", "45", line.write_off_cents), ("PR", "2", left))
    return Answered(
        number=number,
        paid_cents=line.paid_cents,
        patient_cents=left,
        cuts=tuple(cut for cut in cuts if cut[2]),
        code=line.code,
    )
