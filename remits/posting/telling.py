"""What the practice's own system is told of a posted payment: each line's share, and the check.

The practice system knows payment, write-off and deductible of a line, and nothing of a whole
claim. What cannot be said line by line is written by a person, who is told why. Pure.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from practices.sync.kinds import ClaimPayment, PaidLine
from remits.clearing.answer import Answer
from remits.matching.lines import How, OurLine, pair_lines
from remits.posting.by_line import LineShown, lines_shown

WHOLE = "The payer adjusts the whole claim; the practice's system wants it by line."
UNPAIRED = "The payer's lines cannot all be told apart; see which is which."
UNANSWERED = "The payer did not answer every line."
REVERSAL = "The payer takes a payment back: that is entered by hand."
REMARKS_MAX = 255


class Keys(msgspec.Struct, frozen=True):
    """The practice system's own numbers: of the claim, and of its lines by our line number.

    `claim_ref` and `refs` are keys of the mirror, also where they are no numbers.

    None, and nothing in `lines`, where the claim was not read from a practice system.
    """

    claim: int | None = None
    lines: Mapping[int, int] = {}
    claim_ref: str = ""
    refs: Mapping[int, str] = {}


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """How the payer sent the money."""

    trace: str
    paid_on: date
    payer: str


def payment_told(
    answer: Answer,
    ours: Sequence[OurLine],
    corrections: Mapping[str, str],
    keys: Keys,
    sent: Sent,
) -> ClaimPayment:
    """The body of the write-back; `unfit` says why it must be done by hand, where it must."""
    shown = lines_shown(answer, ours, corrections)
    pairs = pair_lines(ours, answer.lines)
    lines: dict[int, PaidLine] = {}
    for pair, line in zip(pairs, shown, strict=False):
        if pair.theirs is not None:
            number = pair.ours.number if pair.ours else -len(lines) - 1
            lines[number] = _together(lines.get(number), line, number, keys)
    return ClaimPayment(
        claim=answer.control_number,
        claim_key=keys.claim,
        claim_ref=keys.claim_ref,
        lines=tuple(lines.values()),
        check_number=sent.trace,
        paid_on=sent.paid_on.isoformat(),
        carrier=sent.payer,
        unfit=_unfit(answer, [pair.how for pair in pairs if pair.theirs], shown),
    )


def _together(before: PaidLine | None, line: LineShown, number: int, keys: Keys) -> PaidLine:
    """Several lines of a payer may answer one of ours."""
    told = PaidLine(
        key=keys.lines.get(number),
        ref=keys.refs.get(number, ""),
        code=line.what,
        paid_cents=line.paid_cents or 0,
        write_off_cents=line.write_off_cents,
        deductible_cents=line.deductible_cents,
        remarks=_remarks(line),
    )
    if before is None:
        return told
    return msgspec.structs.replace(
        before,
        paid_cents=before.paid_cents + told.paid_cents,
        write_off_cents=before.write_off_cents + told.write_off_cents,
        deductible_cents=before.deductible_cents + told.deductible_cents,
        remarks=f"{before.remarks} {told.remarks}".strip()[:REMARKS_MAX],
    )


def _remarks(line: LineShown) -> str:
    """Codes alone: their wording is another's."""
    codes = [cut.name for cut in line.cuts] + [code for code, _ in line.remarks]
    return ", ".join(codes)[:REMARKS_MAX]


def _unfit(answer: Answer, how: Sequence[How], shown: Sequence[LineShown]) -> str:
    if answer.status == "22" or answer.paid_cents < 0:
        return REVERSAL
    if not answer.lines or answer.cuts:
        return WHOLE
    if any(one in {How.TIE, How.NONE} for one in how):
        return UNPAIRED
    if any(not line.answered for line in shown):
        return UNANSWERED
    return ""
