"""Our claims follow the practice's own system: opened, changed, answered by hand, gone."""

import random
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from billing.claims import actions as claims
from billing.claims.models import Claim, ClaimRoute
from billing.claims.states import ClaimState
from billing.ledger import actions as ledger
from billing.ledger import queries as books
from billing.ledger.accounts import Account, Leg
from billing.payers.models import Payer
from practices.events.models import Event
from practices.jobs import actions as jobs
from practices.mirror.models import InsuranceClaim
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions as sync
from practices.sync.models import Stream
from tests.practices.sync.source import drop, put

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SERVED, SENT = date(2026, 11, 2), date(2026, 11, 4)


class Source:
    """One practice whose own system has one patient with cover, and claims in it."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice

    def cover(self) -> None:
        with in_practice(self.practice):
            put("carrier", 2, CarrierName="Sample Dental Plans", ElectID="SDP01")
            put("insplan", 3, CarrierNum=2, PlanType="p")
            put("inssub", 4, PlanNum=3, Subscriber=5, SubscriberID="M-77")
            put("patplan", 6, PatNum=5, InsSubNum=4, Ordinal=1)
            put("patient", 5, FName="Ann", LName="Sample")

    def claim(self, key: int = 9, **columns: object) -> None:
        told: dict[str, object] = {
                "PatNum": 5, "PlanNum": 3, "InsSubNum": 4, "ClaimType": "P", "ClaimStatus": "S",
                "DateService": SERVED, "DateSent": SENT, "ClaimIdentifier": f"5/{key}"}  # fmt: skip
        with in_practice(self.practice):
            put("claim", key, **(told | columns))

    def line(self, key: int, **columns: object) -> None:
        told: dict[str, object] = {
                "ClaimNum": 9, "PatNum": 5, "ProcNum": key, "LineNumber": key, "CodeSent": "D1110",
                "FeeBilled": 100.0, "ProcDate": SERVED}  # fmt: skip
        with in_practice(self.practice):
            put("claimproc", key, **(told | columns))

    def drop(self, table: str, key: int) -> None:
        with in_practice(self.practice):
            drop(table, key, now=NOW)

    def read(self) -> None:
        with in_practice(self.practice):
            sync.ask_for_records(self.practice, now=NOW)
        jobs.run_all_now(now=NOW)

    def told(self, key: str = "9") -> "Told | None":
        """Our claim as it stands; None while there is none."""
        with in_practice(self.practice):
            claim = Claim.objects.with_names().filter(source_key=key).first()
            if claim is None:
                return None
            sums = books.balances_by_claim([claim.pk]).get(claim.pk, {})
            lines = [Line(line.source_key, line.pk, line.code, line.charge_cents)
                     for line in claim.lines.order_by("number")]  # fmt: skip
            return Told(
                claim, lines, {account: cents for account, cents in sums.items() if cents},
                claim.payer.name, books.book_of_claim(claim.pk).count(),
            )  # fmt: skip

    def one(self) -> "Told":
        told = self.told()
        assert told is not None
        return told


@dataclass
class Line:
    key: str
    id: uuid.UUID
    code: str
    cents: int


@dataclass
class Told:
    claim: Claim
    lines: list[Line]
    balances: dict[Account, int]
    payer: str
    entries: int

    @property
    def state(self) -> str:
        return self.claim.state


@pytest.fixture
def source(practice_a: Practice) -> Source:
    made = Source(practice_a)
    made.cover()
    made.claim()
    made.line(1)
    made.line(2, FeeBilled=50.5, CodeSent="D0120")
    return made


@pytest.fixture
def read(source: Source) -> Source:
    source.read()
    return source


class TestOpened:
    def test_with_its_lines_payer_number_and_charge(self, read: Source) -> None:
        told = read.one()

        claim = told.claim
        assert (claim.control_number, claim.member_id, claim.rank) == ("5/9", "M-77", 1)
        assert (claim.state, claim.sent_on, claim.charge_cents) == (ClaimState.SENT, SENT, 15050)
        assert told.payer == "Sample Dental Plans"
        lines = [(line.key, line.code, line.cents) for line in told.lines]
        assert lines == [("1", "D1110", 10000), ("2", "D0120", 5050)]
        assert told.balances == {
            Account.INSURANCE_RECEIVABLE: 15050,
            Account.PRODUCTION: -15050,
        }
        assert ClaimRoute.objects.filter(control_number="5/9").exists()

    def test_once(self, read: Source) -> None:
        read.claim(OrigRefNum="PAYER-1")
        read.read()

        assert not Event.objects.filter(name="claim.changed").exists()

        with in_practice(read.practice):
            assert InsuranceClaim.objects.filter(is_fresh=True).count() == 0
            assert Claim.objects.count() == 1
        assert read.one().entries == 1


class TestNotOpened:
    def test_before_its_patient_came(self, practice_a: Practice) -> None:
        source = Source(practice_a)
        source.claim()
        source.line(1)
        source.read()
        assert source.told() is None

        source.cover()
        source.read()

        assert source.one().claim.charge_cents == 10000

    @pytest.mark.parametrize("kind", ["PreAuth", "Cap"])
    def test_where_no_payer_is_asked_for_money(self, source: Source, kind: str) -> None:
        source.claim(ClaimType=kind)

        source.read()

        assert source.told() is None


def test_a_payer_is_known_to_all_by_its_code(source: Source, practice_b: Practice) -> None:
    source.read()
    other = Source(practice_b)
    other.cover()
    with in_practice(practice_b):
        put("carrier", 2, CarrierName="SAMPLE DENTAL (old)", ElectID="SDP01")
    other.claim()
    other.line(1)

    other.read()

    assert Payer.objects.filter(public_id="code-sdp01").count() == 1
    assert other.one().payer == "Sample Dental Plans"


def test_what_was_answered_before_we_came_owes_nothing(source: Source) -> None:
    source.claim(ClaimStatus="R")
    source.line(1, InsPayAmt=80.0, Status=1)

    source.read()

    assert (source.one().state, source.one().balances) == (ClaimState.CLOSED, {})


def test_what_was_answered_between_two_readings_is_charged_and_answered(source: Source) -> None:
    with in_practice(source.practice):
        Stream.objects.update(history=0)
    source.claim(ClaimStatus="R")
    source.line(1, InsPayAmt=80.0, Status=1)
    source.line(2, FeeBilled=50.5, Status=1)

    source.read()

    told = source.one()
    assert told.state == ClaimState.ANSWERED
    assert told.balances == {
        Account.UNDEPOSITED: 8000,
        Account.PATIENT_RECEIVABLE: 7050,
        Account.PRODUCTION: -15050,
    }


def test_two_claims_of_one_number_are_told_apart(source: Source) -> None:
    source.claim(10, ClaimIdentifier="5/9")
    source.line(3, ClaimNum=10)

    source.read()

    with in_practice(source.practice):
        numbers = Claim.objects.values_list("control_number", flat=True)
        assert set(numbers) == {"5/9", "5/9#9"}


def test_three_claims_of_confusing_numbers_stop_no_line(source: Source) -> None:
    source.claim(10, ClaimIdentifier="5/9")
    source.claim(11, ClaimIdentifier="5/9#9")
    source.line(3, ClaimNum=10)
    source.line(4, ClaimNum=11)

    source.read()

    with in_practice(source.practice):
        assert Claim.objects.count() == len(set(Claim.objects.values_list("control_number"))) == 3


def test_what_names_no_plan_waits_for_nobody(source: Source) -> None:
    source.claim(PlanNum=0, InsSubNum=0)

    source.read()

    assert source.told() is None
    with in_practice(source.practice):
        assert not InsuranceClaim.objects.filter(is_fresh=True).exists()


class TestChanged:
    def test_charge_is_booked_as_the_difference(self, read: Source) -> None:
        before = {line.key: line.id for line in read.one().lines}
        read.line(1, FeeBilled=110.0)
        read.drop("claimproc", 2)
        read.line(3, FeeBilled=7.0)

        read.read()

        told = read.one()
        assert told.claim.charge_cents == told.balances[Account.INSURANCE_RECEIVABLE] == 11700
        assert [(line.key, line.cents) for line in told.lines] == [("1", 11000), ("3", 700)]
        assert told.lines[0].id == before["1"]

    def test_lines_may_trade_places(self, read: Source) -> None:
        read.line(1, LineNumber=2)
        read.line(2, LineNumber=1, FeeBilled=50.5, CodeSent="D0120")

        read.read()

        assert [line.key for line in read.one().lines] == ["2", "1"]

    def test_draft_is_sent(self, source: Source) -> None:
        source.claim(ClaimStatus="W", DateSent=None)
        source.read()
        assert source.one().state == ClaimState.DRAFT

        source.claim()
        source.read()

        told = source.one()
        assert (told.state, told.claim.sent_on) == (ClaimState.SENT, SENT)
        assert told.balances[Account.INSURANCE_RECEIVABLE] == 15050


def answer_by_hand(read: Source, paid: float, written_off: float) -> None:
    read.claim(ClaimStatus="R")
    read.line(1, Status=1, InsPayAmt=paid, WriteOff=written_off)
    read.line(2, Status=1, FeeBilled=50.5)
    read.read()


class TestAnsweredByHand:
    def test_leaves_what_insurance_owes(self, read: Source) -> None:
        answer_by_hand(read, 60, 25)

        assert read.one().state == ClaimState.ANSWERED
        assert read.one().balances == {
            Account.UNDEPOSITED: 6000,
            Account.CONTRACT_WRITE_OFF: 2500,
            Account.PATIENT_RECEIVABLE: 6550,
            Account.PRODUCTION: -15050,
        }

    def test_is_booked_anew_when_it_changes_and_once_when_not(self, read: Source) -> None:
        answer_by_hand(read, 60, 25)
        answer_by_hand(read, 70, 25)
        entries = read.one().entries
        read.claim(ClaimStatus="R", ClaimNote="seen")
        read.read()

        assert read.one().balances[Account.UNDEPOSITED] == 7000
        assert read.one().entries == entries == 4

    def test_is_taken_back(self, read: Source) -> None:
        answer_by_hand(read, 60, 25)
        read.claim(ClaimStatus="S")
        read.read()

        assert read.one().state == ClaimState.SENT
        assert read.one().balances[Account.INSURANCE_RECEIVABLE] == 15050
        assert Account.UNDEPOSITED not in read.one().balances

    def test_later_payment_counts_with_its_service(self, read: Source) -> None:
        answer_by_hand(read, 60, 25)
        read.line(7, ProcNum=1, Status=4, FeeBilled=0, InsPayAmt=5)
        read.read()

        assert read.one().balances[Account.UNDEPOSITED] == 6500

    def test_is_not_booked_where_a_remittance_was_posted(self, read: Source) -> None:
        legs = (Leg(Account.INSURANCE_RECEIVABLE, -15050), Leg(Account.SUSPENSE, 15050))
        claim = read.one().claim
        posted = ledger.NewEntry(
            source="claim-payment:1", legs=legs, memo="Posted", effective_on=SERVED,
            claim_id=claim.pk,
        )  # fmt: skip
        with in_practice(read.practice):
            ledger.post_entry(posted, now=NOW)
            claims.move(claim, to=ClaimState.ANSWERED)

        answer_by_hand(read, 60, 25)

        assert read.one().balances == {Account.SUSPENSE: 15050, Account.PRODUCTION: -15050}


class TestGone:
    def test_owes_nothing_and_may_come_back(self, read: Source) -> None:
        read.drop("claim", 9)
        read.read()
        assert (read.one().state, read.one().balances) == (ClaimState.VOID, {})

        read.claim()
        read.read()

        assert read.one().state == ClaimState.SENT
        assert read.one().balances[Account.INSURANCE_RECEIVABLE] == 15050

    def test_after_it_was_answered_stays_booked(self, read: Source) -> None:
        answer_by_hand(read, 60, 25)
        booked = read.one().balances

        read.drop("claim", 9)
        read.read()

        assert (read.one().state, read.one().balances) == (ClaimState.ANSWERED, booked)


class TestAnsweredByHandAndChanged:
    def test_charge_leaves_nothing_owed(self, read: Source) -> None:
        answer_by_hand(read, 60, 25)
        read.line(1, Status=1, FeeBilled=120.0, InsPayAmt=60, WriteOff=25)
        read.read()

        told = read.one()
        assert told.state == ClaimState.ANSWERED
        assert told.claim.charge_cents == 17050
        assert told.balances == {
            Account.UNDEPOSITED: 6000,
            Account.CONTRACT_WRITE_OFF: 2500,
            Account.PATIENT_RECEIVABLE: 8550,
            Account.PRODUCTION: -17050,
        }


@pytest.mark.parametrize("seed", range(5))
def test_whatever_the_practice_does_insurance_owes_what_is_open(source: Source, seed: int) -> None:
    """Charges, answers, second thoughts and deletions in any order, read now and then."""
    chance = random.Random(seed)
    for _ in range(12):
        status = chance.choice("WSSR")
        match chance.randrange(6):
            case 0:
                source.drop("claim", 9)
            case 1:
                source.drop("claimproc", chance.randrange(1, 4))
            case _:
                source.claim(ClaimStatus=status, DateSent=SENT if status != "W" else None)
                source.line(
                    chance.randrange(1, 4),
                    FeeBilled=float(chance.randrange(1, 300)),
                    InsPayAmt=float(chance.randrange(90)),
                    WriteOff=float(chance.randrange(40)),
                )
        if chance.random() < 0.6:
            source.read()
            told = source.told()
            if told is None or told.state == ClaimState.CLOSED:
                continue
            is_open = told.state in {ClaimState.DRAFT, ClaimState.SENT}
            charge = sum(line.cents for line in told.lines)
            assert told.balances.get(Account.INSURANCE_RECEIVABLE, 0) == (charge if is_open else 0)
            assert sum(told.balances.values()) == 0
            if told.state != ClaimState.VOID:
                assert told.claim.charge_cents == charge
                assert told.balances.get(Account.PRODUCTION, 0) == -charge
