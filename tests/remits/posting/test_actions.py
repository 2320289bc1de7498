"""Posting a claim payment: once, whole, and back again."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction

from billing.claims.models import Claim
from billing.claims.states import ClaimState
from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from billing.ledger.models import Entry, Posting
from practices.desk.models import Item, ItemState
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync.models import WriteBack, WriteBackState
from remits.clearing.answer import AnswerLine, Cut, ProviderAdjustment
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import actions
from remits.posting.models import Decision
from tests.databases import NOW, TODAY
from tests.remits import builders


@pytest.fixture(autouse=True)
def inside(practice_a: Practice) -> Iterator[Claim]:
    payer = builders.payer()
    with in_practice(practice_a):
        yield builders.claim(payer_row=payer)
        assert sum(ledger.balances().values()) == 0


def post(row: ClaimPayment) -> ClaimPayment:
    return actions.post(claim_payment_id=row.pk, version=row.version, now=NOW)


def balances() -> dict[Account, int]:
    return {account: cents for account, cents in ledger.balances().items() if cents}


class TestPropose:
    def test_keeps_the_whole_payment_in_suspense_until_it_is_posted(self) -> None:
        builders.arrive(builders.answer())

        assert balances() == {
            Account.INSURANCE_RECEIVABLE: 1200_00,
            Account.PRODUCTION: -1200_00,
            Account.UNDEPOSITED: 700_00,
            Account.SUSPENSE: -700_00,
        }

    def test_books_what_the_payer_kept_back_apart_from_any_claim(self) -> None:
        kept = ProviderAdjustment("1999999992", "WO", "OLD-CLAIM", 100_00)

        builders.arrive(builders.answer(), adjustments=(kept,))

        assert balances()[Account.UNDEPOSITED] == 600_00
        assert balances()[Account.PAYER_OFFSETS] == 100_00

    def test_finds_the_claim_and_says_why(self, inside: Claim) -> None:
        row = builders.arrive(builders.answer()).first

        assert (row.claim_id, row.stage, row.band) == (inside.pk, "proposed", "sure")
        assert "our control number" in row.match["reasons"]

    def test_lays_one_item_on_the_desk(self) -> None:
        row = builders.arrive(builders.answer()).first

        item = Item.objects.get(subject_id=row.pk)
        assert (item.cents, item.state, item.question) == (700_00, ItemState.OPEN, "")

    def test_asks_when_no_claim_answers(self) -> None:
        stranger = builders.answer("ZZZ-9", member_id="M9", last_name="Other", lines=())
        stranger = builders.answer(
            "ZZZ-9",
            member_id="M9",
            last_name="Other",
            served_on=(),
            lines=(AnswerLine("D2740", 1200_00, 700_00, cuts=builders.answer().lines[0].cuts),),
        )

        row = builders.arrive(stranger).first

        assert (row.stage, row.question) == (PaymentStage.ASKING, "NO_CLAIM")

    def test_never_posts_an_estimate(self) -> None:
        estimate = builders.answer(
            status="25", paid_cents=0, lines=(), cuts=(Cut("OA", "101", 1200_00),)
        )

        row = builders.arrive(estimate).first

        assert row.stage == PaymentStage.NO_MONEY
        assert not Item.objects.filter(subject_id=row.pk).exists()

    def test_takes_a_share_in_once(self) -> None:
        arrived = builders.arrive(builders.answer())
        body_again = {"trace": arrived.remittance.trace}

        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(
                source=f"share:{arrived.remittance.pk}",
                effective_on=TODAY,
                recorded_at=NOW,
                memo="x",
            )
        assert body_again


class TestPost:
    def test_moves_what_the_payer_did_not_pay_to_where_it_belongs(self) -> None:
        row = builders.arrive(builders.answer()).first

        post(row)

        assert balances() == {
            Account.PRODUCTION: -1200_00,
            Account.UNDEPOSITED: 700_00,
            Account.CONTRACT_WRITE_OFF: 300_00,
            Account.PATIENT_RECEIVABLE: 200_00,
        }

    def test_moves_the_claim_closes_the_desk_item_and_queues_the_write_back(
        self, inside: Claim
    ) -> None:
        row = post(builders.arrive(builders.answer()).first)

        inside.refresh_from_db()
        assert (inside.state, inside.payer_control_number) == ("answered", "PAYER-ALD-0001")
        assert Item.objects.get(subject_id=row.pk).state == ItemState.DONE
        assert WriteBack.objects.get(subject_id=row.pk).state == WriteBackState.BY_HAND
        assert Decision.objects.get(claim_payment=row).agreed is True

    def test_posts_once(self) -> None:
        row = post(builders.arrive(builders.answer()).first)

        with pytest.raises(actions.NothingToPost):
            post(row)

        assert Posting.objects.on(Account.UNDEPOSITED).balance_cents() == 700_00

    def test_refuses_a_page_that_is_out_of_date(self) -> None:
        row = builders.arrive(builders.answer()).first

        with pytest.raises(actions.SomeoneElseActed):
            actions.post(claim_payment_id=row.pk, version=row.version + 1, now=NOW)

    def test_leaves_a_second_answer_to_the_same_claim_with_a_question(self) -> None:
        first, second = (builders.arrive(builders.answer()).first for _ in range(2))
        post(first)

        row = post(second)

        assert (row.stage, row.question) == (PaymentStage.ASKING, "ALREADY_ANSWERED")
        assert balances()[Account.SUSPENSE] == -700_00

    def test_moves_a_denied_claim_to_work(self, inside: Claim) -> None:
        line = AnswerLine("D2740", 1200_00, 0, cuts=(Cut("CO", "97", 1200_00),))
        row = builders.arrive(builders.answer(paid_cents=0, lines=(line,))).first

        post(row)

        inside.refresh_from_db()
        assert inside.state == ClaimState.DENIED
        assert balances()[Account.DENIED_RECEIVABLE] == 1200_00


class TestReversal:
    def test_mirrors_the_first_posting_and_reopens_the_claim(self, inside: Claim) -> None:
        post(builders.arrive(builders.answer()).first)

        post(builders.arrive(builders.reversal()).first)

        inside.refresh_from_db()
        assert inside.state == ClaimState.SENT
        assert balances() == {
            Account.INSURANCE_RECEIVABLE: 1200_00,
            Account.PRODUCTION: -1200_00,
        }

    @pytest.mark.parametrize("reversal_first", [True, False])
    def test_leaves_the_effect_of_the_correction_alone_in_any_order(
        self, reversal_first: bool
    ) -> None:
        post(builders.arrive(builders.answer()).first)
        cuts = (Cut("CO", "45", 300_00), Cut("PR", "2", 400_00))
        correction = builders.answer(
            paid_cents=500_00, lines=(AnswerLine("D2740", 1200_00, 500_00, cuts=cuts),)
        )
        pair = [builders.reversal(), correction]

        builders.arrive(*(pair if reversal_first else pair[::-1]))
        actions.approve_clean(now=NOW)

        assert balances() == {
            Account.PRODUCTION: -1200_00,
            Account.UNDEPOSITED: 500_00,
            Account.CONTRACT_WRITE_OFF: 300_00,
            Account.PATIENT_RECEIVABLE: 400_00,
        }

    def test_lets_a_correction_of_an_earlier_file_be_proposed(self) -> None:
        post(builders.arrive(builders.answer()).first)
        correction = builders.arrive(builders.answer()).first
        assert correction.question == "ALREADY_ANSWERED"

        post(builders.arrive(builders.reversal()).first)

        correction.refresh_from_db()
        assert (correction.stage, correction.question) == (PaymentStage.PROPOSED, "")

    def test_waits_where_the_first_payment_is_not_ours(self) -> None:
        row = builders.arrive(builders.reversal()).first

        assert row.question == "NO_ORIGINAL"


class TestUndo:
    def test_brings_everything_back_by_a_linked_entry(self, inside: Claim) -> None:
        row = post(builders.arrive(builders.answer()).first)

        row = actions.undo(claim_payment_id=row.pk, now=NOW, today=TODAY)

        inside.refresh_from_db()
        assert (row.stage, inside.state) == (PaymentStage.PROPOSED, ClaimState.SENT)
        assert balances()[Account.SUSPENSE] == -700_00
        assert Item.objects.get(subject_id=row.pk).state == ItemState.OPEN
        assert WriteBack.objects.get(subject_id=row.pk).state == WriteBackState.CANCELLED

    def test_lets_one_post_again(self) -> None:
        row = post(builders.arrive(builders.answer()).first)

        row = post(actions.undo(claim_payment_id=row.pk, now=NOW, today=TODAY))

        assert row.stage == PaymentStage.POSTED
        assert balances()[Account.UNDEPOSITED] == 700_00

    def test_of_a_reversal_restores_the_first_payment(self) -> None:
        post(builders.arrive(builders.answer()).first)
        reversal = post(builders.arrive(builders.reversal()).first)

        row = post(actions.undo(claim_payment_id=reversal.pk, now=NOW, today=TODAY))

        assert row.stage == PaymentStage.POSTED
        assert balances()[Account.INSURANCE_RECEIVABLE] == 1200_00

    def test_of_what_the_payer_took_back_is_refused_until_that_is_undone(self) -> None:
        first = post(builders.arrive(builders.answer()).first)
        reversal = post(builders.arrive(builders.reversal()).first)

        with pytest.raises(actions.NotPosted, match="undo that one first"):
            actions.undo(claim_payment_id=first.pk, now=NOW, today=TODAY)

        actions.undo(claim_payment_id=reversal.pk, now=NOW, today=TODAY)
        row = actions.undo(claim_payment_id=first.pk, now=NOW, today=TODAY)
        assert row.stage == PaymentStage.PROPOSED
        assert balances()[Account.INSURANCE_RECEIVABLE] == 1200_00
        assert Account.PATIENT_RECEIVABLE not in balances()

    def test_of_a_whole_remittance_takes_back_each_posting_by_an_entry_of_its_own(
        self, inside: Claim
    ) -> None:
        builders.claim("ALD-0002", payer_row=inside.payer)
        before = balances()
        arrived = builders.arrive(builders.answer(), builders.answer("ALD-0002"))
        actions.approve_clean(now=NOW)

        undone = actions.undo_remittance(remittance_id=arrived.remittance.pk, now=NOW, today=TODAY)

        assert undone == (2, 0)
        assert Entry.objects.filter(reverses__isnull=False).count() == 2
        assert balances() == before | {Account.UNDEPOSITED: 1400_00, Account.SUSPENSE: -1400_00}
        assert set(arrived.remittance.claim_payments.values_list("stage", flat=True)) == {
            "proposed"
        }

    def test_of_a_whole_remittance_leaves_what_a_later_reversal_took_back(self) -> None:
        arrived = builders.arrive(builders.answer())
        post(arrived.first)
        post(builders.arrive(builders.reversal()).first)

        undone = actions.undo_remittance(remittance_id=arrived.remittance.pk, now=NOW, today=TODAY)

        assert undone == (0, 1)


class TestDetach:
    def test_takes_it_off_its_claim_and_asks_for_another(self, inside: Claim) -> None:
        row = builders.arrive(builders.answer()).first

        row = actions.detach(claim_payment_id=row.pk, version=row.version, now=NOW)

        assert (row.claim_id, row.stage, row.question) == (None, PaymentStage.ASKING, "NO_CLAIM")
        assert row.proposal is None
        assert balances()[Account.SUSPENSE] == -700_00
        assert Item.objects.get(subject_id=row.pk).question == "NO_CLAIM"
        assert Decision.objects.get(claim_payment=row).reason == "Taken off its claim"

    def test_then_posts_to_the_claim_a_person_chose(self, inside: Claim) -> None:
        other = builders.claim("ALD-0002", payer_row=inside.payer)
        row = builders.arrive(builders.answer()).first
        row = actions.detach(claim_payment_id=row.pk, version=row.version, now=NOW)

        row = actions.change(
            claim_payment_id=row.pk,
            version=row.version,
            corrections={},
            claim_id=other.pk,
            now=NOW,
        )
        post(row)

        other.refresh_from_db()
        inside.refresh_from_db()
        assert (other.state, inside.state) == (ClaimState.ANSWERED, ClaimState.SENT)

    def test_refuses_what_is_posted(self) -> None:
        row = post(builders.arrive(builders.answer()).first)

        with pytest.raises(actions.NothingToPost):
            actions.detach(claim_payment_id=row.pk, version=row.version, now=NOW)


class TestFaultyFile:
    def test_goes_on_once_a_person_saw_that_the_payment_is_whole(self) -> None:
        """A payment in full has no adjustment that could be corrected instead."""
        line = AnswerLine("D2740", 1200_00, 1200_00)
        full = builders.answer(paid_cents=1200_00, lines=(line,))
        row = builders.arrive(full, blocked_by="SE01").first
        assert row.question == "FILE_FAULT"

        row = actions.change(
            claim_payment_id=row.pk,
            version=row.version,
            corrections={},
            claim_id=None,
            looked=True,
            now=NOW,
        )

        assert post(row).stage == PaymentStage.POSTED


class TestChange:
    def test_gives_an_unknown_adjustment_the_home_a_person_chose(self) -> None:
        cuts = (Cut("CO", "45", 300_00), Cut("PI", "999", 200_00))
        strange = builders.answer(lines=(AnswerLine("D2740", 1200_00, 700_00, cuts=cuts),))
        row = builders.arrive(strange).first
        assert row.question == "NO_HOME"

        row = actions.change(
            claim_payment_id=row.pk,
            version=row.version,
            corrections={"PI-999": Account.ADMINISTRATIVE_WRITE_OFF.value},
            claim_id=None,
            now=NOW,
        )
        post(row)

        assert balances()[Account.ADMINISTRATIVE_WRITE_OFF] == 200_00
        assert Decision.objects.filter(outcome="posted", agreed=False).count() == 1


class TestSendBack:
    def test_keeps_the_money_in_suspense_with_the_reason(self) -> None:
        row = builders.arrive(builders.answer()).first

        row = actions.send_back(
            claim_payment_id=row.pk, version=row.version, reason="ask_payer", note="", now=NOW
        )

        assert row.stage == PaymentStage.PARKED
        assert balances()[Account.SUSPENSE] == -700_00
        assert Item.objects.get(subject_id=row.pk).question == "SENT_BACK"

    def test_refuses_an_estimate(self) -> None:
        estimate = builders.answer(
            status="25", paid_cents=0, lines=(), cuts=(Cut("OA", "101", 1200_00),)
        )
        row = builders.arrive(estimate).first

        with pytest.raises(actions.NothingToPost):
            actions.send_back(
                claim_payment_id=row.pk, version=row.version, reason="other", note="", now=NOW
            )
