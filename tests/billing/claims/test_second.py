"""The claim to the second payer, once the first has answered."""

from datetime import date

import pytest

from billing.claims import actions as claims
from billing.claims.actions import Answered
from billing.claims.models import Claim, PayerAnswer
from billing.claims.states import ClaimState
from billing.ledger.accounts import Account
from practices.jobs import actions as jobs
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.claims.office import NOW, Office
from tests.practices.sync.source import put

PAID_ON = date(2026, 11, 20)
LEFT = (
    Answered(number=None, paid_cents=60_00, patient_cents=15_00),
    Answered(
        number=1, paid_cents=60_00, patient_cents=15_00, code="D1110",
        cuts=(("CO", "45", 25_00), ("PR", "2", 15_00)),
    ),
)  # fmt: skip


@pytest.fixture
def office(practice_a: Practice) -> Office:
    made = Office(practice_a)
    made.cover(2, Relationship=1)
    made.procedure(101)
    made.claim(9, 101)
    return made.read()


def answer(office: Office, told: tuple[Answered, ...] = LEFT, source: str = "one") -> None:
    with in_practice(office.practice):
        claim = Claim.objects.select_for_update().get(source_key="9")
        claims.move(claim, to=ClaimState.ANSWERED)
        claims.answered(claim, told, source=source, answered_on=PAID_ON, now=NOW)
    jobs.run_all_now(now=NOW)


def test_it_asks_the_next_cover_for_the_whole_charge(office: Office) -> None:
    answer(office)

    first, second = office.claims()
    assert (second.rank, second.origin, second.state) == (2, "built", "draft")
    assert (second.payer.name, second.relationship) == ("Sample Plans 2", "spouse")
    assert (second.charge_cents, second.follows_id) == (100_00, first.pk)


def test_it_books_against_what_lies_between_payers(office: Office) -> None:
    answer(office)

    assert office.owed() == {
        Account.INSURANCE_RECEIVABLE: 200_00,
        Account.PRODUCTION: -100_00,
        Account.COORDINATION: -100_00,
    }


def test_it_finds_what_the_first_payer_said_by_line(office: Office) -> None:
    answer(office)

    with in_practice(office.practice):
        row = PayerAnswer.objects.select_related("line").get(claim__source_key="9", line__number=1)
        told = [(cut.group, cut.reason, cut.cents) for cut in row.cuts.order_by("pk")]
    assert (row.paid_cents, row.patient_cents, row.answered_on) == (60_00, 15_00, PAID_ON)
    assert told == [("CO", "45", 25_00), ("PR", "2", 15_00)]


def test_it_is_drafted_once(office: Office) -> None:
    answer(office)
    answer(office, source="two")

    assert len(office.claims()) == 2


@pytest.mark.parametrize("told", [(Answered(number=None, paid_cents=100_00, patient_cents=0),), ()])
def test_nothing_left_asks_nobody(office: Office, told: tuple[Answered, ...]) -> None:
    answer(office, told)

    assert len(office.claims()) == 1


def test_a_denied_first_claim_asks_nobody(office: Office) -> None:
    with in_practice(office.practice):
        claim = Claim.objects.select_for_update().get(source_key="9")
        claims.move(claim, to=ClaimState.DENIED)
        claims.answered(claim, LEFT, source="one", answered_on=PAID_ON, now=NOW)
        assert claims.build_second(claim.pk, now=NOW) is None
    jobs.run_all_now(now=NOW)

    assert len(office.claims()) == 1


def test_what_the_practice_asked_already_is_not_asked_again(office: Office) -> None:
    office.claim(10, 101, plan=32, ClaimType="S", ClaimStatus="H")
    office.read()

    answer(office)

    assert [one.origin for one in office.claims()] == ["practice", "practice"]


def test_the_practices_own_second_claim_takes_over_the_draft(office: Office) -> None:
    answer(office)
    office.claim(10, 101, plan=32, ClaimType="S")

    office.read()

    assert [(one.source_key, one.rank) for one in office.claims()] == [("9", 1), ("10", 2)]
    assert office.owed()[Account.COORDINATION] == -100_00


def test_an_answer_taken_back_takes_the_draft_with_it(office: Office) -> None:
    answer(office)
    with in_practice(office.practice):
        claim = Claim.objects.select_for_update().get(source_key="9")
        claims.move(claim, to=ClaimState.SENT)
        claims.unanswered(claim, now=NOW)
        assert not PayerAnswer.objects.exists()

    assert len(office.claims()) == 1
    assert Account.COORDINATION not in office.owed()


def test_answered_anew_it_is_drafted_anew(office: Office) -> None:
    answer(office)
    with in_practice(office.practice):
        claim = Claim.objects.select_for_update().get(source_key="9")
        claims.move(claim, to=ClaimState.SENT)
        claims.unanswered(claim, now=NOW)

    answer(office, source="two")

    assert [one.rank for one in office.claims()] == [1, 2]


def test_an_answer_entered_by_hand_counts_as_one(office: Office) -> None:
    with in_practice(office.practice):
        put("claim", 9, PatNum=5, PlanNum=31, InsSubNum=41, ClaimType="P", ClaimStatus="R",
            DateService=date(2026, 11, 2), DateSent=date(2026, 11, 2), DateReceived=PAID_ON,
            ProvTreat=8, ClaimIdentifier="5/9")  # fmt: skip
        put("claimproc", 91, ClaimNum=9, PatNum=5, ProcNum=101, LineNumber=1, CodeSent="D1110",
            FeeBilled=100.0, ProcDate=date(2026, 11, 2), Status=1, InsPayAmt=60.0,
            WriteOff=25.0)  # fmt: skip
    office.read()

    assert [one.rank for one in office.claims()] == [1, 2]
    with in_practice(office.practice):
        row = PayerAnswer.objects.get(claim__source_key="9", line__number=1)
    assert (row.is_inferred, row.patient_cents, row.answered_on) == (True, 15_00, PAID_ON)
