"""Claims worked out from the answers to them."""

from datetime import date
from typing import Any

from dso.onboarding.derive import AskedClaim, derive
from remits.clearing.answer import Answer, AnswerLine
from remits.clearing.reading import ReadPayment

TODAY, SERVED_ON = date(2026, 11, 23), date(2026, 10, 5)


def answer(number: str = "A-1", **given: Any) -> Answer:  # noqa: ANN401  # a story
    """A crown at 1200.00, of which 700.00 are paid."""
    story: dict[str, Any] = {
        "control_number": number,
        "status": "1",
        "charge_cents": 1200_00,
        "paid_cents": 700_00,
        "payer_control_number": f"P{number}",
        "member_id": "M1",
        "last_name": "REALNAME",
        "first_name": "REALFIRST",
        "served_on": (SERVED_ON,),
        "lines": (AnswerLine("D2740", 1200_00, 700_00, control_number="LINE-1"),),
    }
    return Answer(**(story | given))


def reversal(number: str = "A-1") -> Answer:
    lines = (AnswerLine("D2740", -1200_00, -700_00),)
    return answer(number, status="22", charge_cents=-1200_00, paid_cents=-700_00, lines=lines)


def payment(*answers: Answer, **given: Any) -> ReadPayment:  # noqa: ANN401  # a story
    story: dict[str, Any] = {
        "ordinal": 1,
        "control": "0001",
        "trace": "T1",
        "originator_id": "1999999999",
        "payer_name": "Sample Payer",
        "payee_name": "Alder Dental",
        "payee_npi": "1999999992",
        "payee_tax_id": "990000001",
        "method": "ACH",
        "paid_cents": sum(one.paid_cents for one in answers),
        "effective_on": TODAY,
        "answers": answers,
        "adjustments": (),
        "gaps": (),
        "warnings": (),
        "blocked_by": "",
    }
    return ReadPayment(**(story | given))


def claims(*payments: ReadPayment) -> list[AskedClaim]:
    return list(derive(payments, today=TODAY).claims)


def charge_cents(claim: AskedClaim) -> int:
    return sum(line.charge_cents for line in claim.lines)


class TestDerive:
    def test_asks_for_what_was_answered(self) -> None:
        (claim,) = claims(payment(answer()))

        assert (claim.control_number, claim.rank, claim.served_on) == ("A-1", 1, SERVED_ON)
        assert [(line.code, line.control_number) for line in claim.lines] == [("D2740", "LINE-1")]
        assert charge_cents(claim) == 1200_00

    def test_asks_for_the_code_that_was_sent(self) -> None:
        lower = AnswerLine("D2140", 1200_00, 700_00, submitted_code="D2740")

        (claim,) = claims(payment(answer(lines=(lower,))))

        assert claim.lines[0].code == "D2740"

    def test_sums_the_parts_of_a_split_claim(self) -> None:
        (claim,) = claims(payment(answer(), answer()))

        assert charge_cents(claim) == 2400_00

    def test_asks_once_for_what_was_reversed_and_corrected(self) -> None:
        first, later = payment(answer()), payment(reversal(), answer(), trace="T2")

        (claim,) = claims(first, later)

        assert charge_cents(claim) == 1200_00

    def test_asks_once_when_the_correction_stands_first(self) -> None:
        (claim,) = claims(payment(answer(), reversal()))

        assert charge_cents(claim) == 1200_00

    def test_asks_for_a_claim_of_which_only_the_reversal_is_there(self) -> None:
        (claim,) = claims(payment(reversal()))

        assert charge_cents(claim) == 1200_00

    def test_asks_nothing_for_an_estimate(self) -> None:
        assert claims(payment(answer(status="25"))) == []

    def test_keeps_the_second_plan_apart_under_a_number_of_its_own(self) -> None:
        first, second = claims(payment(answer()), payment(answer(status="2"), trace="T2"))

        assert (first.rank, second.rank) == (1, 2)
        assert first.control_number != second.control_number
        assert second.payer_control_number == "PA-1"

    def test_answers_a_payment_that_comes_twice_once(self) -> None:
        (claim,) = claims(payment(answer()), payment(answer()))

        assert charge_cents(claim) == 1200_00

    def test_adds_a_line_for_what_the_lines_leave_out(self) -> None:
        (claim,) = claims(payment(answer(charge_cents=1300_00)))

        assert [line.charge_cents for line in claim.lines] == [1200_00, 100_00]

    def test_takes_no_name_from_a_file_but_to_tell_patients_apart(self) -> None:
        (claim,) = claims(payment(answer()))

        assert "REAL" not in claim.patient


class TestPayees:
    def test_are_one_practice_an_npi(self) -> None:
        one, other = payment(answer()), payment(answer("B-1"), trace="T2", payee_npi="1999999984")

        payees = derive([one, other], today=TODAY).payees

        assert [payee.npi for payee in payees] == ["1999999992", "1999999984"]
        assert {payee.tax_id for payee in payees} == {"990000001"}

    def test_are_found_by_tax_id_where_no_npi_is_told(self) -> None:
        without = payment(answer("B-1"), trace="T2", payee_npi="")

        derived = derive([without, payment(answer())], today=TODAY)

        assert len(derived.payees) == 1
        assert {claim.payee for claim in derived.claims} == {0}

    def test_are_at_most_fifty(self) -> None:
        many = [
            payment(answer(f"C-{n}"), trace=f"T{n}", payee_npi=f"{1_000_000_000 + n}")
            for n in range(60)
        ]

        derived = derive(many, today=TODAY)

        assert (len(derived.payees), len(derived.claims)) == (50, 50)
