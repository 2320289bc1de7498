"""From a claim payment to ledger lines or a question: a table of cases, and what always holds."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.ledger.accounts import Account, Leg
from remits.matching.score import NOTHING, Band, Match
from remits.posting.homes import HOMES
from remits.posting.plan import plan_posting
from remits.posting.stops import pair_in_question
from remits.posting.values import Adjusted, Book, NoMoney, Original, Paid, Plan, Question

CLAIM = uuid.UUID(int=1)
SURE = Match(CLAIM, 100, Band.SURE, ("our control number",))


def cut(pair: str, cents: int, *, has_remark: bool = True) -> Adjusted:
    group, _, reason = pair.partition("-")
    return Adjusted(group, reason, cents, has_remark)


def paid(charge: int, amount: int, *cuts: Adjusted, status: str = "1") -> Paid:
    return Paid(status=status, charge_cents=charge, paid_cents=amount, adjusted=cuts)


def book(charge: int = 500_00, *, open_cents: int | None = None, **given: object) -> Book:
    story = {"claim_id": CLAIM, "rank": 1, "charge_cents": charge}
    story |= {"open_cents": charge if open_cents is None else open_cents}
    return Book(**(story | given))  # type: ignore[arg-type]  # a story


def moved(outcome: Plan | Question | NoMoney) -> dict[Account, int]:
    assert isinstance(outcome, Plan), outcome
    return {leg.account: leg.cents for leg in outcome.legs}


def code(outcome: Plan | Question | NoMoney) -> str:
    assert isinstance(outcome, Question), outcome
    return outcome.code


class TestPlan:
    def test_gives_every_cent_a_home(self) -> None:
        told = paid(500_00, 300_00, cut("CO-45", 125_00), cut("PR-2", 75_00))

        assert moved(plan_posting(told, SURE, book())) == {
            Account.SUSPENSE: 300_00,
            Account.CONTRACT_WRITE_OFF: 125_00,
            Account.PATIENT_RECEIVABLE: 75_00,
            Account.INSURANCE_RECEIVABLE: -500_00,
        }

    def test_is_sure_only_where_match_and_homes_are(self) -> None:
        told = paid(500_00, 300_00, cut("CO-45", 200_00))
        likely = Match(CLAIM, 50, Band.LIKELY, ())

        assert plan_posting(told, SURE, book()).band == Band.SURE  # type: ignore[union-attr]  # a Plan here
        assert plan_posting(told, likely, book()).band == Band.LIKELY  # type: ignore[union-attr]  # a Plan here

    def test_never_writes_a_denial_off(self) -> None:
        outcome = plan_posting(paid(500_00, 0, cut("CO-97", 500_00)), SURE, book())

        assert moved(outcome)[Account.DENIED_RECEIVABLE] == 500_00
        assert isinstance(outcome, Plan)
        assert outcome.is_denial
        assert outcome.band == Band.LIKELY

    @pytest.mark.parametrize(
        ("told", "known", "question"),
        [
            (paid(500_00, 300_00, cut("CO-45", 199_99)), book(), "OUT_OF_BALANCE"),
            (paid(500_00, 300_00, cut("PI-104", 200_00)), book(), "NO_HOME"),
            (paid(500_00, 0, cut("CO-16", 500_00, has_remark=False)), book(), "REMARK_MISSING"),
            (paid(500_00, 500_00), book(open_cents=0), "ALREADY_ANSWERED"),
            (paid(-500_00, -500_00, status="22"), book(), "NO_ORIGINAL"),
        ],
    )
    def test_asks_a_person(self, told: Paid, known: Book, question: str) -> None:
        assert code(plan_posting(told, SURE, known)) == question

    def test_asks_where_no_claim_was_found(self) -> None:
        assert code(plan_posting(paid(1, 1), NOTHING, None)) == "NO_CLAIM"
        tie = Match(None, 60, Band.UNSURE, (), CLAIM, 60)
        assert code(plan_posting(paid(1, 1), tie, None)) == "WHICH_CLAIM"

    def test_asks_where_the_file_counts_itself_wrongly(self) -> None:
        outcome = plan_posting(paid(500_00, 500_00), SURE, book(), blocked_by="SE01")

        assert code(outcome) == "FILE_FAULT"

    def test_moves_nothing_for_an_estimate(self) -> None:
        told = paid(500_00, 0, cut("OA-101", 500_00), status="25")

        assert isinstance(plan_posting(told, SURE, book()), NoMoney)

    def test_takes_a_part_of_a_split_claim_and_says_so(self) -> None:
        outcome = plan_posting(paid(200_00, 200_00), SURE, book(open_cents=500_00))

        assert isinstance(outcome, Plan)
        assert "the rest stays open" in outcome.notes[0]


class TestSecondPayer:
    """A charge of 500: the first payer paid 300, wrote off 125 and left 75 (X12 RFI 1696)."""

    def test_right_leaves_nothing_open(self) -> None:
        told = paid(500_00, 65_00, cut("OA-23", 425_00), cut("CO-45", 10_00), status="2")

        assert moved(plan_posting(told, SURE, book(rank=2))) == {
            Account.SUSPENSE: 65_00,
            Account.COORDINATION: 425_00,
            Account.CONTRACT_WRITE_OFF: 10_00,
            Account.INSURANCE_RECEIVABLE: -500_00,
        }

    def test_wrong_is_not_written_off_twice(self) -> None:
        told = paid(500_00, 65_00, cut("CO-45", 435_00), status="2")

        assert code(plan_posting(told, SURE, book(rank=2))) == "NO_OA23"


class TestReversal:
    ORIGINAL = Original(
        uuid.UUID(int=8),
        uuid.UUID(int=9),
        500_00,
        300_00,
        (
            Leg(Account.SUSPENSE, 300_00),
            Leg(Account.CONTRACT_WRITE_OFF, 200_00),
            Leg(Account.INSURANCE_RECEIVABLE, -500_00),
        ),
    )

    def test_is_the_mirror_of_what_was_posted(self) -> None:
        told = paid(-500_00, -300_00, cut("CO-45", -200_00), status="22")

        outcome = plan_posting(told, SURE, book(original=self.ORIGINAL))

        assert moved(outcome) == {leg.account: -leg.cents for leg in self.ORIGINAL.legs}

    def test_asks_where_it_mirrors_something_else(self) -> None:
        told = paid(-500_00, -250_00, cut("CO-45", -250_00), status="22")

        outcome = plan_posting(told, SURE, book(original=self.ORIGINAL))

        assert code(outcome) == "REVERSAL_DIFFERS"


class TestAlways:
    @given(
        st.integers(0, 10_000_00),
        st.lists(
            st.tuples(st.sampled_from(sorted(HOMES)), st.integers(-500_00, 5_000_00)), max_size=8
        ),
    )
    def test_a_plan_sums_to_zero(
        self, amount: int, cuts: list[tuple[tuple[str, str], int]]
    ) -> None:
        adjusted = tuple(Adjusted(group, reason, cents, True) for (group, reason), cents in cuts)
        charge = amount + sum(a.cents for a in adjusted)
        told = paid(charge, amount, *adjusted)

        outcome = plan_posting(told, SURE, book(charge, open_cents=max(charge, 0)))

        if isinstance(outcome, Plan):
            assert sum(leg.cents for leg in outcome.legs) == 0
            assert all(leg.cents for leg in outcome.legs)


class TestPairInQuestion:
    """What a question is about is answered by naming one account for it."""

    @pytest.mark.parametrize(
        ("told", "rank"),
        [
            (paid(500_00, 0, cut("CO-45", 100_00), cut("PI-204", 400_00)), 1),
            (paid(500_00, 0, cut("CO-16", 500_00, has_remark=False)), 1),
            (paid(500_00, 65_00, cut("CO-45", 435_00)), 2),
        ],
        ids=["no home", "remark missing", "second payer"],
    )
    def test_named_once_the_payment_is_proposed(self, told: Paid, rank: int) -> None:
        asked = plan_posting(told, SURE, book(rank=rank))
        pair = pair_in_question(told, code(asked))
        assert pair is not None

        answered = plan_posting(
            told, SURE, book(rank=rank), corrections={pair: Account.DENIED_RECEIVABLE}
        )

        assert moved(answered)[Account.DENIED_RECEIVABLE] > 0

    def test_goes_on_to_the_next_one(self) -> None:
        told = paid(500_00, 0, cut("PI-204", 100_00), cut("PI-999", 400_00))
        chosen = {("PI", "204"): Account.DENIED_RECEIVABLE}

        assert pair_in_question(told, "NO_HOME") == ("PI", "204")
        assert pair_in_question(told, "NO_HOME", corrections=chosen) == ("PI", "999")

    @pytest.mark.parametrize("question", ["", "NO_CLAIM", "ALREADY_ANSWERED", "FILE_FAULT"])
    def test_is_none_where_a_question_is_about_something_else(self, question: str) -> None:
        assert pair_in_question(paid(500_00, 0, cut("CO-45", 500_00)), question) is None


class TestSentences:
    """Every stop says its figures, so that nothing has to be opened to judge it."""

    @pytest.mark.parametrize(
        ("told", "owed", "says"),
        [
            (paid(500_00, 0, cut("PI-204", 500_00)), 500_00, "PI-204 takes off 500.00"),
            (
                paid(500_00, 300_00, cut("CO-45", 200_00)), 120_00,
                "answers 500.00, but insurance owes only 120.00",
            ),
            (
                paid(500_00, 300_00, cut("CO-45", 200_00)), 0,
                "answers 500.00, but insurance owes nothing more",
            ),
            (paid(500_00, 300_00, cut("CO-45", 199_00)), 500_00, "are 1.00 apart"),
        ],
    )  # fmt: skip
    def test_carry_what_they_are_about(self, told: Paid, owed: int, says: str) -> None:
        asked = plan_posting(told, SURE, book(open_cents=owed))

        assert isinstance(asked, Question)
        assert says in asked.text
        assert len(asked.text) <= 200
        assert asked.text.count(". ") == 0
