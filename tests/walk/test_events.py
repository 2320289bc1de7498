"""Along the walk of one remittance each room says what happened, at its own height."""

from collections import Counter

import pytest

from practices.events.models import Event
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment
from remits.matching.models import ClaimPayment, PaymentStage, Remittance
from remits.posting import actions as posting
from tests.databases import NOW, TODAY
from tests.remits import builders
from tests.remits.clearing import test_walk as walk


@pytest.fixture
def arrived(practice_a: Practice, practice_b: Practice) -> tuple[Practice, Practice]:
    """Two claims at Alder and one at Birch, all answered by one payment."""
    payer = builders.payer()
    for practice, numbers in (
        (practice_a, ("ALD-0001", "ALD-0002")),
        (practice_b, ("BIR-0001",)),
    ):
        with in_practice(practice):
            for number in numbers:
                builders.claim(number, payer_row=payer)
    walk.take_in(
        walk.remittance(*(walk.told_claim(n) for n in ("ALD-0001", "ALD-0002", "BIR-0001")))
    )
    return practice_a, practice_b


def raised(name: str) -> list[Event]:
    return list(Event.objects.filter(name=name).order_by("pk"))


@pytest.mark.django_db
class TestOfARemittance:
    def test_the_group_hears_of_the_payment_and_each_practice_of_its_share(
        self, arrived: tuple[Practice, Practice]
    ) -> None:
        (payment,) = raised("era.received")
        shares = {event.practice_id: event.subject_ids for event in raised("remittance.arrived")}

        with in_clearing():
            assert payment.subject_ids == [Payment.objects.get().pk]
        assert payment.practice_id is None
        for practice in arrived:
            with in_practice(practice):
                assert shares.pop(practice.pk) == [Remittance.objects.get().pk]
        assert shares == {}

    def test_what_opens_claims_and_desk_items_says_so_once_for_all(
        self, arrived: tuple[Practice, Practice]
    ) -> None:
        alder, birch = arrived
        claims = Counter(event.practice_id for event in raised("claim.created"))
        items = {event.practice_id: len(event.subject_ids) for event in raised("desk.item_opened")}

        assert claims == {alder.pk: 2, birch.pk: 1}  # one by one, as this story opened them
        assert items == {alder.pk: 2, birch.pk: 1}

    def test_the_same_file_again_is_no_news(self, arrived: tuple[Practice, Practice]) -> None:
        walk.take_in(
            walk.remittance(*(walk.told_claim(n) for n in ("ALD-0001", "ALD-0002", "BIR-0001"))),
            control=2,
        )

        assert len(raised("era.received")) == 1

    def test_many_approvals_are_one_event(self, arrived: tuple[Practice, Practice]) -> None:
        with in_practice(arrived[0]):
            posting.approve_clean(now=NOW)
            posted = set(
                ClaimPayment.objects.filter(stage=PaymentStage.POSTED).values_list("pk", flat=True)
            )

        (event,) = raised("payment.posted")
        assert len(posted) == 2
        assert set(event.subject_ids) == posted

    def test_one_posting_and_its_undoing_are_an_event_each(
        self, arrived: tuple[Practice, Practice]
    ) -> None:
        with in_practice(arrived[1]):
            pk = ClaimPayment.objects.get().pk
            posting.post(claim_payment_id=pk, version=None, now=NOW)
            posting.undo(claim_payment_id=pk, now=NOW, today=TODAY)

        told = [event.subject_ids for event in raised("payment.posted") + raised("payment.undone")]
        assert told == [[pk], [pk]]

    def test_a_posting_that_is_refused_raises_nothing(
        self, arrived: tuple[Practice, Practice]
    ) -> None:
        with in_practice(arrived[1]):
            pk = ClaimPayment.objects.get().pk
            posting.post(claim_payment_id=pk, version=None, now=NOW)
            with pytest.raises(posting.NothingToPost):
                posting.post(claim_payment_id=pk, version=None, now=NOW)

        assert len(raised("payment.posted")) == 1
