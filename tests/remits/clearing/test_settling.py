"""What stopped does not stay: a person settles it, or takes it up after all."""

import uuid
from datetime import timedelta

import pytest

from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from compliance.audit.models import Event
from practices.desk.models import Item, ItemState
from practices.jobs import actions as jobs
from practices.jobs.models import Job, JobState
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing import actions
from remits.clearing.models import Payment, PaymentState
from remits.matching.models import ClaimPayment
from tests.databases import NOW
from tests.remits import builders
from tests.remits.clearing.test_walk import payments, remittance, take_in, take_in_bytes, told_claim


@pytest.fixture
def group(practice_a: Practice) -> Practice:
    payer = builders.payer()
    with in_practice(practice_a):
        for number in ("ALD-0001", "ALD-0002"):
            builders.claim(number, payer_row=payer)
    return practice_a


@pytest.fixture
def twin(group: Practice) -> Payment:
    """Trace, amount and day of the first payment, for another claim."""
    take_in(remittance(told_claim("ALD-0001")))
    take_in(remittance(told_claim("ALD-0002")), control=2)
    first, second = payments()
    assert (first.state, second.state) == (PaymentState.SPLIT, PaymentState.DUPLICATE)
    return second


def settle(payment: Payment, practice: Practice, reason: str) -> None:
    group = practice.organization
    actions.settle_payment(payment_id=payment.pk, organization=group, reason=reason, now=NOW)


def ask(payment: Payment, practice: Practice) -> None:
    actions.take_up(payment_id=payment.pk, organization=practice.organization, now=NOW)


def take_up(payment: Payment, practice: Practice, seconds: int = 0) -> Payment:
    ask(payment, practice)
    jobs.run_all_now(now=NOW + timedelta(seconds=seconds))
    return next(row for row in payments() if row.pk == payment.pk)


def item_of(pk: uuid.UUID) -> Item:
    return Item.objects.get(subject_id=pk)


def deeds_of(payment: Payment) -> list[Event]:
    events = Event.objects.filter(subject_ids__contains=[payment.pk], deed__startswith="payment.")
    return list(events.order_by("pk"))


class TestTakeUp:
    def test_posts_a_payment_that_only_looked_like_another(
        self, twin: Payment, group: Practice
    ) -> None:
        assert item_of(twin.pk).question == "CAME_DIFFERENTLY"

        taken = take_up(twin, group)

        assert (taken.state, taken.twin) == (PaymentState.SPLIT, 1)
        assert item_of(twin.pk).state == ItemState.DONE
        with in_practice(group):
            numbers = ClaimPayment.objects.values_list("control_number", flat=True)
            assert sorted(numbers) == ["ALD-0001", "ALD-0002"]
            assert ledger.balances()[Account.SUSPENSE] == -1400_00

    def test_happens_once_however_often_it_is_asked(self, twin: Payment, group: Practice) -> None:
        ask(twin, group)
        with pytest.raises(actions.NotStopped, match="being read again"):
            ask(twin, group)
        jobs.run_all_now(now=NOW + timedelta(seconds=2))

        with pytest.raises(actions.NotStopped):
            take_up(twin, group, seconds=3)
        with in_practice(group):
            assert ClaimPayment.objects.count() == 2

    def test_is_known_when_it_comes_a_third_time(self, twin: Payment, group: Practice) -> None:
        take_up(twin, group)

        take_in(remittance(told_claim("ALD-0002")), control=3)

        third = payments()[-1]
        assert (third.state, third.duplicate_of_id) == (PaymentState.DUPLICATE, twin.pk)
        assert not Item.objects.filter(subject_id=third.pk).exists()

    def test_refuses_the_very_same_payment(self, group: Practice) -> None:
        for control in (1, 2):
            take_in(remittance(told_claim("ALD-0001")), control=control)
        again = payments()[-1]
        assert again.state == PaymentState.DUPLICATE

        with pytest.raises(actions.NotStopped):
            take_up(again, group)

        with in_practice(group):
            assert ledger.balances()[Account.UNDEPOSITED] == 700_00

    def test_of_two_copies_takes_one(self, twin: Payment, group: Practice) -> None:
        """Both came before anybody looked, so both ask."""
        take_in(remittance(told_claim("ALD-0002")), control=3)
        copy = payments()[-1]
        assert item_of(copy.pk).question == "CAME_DIFFERENTLY"
        for payment in (twin, copy):
            ask(payment, group)

        jobs.run_all_now(now=NOW)

        assert sorted(row.state for row in payments()) == ["duplicate", "split", "split"]
        assert item_of(copy.pk).state == item_of(twin.pk).state == ItemState.DONE
        with in_practice(group):
            assert ledger.balances()[Account.UNDEPOSITED] == 1400_00

    def test_finds_a_practice_that_joined_since(self, group: Practice) -> None:
        group.npi, before = "1888888888", group.npi
        group.save(update_fields=["npi"])
        tax_id = group.tax_id
        Practice.objects.update(tax_id="")
        take_in(remittance(told_claim("ALD-0001")))
        (payment,) = payments()
        assert payment.state == PaymentState.FOREIGN
        assert take_up(payment, group).state == PaymentState.FOREIGN

        Practice.objects.filter(pk=group.pk).update(npi=before, tax_id=tax_id)

        assert take_up(payment, group).state == PaymentState.SPLIT

    def test_of_another_group_is_nobodys(self, twin: Payment, practice_b: Practice) -> None:
        other = practice_b.organization
        other.pk = uuid.uuid4()

        with pytest.raises(actions.NotStopped):
            actions.take_up(payment_id=twin.pk, organization=other, now=NOW)


