"""Two people, two workers, one payment: whoever comes first decides, and the money moves once."""

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections, transaction

from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from billing.x12.write835 import Envelope, write
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.desk.models import Item
from practices.jobs import actions as jobs
from practices.jobs.models import Job, JobState
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from remits.clearing import actions
from remits.clearing.area import in_clearing
from remits.clearing.models import FileState, Payment, PaymentState, RemitFile, Share
from remits.clearing.tasks import _again
from remits.matching.models import ClaimPayment
from tests.databases import GROUP, NOW
from tests.remits import builders
from tests.remits.clearing.test_walk import AT, payments, remittance, take_in, told_claim

pytestmark = pytest.mark.slow  # each has a database of its own

WAIT_SECONDS = 30
AGAIN = timedelta(minutes=2)
Deed = Callable[[], object]


@pytest.fixture
def alder(own_database: str) -> Practice:
    practice = Practice.objects.select_related("organization").get(public_id="alder")
    payer = builders.payer()
    with in_practice(practice):
        for number in ("ALD-0001", "ALD-0002", "ALD-0003"):
            builders.claim(number, payer_row=payer)
    return practice


def group() -> Organization:
    return Organization.objects.get(public_id=GROUP)


def stopped(number: str, control: int) -> Payment:
    """Payer, trace, amount and day of the first one, for another claim."""
    take_in(remittance(told_claim(number)), control=control)
    return payments()[-1]


@pytest.fixture
def twin(alder: Practice) -> Payment:
    take_in(remittance(told_claim("ALD-0001")))
    return stopped("ALD-0002", 2)


def together(*deeds: Deed) -> list[object]:
    """Each in a thread with a connection of its own, begun at one moment; refusals are outcomes."""
    begin, outcomes = threading.Barrier(len(deeds)), list[object]()

    def somebody(number: int, deed: Deed) -> None:
        begin.wait(WAIT_SECONDS)
        try:
            with acting_as(Actor.person(number, "Some Body")):
                outcomes.append(deed())
        except actions.NotStopped as why:
            outcomes.append(why)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=somebody, args=told) for told in enumerate(deeds, start=1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_SECONDS)
    return outcomes


def refusals(outcomes: list[object]) -> list[str]:
    return [str(outcome) for outcome in outcomes if isinstance(outcome, Exception)]


def settle(payment: Payment) -> None:
    actions.settle_payment(payment_id=payment.pk, organization=group(), reason="same", now=NOW)


def take_up(payment: Payment) -> None:
    actions.take_up(payment_id=payment.pk, organization=group(), now=NOW)


def kept(payment: Payment) -> bool:
    """What the worker does with a payment that is taken up."""
    with in_clearing():
        return actions.keep_after_all(payment_id=payment.pk, read=_again, now=NOW)


def offered() -> tuple[uuid.UUID, int]:
    (told,) = jobs.offer(now=NOW)
    return told


def undeposited(practice: Practice) -> int:
    with in_practice(practice):
        balances = ledger.balances()
    assert sum(balances.values()) == 0
    return balances[Account.UNDEPOSITED]


