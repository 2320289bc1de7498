"""Drafts of claims: once each, with their charge, and as their procedures are."""

from datetime import date

import pytest

from billing.claims import actions as claims
from billing.claims.covering import ENDED
from billing.claims.models import Claim, ClaimDecision, ClaimLine
from billing.claims.states import ClaimState
from billing.ledger.accounts import Account
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.claims.office import NOW, SERVED, Office


@pytest.fixture
def office(practice_a: Practice) -> Office:
    made = Office(practice_a)
    made.procedure(101)
    made.procedure(102, CodeNum=2, ProcFee=900.0, ToothNum="14", Prosthesis="R",
                   DateOriginalProsth=date(2015, 3, 1))  # fmt: skip
    return made.read()


def charged(cents: int) -> dict[Account, int]:
    """What stands in the books of a first claim that nobody answered."""
    return {Account.INSURANCE_RECEIVABLE: cents, Account.PRODUCTION: -cents} if cents else {}


class TestBuild:
    def test_drafts_one_claim_with_charge_cover_and_services(self, office: Office) -> None:
        assert office.build() == {}

        (claim,) = office.claims()
        assert (claim.state, claim.origin, claim.is_approved) == ("draft", "built", False)
        assert (claim.payer.name, claim.member_id, claim.group_number) == (
            "Sample Plans 1", "M-1", "G1",
        )  # fmt: skip
        assert (claim.served_on, claim.sent_on, claim.charge_cents) == (SERVED, None, 1000_00)
        with in_practice(office.practice):
            crown = ClaimLine.objects.get(procedure_key="102")
        assert (crown.tooth, crown.prosthesis, crown.prior_placed_on) == (
            "14", "replaced", date(2015, 3, 1),
        )  # fmt: skip
        assert office.owed() == charged(1000_00)

    def test_keeps_what_it_rests_on(self, office: Office) -> None:
        office.build()

        with in_practice(office.practice):
            decision = ClaimDecision.objects.get()
        assert (decision.outcome, decision.confidence) == ("drafted", "sure")
        assert decision.inputs == {
            "procedures": {"101": 100_00, "102": 900_00}, "covers": ["61"], "left_out": {},
            "day": "2026-11-02",
        }  # fmt: skip

    def test_twice_drafts_once(self, office: Office) -> None:
        office.build()
        office.build()

        assert len(office.claims()) == 1
        assert office.owed() == charged(1000_00)

    def test_drafts_nothing_that_stands_on_a_claim_of_the_practice(self, office: Office) -> None:
        office.claim(9, 101)
        office.read()

        office.build()

        assert [(c.origin, c.charge_cents) for c in office.claims()] == [
            ("practice", 100_00), ("built", 900_00),
        ]  # fmt: skip

    def test_says_why_a_cover_does_not_pay(self, office: Office) -> None:
        office.cover(held={"DateTerm": date(2026, 11, 1)})
        office.read()

        assert office.build() == {"101": ENDED, "102": ENDED}
        assert office.claims() == []

    def test_goes_nowhere_before_a_person_approved_it(self, office: Office) -> None:
        office.build()
        (claim,) = office.claims()

        with in_practice(office.practice):
            with pytest.raises(claims.NotApproved):
                claims.ready(claim, now=NOW)
            claims.approve(claim, now=NOW)
            claims.ready(claim, now=NOW)

        assert office.claims()[0].state == ClaimState.READY

    def test_held_says_what_it_waits_for(self, office: Office) -> None:
        office.build()

        with in_practice(office.practice):
            claims.held(office.claims()[0], because="A radiograph.", now=NOW)

        (claim,) = office.claims()
        assert (claim.state, claim.held_because) == (ClaimState.HELD, "A radiograph.")


class TestPredetermination:
    def test_bears_no_day_and_books_nothing(self, office: Office) -> None:
        office.procedure(103, ProcStatus=1, DateTP=SERVED, ProcFee=500.0)
        office.read()

        assert office.build(103, kind="predetermination") == {}

        with in_practice(office.practice):
            line = ClaimLine.objects.get()
            assert (line.served_on, line.charge_cents) == (None, 500_00)
        assert [claim.kind for claim in office.claims()] == ["predetermination"]
        assert office.owed() == {}

    def test_does_not_stand_in_the_way_of_the_claim(self, office: Office) -> None:
        office.procedure(103, ProcStatus=1, DateTP=SERVED, ProcFee=500.0)
        office.read()
        office.build(103, kind="predetermination")
        office.procedure(103, ProcFee=500.0)
        office.read()

        office.build(103)

        assert [claim.kind for claim in office.claims()] == ["claim"]
        assert office.owed() == charged(500_00)


class TestFollow:
    def test_a_changed_fee_is_booked_and_asks_for_approval_again(self, office: Office) -> None:
        office.build()
        with in_practice(office.practice):
            claims.approve(office.claims()[0], now=NOW)
        office.procedure(101, ProcFee=120.0)

        office.read()

        (claim,) = office.claims()
        assert (claim.charge_cents, claim.state, claim.is_approved) == (1020_00, "draft", False)
        assert office.owed() == charged(1020_00)

    def test_a_deleted_procedure_leaves_the_draft(self, office: Office) -> None:
        office.build()
        office.procedure(101, ProcStatus=6)

        office.read()

        assert [claim.charge_cents for claim in office.claims()] == [900_00]
        assert office.owed() == charged(900_00)

    def test_without_any_procedure_it_is_void(self, office: Office) -> None:
        office.build()
        for key in (101, 102):
            office.drop("procedurelog", key)

        office.read()

        assert office.claims() == []
        assert office.owed() == {}

    def test_another_day_is_another_draft(self, office: Office) -> None:
        office.build()
        for key, fee in ((101, 100.0), (102, 900.0)):
            office.procedure(key, ProcFee=fee, ProcDate=date(2026, 11, 3))
        office.read()

        office.build()

        assert [claim.served_on for claim in office.claims()] == [date(2026, 11, 3)]
        assert office.owed() == charged(1000_00)

    def test_what_did_not_change_is_not_touched(self, office: Office) -> None:
        office.build()

        with in_practice(office.practice):
            assert claims.tend(now=NOW) == 0
            assert Claim.objects.count() == 1