class TestSettle:
    def test_closes_the_question_and_uses_nothing(self, twin: Payment, group: Practice) -> None:
        settle(twin, group, "same")

        item = item_of(twin.pk)
        assert (item.state, item.outcome) == (ItemState.DONE, "same")
        assert payments()[-1].state == PaymentState.DUPLICATE

    def test_is_for_good(self, twin: Payment, group: Practice) -> None:
        """Who decides first, decides; and the trail holds the one decision that counted."""
        settle(twin, group, "same")

        with pytest.raises(actions.NotStopped, match="settled"):
            settle(twin, group, "asked")
        with pytest.raises(actions.NotStopped, match="settled"):
            ask(twin, group)

        assert item_of(twin.pk).outcome == "same"
        assert [event.deed for event in deeds_of(twin)] == ["payment.settled"]

    def test_is_refused_while_it_is_being_taken_up(self, twin: Payment, group: Practice) -> None:
        ask(twin, group)

        with pytest.raises(actions.NotStopped, match="being read again"):
            settle(twin, group, "same")
        jobs.run_all_now(now=NOW)

        assert item_of(twin.pk).outcome == "taken_up"
        assert [event.deed for event in deeds_of(twin)] == ["payment.taken_up"]

    def test_stands_when_a_job_that_was_set_aside_is_tried_again(
        self, twin: Payment, group: Practice
    ) -> None:
        ask(twin, group)
        job = Job.objects.get(kind="clearing.take_up")
        Job.objects.filter(pk=job.pk).update(state=JobState.PARKED)
        settle(twin, group, "same")

        jobs.retry(job_id=job.pk, now=NOW)
        jobs.run_all_now(now=NOW)

        assert payments()[-1].state == PaymentState.DUPLICATE
        with in_practice(group):
            assert ledger.balances()[Account.UNDEPOSITED] == 700_00

    def test_needs_a_question(self, group: Practice) -> None:
        """The very same payment again waits for nobody."""
        for control in (1, 2):
            take_in(remittance(told_claim("ALD-0001")), control=control)

        with pytest.raises(actions.NotStopped, match="waits for nobody"):
            settle(payments()[-1], group, "same")

    def test_leaves_a_payment_in_use_alone(self, group: Practice) -> None:
        take_in(remittance(told_claim("ALD-0001")))
        (payment,) = payments()

        with pytest.raises(actions.NotStopped):
            settle(payment, group, "same")

    def test_closes_a_file_that_could_not_be_read(self, group: Practice) -> None:
        file = take_in_bytes(b"no remittance")

        actions.settle_file(
            file_id=file.pk, organization=group.organization, reason="asked", now=NOW
        )

        assert item_of(file.pk).state == ItemState.DONE
        with pytest.raises(actions.NotStopped, match="settled"):
            actions.settle_file(
                file_id=file.pk, organization=group.organization, reason="no_use", now=NOW
            )