class TestTwoPeople:
    @pytest.mark.parametrize("first", [settle, take_up])
    def test_who_comes_first_decides(
        self, alder: Practice, twin: Payment, first: Callable[[Payment], None]
    ) -> None:
        """The second waits at the payment's lock, and is told what the first has done."""
        second = take_up if first is settle else settle
        done, outcomes = threading.Event(), list[object]()

        def late() -> object:
            done.wait(WAIT_SECONDS)
            return second(twin)

        other = threading.Thread(target=lambda: outcomes.extend(together(late)))
        with acting_as(Actor.person(9, "Quick")), transaction.atomic():
            first(twin)
            other.start()
            done.set()
            other.join(0.5)
            assert other.is_alive(), "it did not wait for the first to be done"
        other.join(WAIT_SECONDS)
        jobs.run_all_now(now=NOW)

        (why,) = refusals(outcomes)
        assert ("settled" if first is settle else "being read again") in why
        item = Item.objects.get(subject_id=twin.pk)
        assert item.outcome == ("same" if first is settle else "taken_up")
        assert undeposited(alder) == (700_00 if first is settle else 1400_00)

    def test_who_settle_and_take_up_at_one_moment_get_one_outcome(
        self, alder: Practice, twin: Payment
    ) -> None:
        outcomes = together(*[lambda: settle(twin), lambda: take_up(twin)] * 3)
        jobs.run_all_now(now=NOW)

        assert (len(outcomes), len(refusals(outcomes))) == (6, 5)
        outcome = Item.objects.get(subject_id=twin.pk).outcome
        assert (outcome, undeposited(alder)) in {("same", 700_00), ("taken_up", 1400_00)}

    def test_who_take_up_two_copies_get_one_of_them(self, alder: Practice, twin: Payment) -> None:
        copy = stopped("ALD-0002", 3)
        assert copy.state == PaymentState.DUPLICATE

        together(lambda: take_up(twin), lambda: take_up(copy))
        self.work_until_done()

        assert sorted(row.state for row in payments()) == ["duplicate", "split", "split"]
        assert undeposited(alder) == 1400_00

    def test_copies_take_turns(self, alder: Practice, twin: Payment) -> None:
        """The second looks for the first only once that is in use for everybody to see."""
        copy, outcomes = stopped("ALD-0002", 3), list[object]()
        other = threading.Thread(target=lambda: outcomes.extend(together(lambda: kept(copy))))

        with transaction.atomic():
            assert kept(twin)
            other.start()
            other.join(0.5)
            assert other.is_alive(), "it did not wait for the first to be done"
        other.join(WAIT_SECONDS)

        assert outcomes == [False]

    def test_who_take_up_two_others_get_both(self, alder: Practice, twin: Payment) -> None:
        """Each is another payment; both would be the first one's second."""
        other = stopped("ALD-0003", 3)

        together(lambda: take_up(twin), lambda: take_up(other))
        self.work_until_done()

        assert sorted(row.twin for row in payments()) == [0, 1, 2]
        assert undeposited(alder) == 2100_00

    def work_until_done(self) -> None:
        """Each offered job by a worker of its own; what failed by the other's doing comes again."""
        now = NOW
        for _ in range(4):
            told = jobs.offer(now=now)
            if told:
                together(
                    *[
                        lambda pk=pk, fence=fence, now=now: jobs.run(
                            job_id=pk, fence=fence, now=now
                        )
                        for pk, fence in told
                    ]
                )
            now += AGAIN
        assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


class TestTwoWorkers:
    """A broker may bring one message to two workers."""

    def test_read_one_file_once(self, alder: Practice) -> None:
        data = write([remittance(told_claim("ALD-0001"))], Envelope("PAYER", "US", 1, AT))
        actions.take_in(data=data, name="a", organization=group(), source="test", now=NOW)

        assert self.at_the_same(offered()) == [False, True]

        with in_clearing():
            assert RemitFile.objects.get().state == FileState.READ
            assert (Payment.objects.count(), Share.objects.count()) == (1, 1)
        assert Job.objects.filter(kind="posting.propose").count() == 1

    def test_take_up_one_payment_once(self, alder: Practice, twin: Payment) -> None:
        take_up(twin)

        assert self.at_the_same(offered()) == [False, True]

        jobs.run_all_now(now=NOW)
        assert undeposited(alder) == 1400_00

    def test_propose_one_share_once(self, alder: Practice) -> None:
        data = write([remittance(told_claim("ALD-0001"))], Envelope("PAYER", "US", 1, AT))
        actions.take_in(data=data, name="a", organization=group(), source="test", now=NOW)
        assert jobs.run(job_id=(told := offered())[0], fence=told[1], now=NOW)

        assert self.at_the_same(offered()) == [False, True]

        with in_practice(alder):
            assert ClaimPayment.objects.count() == 1
        assert Item.objects.count() == 1
        assert undeposited(alder) == 700_00

    def test_read_two_copies_at_once_and_use_one(self, alder: Practice) -> None:
        """The same payment in two envelopes: neither sees the other until one of them is kept."""
        for control in (1, 2):
            data = write([remittance(told_claim("ALD-0001"))], Envelope("PAYER", "US", control, AT))
            actions.take_in(data=data, name="a", organization=group(), source="test", now=NOW)
        both = jobs.offer(now=NOW)

        together(
            *[
                lambda pk=pk, fence=fence: jobs.run(job_id=pk, fence=fence, now=NOW)
                for pk, fence in both
            ]
        )
        jobs.run_all_now(now=NOW + AGAIN)

        assert sorted(row.state for row in payments()) == ["duplicate", "split"]
        assert undeposited(alder) == 700_00
        assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}

    def at_the_same(self, told: tuple[uuid.UUID, int]) -> list[bool]:
        job_id, fence = told
        outcomes = together(*[lambda: jobs.run(job_id=job_id, fence=fence, now=NOW)] * 2)
        assert Job.objects.get(pk=job_id).state == JobState.DONE
        return sorted(outcome is True for outcome in outcomes)
