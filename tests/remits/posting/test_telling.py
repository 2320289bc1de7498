"""What the practice's system is told of a payment, line by line; the rest is for a person."""

from datetime import date

import pytest

from practices.sync import kinds
from remits.clearing.answer import AnswerLine, Cut
from remits.matching.lines import OurLine
from remits.posting import telling
from remits.posting.telling import Keys, Sent
from tests.remits import builders

SERVED_ON = builders.SERVED_ON
SENT = Sent(trace="EFT1", paid_on=date(2026, 11, 20), payer="Sample Payer")
KEYS = Keys(900, {1: 901, 2: 902})


def ours(number: int = 1, code: str = "D2740", cents: int = 1200_00) -> OurLine:
    return OurLine(number=number, control_number=f"ALD-0001-L{number}", code=code,
                   charge_cents=cents, served_on=SERVED_ON)  # fmt: skip


def told(answer: object = None, lines: list[OurLine] | None = None, keys: Keys = KEYS,
         corrections: dict[str, str] | None = None) -> kinds.ClaimPayment:  # fmt: skip
    return telling.payment_told(
        answer or builders.answer(), lines or [ours()], corrections or {}, keys, SENT  # type: ignore[arg-type]  # a story
    )  # fmt: skip


class TestPaymentTold:
    def test_is_what_was_posted_by_line(self) -> None:
        body = told()

        (line,) = body.lines
        assert (line.key, line.paid_cents, line.write_off_cents) == (901, 700_00, 300_00)
        assert (body.claim_key, body.check_number, body.cents) == (900, "EFT1", 700_00)
        assert line.remarks == "CO-45, PR-2"
        assert kinds.by_hand_because(body) == ""

    def test_tells_the_deductible(self) -> None:
        cuts = (Cut("CO", "45", 300_00), Cut("PR", "1", 50_00), Cut("PR", "2", 150_00))
        line = AnswerLine("D2740", 1200_00, 700_00, control_number="ALD-0001-L1", cuts=cuts)

        assert told(builders.answer(lines=(line,))).lines[0].deductible_cents == 50_00

    def test_writes_off_what_a_person_chose_to(self) -> None:
        cuts = (Cut("CO", "16", 300_00), Cut("PR", "2", 200_00))
        line = AnswerLine("D2740", 1200_00, 700_00, control_number="ALD-0001-L1", cuts=cuts)
        answer = builders.answer(lines=(line,))

        assert told(answer).lines[0].write_off_cents == 0
        chosen = told(answer, corrections={"CO-16": "administrative_write_off"})
        assert chosen.lines[0].write_off_cents == 300_00

    def test_adds_up_two_lines_that_answer_one_of_ours(self) -> None:
        half = AnswerLine("D2740", 600_00, 350_00, control_number="ALD-0001-L1",
                          cuts=(Cut("CO", "45", 250_00),))  # fmt: skip

        (line,) = told(builders.answer(lines=(half, half))).lines

        assert (line.paid_cents, line.write_off_cents) == (700_00, 500_00)

    def test_names_claim_and_lines_by_their_keys_in_the_mirror(self) -> None:
        body = told(keys=Keys(claim_ref="f/9", refs={1: "f/9-1"}))

        assert (body.claim_ref, body.lines[0].ref) == ("f/9", "f/9-1")
        assert kinds.order_key_of(body) == "claim:f/9"

    def test_without_the_practices_numbers_is_done_by_hand(self) -> None:
        assert kinds.by_hand_because(told(keys=Keys())) == kinds.NO_KEY
        assert kinds.by_hand_because(told(keys=Keys(900, {}))) == kinds.NO_KEY

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({"cuts": (Cut("CO", "45", 1_00),)}, telling.WHOLE),
            ({"lines": ()}, telling.WHOLE),
            ({"lines": (AnswerLine("D0120", 1200_00, 700_00),)}, telling.UNPAIRED),
        ],
    )
    def test_that_cannot_be_said_by_line_is_done_by_hand(
        self, given: dict[str, object], why: str
    ) -> None:
        assert told(builders.answer("ALD-0001", **given)).unfit == why

    def test_that_leaves_a_line_out_is_done_by_hand(self) -> None:
        assert told(lines=[ours(), ours(2, "D0220", 10_00)]).unfit == telling.UNANSWERED

    def test_that_takes_money_back_is_done_by_hand(self) -> None:
        assert told(builders.reversal()).unfit == telling.REVERSAL
