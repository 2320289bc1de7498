"""From an answer to the form matching looks at. Pure."""

from remits.clearing.answer import Answer
from remits.matching.score import Answered

# CLP02: which plan answered. 22 mirrors whatever came first; the rest say nothing of order.
RANK_BY_STATUS = {"1": 1, "19": 1, "2": 2, "20": 2, "3": 3, "21": 3}


def answered(answer: Answer, originator_id: str) -> Answered:
    return Answered(
        control_number=answer.control_number.upper(),
        payer_control_number=answer.payer_control_number.upper(),
        line_numbers=frozenset(
            line.control_number.upper() for line in answer.lines if line.control_number
        ),
        charge_cents=answer.charge_cents,
        served_on=frozenset(answer.served_on),
        member_id=answer.member_id.upper(),
        last_name=answer.last_name.upper(),
        rank=RANK_BY_STATUS.get(answer.status),
        originator_id=originator_id,
    )
