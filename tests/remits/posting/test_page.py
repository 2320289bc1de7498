"""What the payment page says in figures and in words."""

from datetime import date

import pytest

from billing.ledger.accounts import Account
from practices.registry.ids import new_id
from remits.clearing.answer import AnswerLine, Cut
from remits.matching.lines import OurLine
from remits.matching.score import Band, Match
from remits.posting import by_line, facts, page
from remits.posting.plan import plan_posting
from remits.posting.values import Book, Plan
from tests.remits import builders

DAY = date(2026, 10, 5)
OURS = OurLine(
    number=1,
    control_number="ALD-0001-L1",
    code="D2740",
    charge_cents=1200_00,
    served_on=DAY,
    tooth="3",
)


@pytest.mark.parametrize(("paid_cents", "holds"), [(700_00, True), (699_99, False)])
def test_shows_whether_the_payers_own_sum_holds(paid_cents: int, holds: bool) -> None:
    answer = builders.answer(paid_cents=paid_cents)

    assert page.adds_up(answer) is holds
    assert dict(page.equation(answer)) == {
        "Paid": paid_cents,
        "Contract": 300_00,
        "Patient": 200_00,
    }


def line(*cuts: Cut, **given: object) -> AnswerLine:
    story = {"charge_cents": 1200_00, "paid_cents": 700_00, "control_number": "ALD-0001-L1"}
    return AnswerLine("D2740", cuts=cuts, **(story | given))  # type: ignore[arg-type]  # a story


class TestLinesShown:
    def test_splits_each_line_into_what_was_said_and_what_is_booked(self) -> None:
        cuts = (Cut("CO", "45", 300_00), Cut("PR", "1", 50_00), Cut("PR", "3", 150_00))

        (shown,) = by_line.lines_shown(builders.answer(lines=(line(*cuts),)), [OURS], {})

        assert (shown.deductible_cents, shown.copay_cents) == (50_00, 150_00)
        assert shown.allowed_cents == 900_00
        assert (shown.write_off_cents, shown.patient_cents, shown.other_cents) == (
            300_00,
            200_00,
            0,
        )
        assert (shown.gap_cents, shown.where, shown.marks) == (0, "3", ())

    def test_believes_the_payer_on_what_it_allows(self) -> None:
        told = line(Cut("CO", "45", 500_00), allowed_cents=650_00)

        (shown,) = by_line.lines_shown(builders.answer(lines=(told,)), [OURS], {})

        assert shown.allowed_cents == 650_00

    def test_shows_a_line_that_does_not_add_up_by_how_much(self) -> None:
        (shown,) = by_line.lines_shown(
            builders.answer(lines=(line(Cut("CO", "45", 499_99)),)), [OURS], {}
        )

        assert shown.gap_cents == 1

    def test_marks_what_differs_from_what_we_sent(self) -> None:
        told = line(submitted_code="D2750", charge_cents=1000_00, served_on=date(2026, 10, 6))

        (shown,) = by_line.lines_shown(builders.answer(lines=(told,)), [OURS], {})

        assert shown.marks == ("sent as D2750", "we did it on Oct 5", "we charged 1,200.00")

    def test_gives_adjustments_of_the_whole_claim_a_line_of_their_own(self) -> None:
        answer = builders.answer(cuts=(Cut("OA", "23", 100_00),), remarks=("MA01",))

        *_, whole = by_line.lines_shown(answer, [OURS], {})

        assert (whole.what, whole.other_cents, whole.charge_cents) == ("Whole claim", 100_00, None)
        assert whole.remarks == (("MA01", "may be appealed"),)

    def test_shows_an_answer_without_lines(self) -> None:
        answer = builders.answer(lines=(), cuts=(Cut("CO", "45", 500_00),))

        (whole,) = by_line.lines_shown(answer, [OURS], {})

        assert (whole.charge_cents, whole.paid_cents, whole.gap_cents) == (1200_00, 700_00, 0)

    def test_says_which_of_our_services_were_not_answered(self) -> None:
        other = OurLine(
            number=2, control_number="L2", code="D0120", charge_cents=60_00, served_on=DAY
        )

        *_, silent = by_line.lines_shown(builders.answer(), [OURS, other], {})

        assert (silent.answered, silent.marks) == (False, ("asked for 60.00, not answered here",))

    def test_follows_what_a_person_chose(self) -> None:
        (shown,) = by_line.lines_shown(builders.answer(), [OURS], {"CO-45": "patient_receivable"})

        assert (shown.write_off_cents, shown.patient_cents) == (0, 500_00)
        assert [cut.chosen for cut in shown.cuts] == [True, False]

    @pytest.mark.parametrize("chosen", [{}, {"CO-45": "administrative_write_off"}])
    def test_sums_to_exactly_what_the_plan_books(self, chosen: dict[str, str]) -> None:
        """The comparison is not a second opinion: column by column it is the proposal."""
        answer = builders.answer(cuts=(Cut("CO", "97", 10_00),), charge_cents=1210_00)
        book = Book(claim_id=new_id(), rank=1, charge_cents=1210_00, open_cents=1210_00)
        match = Match(book.claim_id, 100, Band.SURE, ())
        corrections = facts.corrections_from_json(chosen)

        plan = plan_posting(facts.paid_of(answer), match, book, corrections=corrections)

        assert isinstance(plan, Plan)
        moved = {leg.account: leg.cents for leg in plan.legs}
        shown = by_line.totals(answer, by_line.lines_shown(answer, [OURS], chosen))
        assert shown.write_off_cents == sum(moved.get(a, 0) for a in by_line.WRITE_OFFS)
        assert shown.patient_cents == moved[Account.PATIENT_RECEIVABLE]
        assert shown.other_cents == moved[Account.DENIED_RECEIVABLE]
        assert shown.paid_cents == moved[Account.SUSPENSE]


class TestMarksOf:
    CLAIM = {  # a story, never changed
        "control_number": "ALD-0001", "last_name": "SAMPLE", "first_name": "", "member_id": "M1",
        "charge_cents": 1200_00, "served_on": builders.SERVED_ON, "payer_name": "Sample Payer",
    }  # fmt: skip

    def test_finds_what_is_the_same_whatever_its_capitals(self) -> None:
        marks = page.marks_of(builders.answer(), self.CLAIM, "Sample Payer")

        assert {mark.label: mark.same for mark in marks} == dict.fromkeys(
            ["Claim", "Patient", "Member", "Served", "Charge", "Payer"], True
        )

    def test_shows_another_name_although_the_number_fits(self) -> None:
        other = builders.answer(last_name="Other", member_id="")

        marks = {mark.label: mark for mark in page.marks_of(other, self.CLAIM, "Sample Payer")}

        assert marks["Patient"].same is False
        assert marks["Member"].same is None
        assert marks["Claim"].same is True


class TestSentence:
    def test_of_a_proposal_adds_up_in_words(self) -> None:
        proposal = {
            "legs": [
                ["insurance_receivable", -1200_00],
                ["patient_receivable", 200_00],
                ["suspense", 700_00],
                ["contract_write_off", 300_00],
            ],
            "notes": [],
            "reverses": None,
        }

        assert page.sentence("proposed", "", proposal) == (
            "Pays 700.00, writes off 300.00 by contract, leaves 200.00 to the patient."
        )

    def test_of_a_refusal_says_that_nothing_is_paid_and_why(self) -> None:
        proposal = {
            "legs": [["insurance_receivable", -100_00], ["denied_receivable", 100_00]],
            "notes": ["CO-97: refused; work it before giving it up."],
            "reverses": None,
        }

        assert page.sentence("proposed", "", proposal) == (
            "Pays nothing, refuses 100.00. CO-97: refused; work it before giving it up."
        )

    def test_of_a_stop_is_its_question(self) -> None:
        assert page.sentence("asking", "Why?", None) == "Why?"


class TestChoices:
    def test_offers_each_account_under_a_key_of_its_own(self) -> None:
        keys = [choice.key for choice in page.choices(("PI", "204"))]

        assert sorted(keys) == ["b", "c", "d", "m", "p"]

    @pytest.mark.parametrize(
        ("pair", "first"),
        [
            (("CO", "16"), Account.DENIED_RECEIVABLE),
            (("CO", "45"), Account.COORDINATION),
        ],
    )
    def test_names_first_what_the_table_would_say(
        self, pair: tuple[str, str], first: Account
    ) -> None:
        choice = page.choices(pair)[0]

        assert (choice.account, choice.usual) == (first, True)

    def test_recommends_nothing_where_no_rule_knows_it(self) -> None:
        assert not any(choice.usual for choice in page.choices(("PI", "204")))

    def test_offers_nothing_where_no_adjustment_is_in_question(self) -> None:
        assert page.choices(None) == []
