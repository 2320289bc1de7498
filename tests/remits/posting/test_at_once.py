"""Two browsers, two workers: whoever comes second finds it done, and the ledger holds it once."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connections

from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from billing.ledger.models import Entry
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.jobs import actions as jobs
from practices.jobs.models import Job
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync.models import WriteBack, WriteBackState
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import actions
from remits.posting.models import Decision
from tests.databases import NOW, TODAY
from tests.remits import builders
from tests.remits.clearing.test_at_once import together as workers
from tests.walk import deeds

pytestmark = pytest.mark.slow  # each has a database of its own

PEOPLE = 6
WAIT_SECONDS = 30


@pytest.fixture
def practice(own_database: str) -> Practice:
    return Practice.objects.get(public_id="alder")


@pytest.fixture
def payment(practice: Practice) -> Iterator[ClaimPayment]:
    payer = builders.payer()
    with in_practice(practice):
        builders.claim(payer_row=payer)
        row = builders.arrive(builders.answer()).first
    yield row
    with in_practice(practice):
        assert sum(ledger.balances().values()) == 0


def together(practice: Practice, *deeds: Callable[[], object]) -> list[object]:
    """Each in a thread of its own, begun at one moment; what came of each, refusals included."""
    begin, outcomes = threading.Barrier(len(deeds)), list[object]()

    def person(number: int, deed: Callable[[], object]) -> None:
        begin.wait(WAIT_SECONDS)
        try:
            with acting_as(Actor.person(number, "Some Body")), in_practice(practice):
                outcome = deed()
            outcomes.append(outcome)
        except (actions.NothingToPost, actions.SomeoneElseActed, actions.NotPosted) as why:
            outcomes.append(why)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=person, args=told) for told in enumerate(deeds, start=1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_SECONDS)
    return outcomes


def refused(outcomes: list[object]) -> int:
    return sum(isinstance(outcome, Exception) for outcome in outcomes)


def test_one_payment_approved_in_many_browsers_is_posted_once(
    practice: Practice, payment: ClaimPayment
) -> None:
    def approve() -> object:
        return actions.post(claim_payment_id=payment.pk, version=payment.version, now=NOW)

    outcomes = together(practice, *[approve] * PEOPLE)

    assert (len(outcomes), refused(outcomes)) == (PEOPLE, PEOPLE - 1)
    with in_practice(practice):
        assert ledger.balances()[Account.UNDEPOSITED] == 700_00
        assert ledger.balances().get(Account.SUSPENSE, 0) == 0
        assert Decision.objects.filter(outcome="posted").count() == 1
        assert WriteBack.objects.count() == 1


def test_one_posting_undone_in_many_browsers_is_reversed_once(
    practice: Practice, payment: ClaimPayment
) -> None:
    with in_practice(practice):
        actions.post(claim_payment_id=payment.pk, version=payment.version, now=NOW)

    def undo() -> object:
        return actions.undo(claim_payment_id=payment.pk, now=NOW, today=TODAY)

    outcomes = together(practice, *[undo] * PEOPLE)

    assert refused(outcomes) == PEOPLE - 1
    with in_practice(practice):
        assert Entry.objects.filter(reverses__isnull=False).count() == 1
        assert ledger.balances()[Account.SUSPENSE] == -700_00
        assert WriteBack.objects.get().state == WriteBackState.CANCELLED


def test_posting_and_sending_back_at_once_leave_one_of_the_two(
    practice: Practice, payment: ClaimPayment
) -> None:
    def approve() -> object:
        return actions.post(claim_payment_id=payment.pk, version=payment.version, now=NOW)

    def send_back() -> object:
        return actions.send_back(
            claim_payment_id=payment.pk,
            version=payment.version,
            reason="ask_payer",
            note="",
            now=NOW,
        )

    outcomes = together(practice, approve, send_back)

    assert refused(outcomes) == 1
    with in_practice(practice):
        stage = ClaimPayment.objects.get().stage
        posted = Decision.objects.filter(outcome="posted").count()
    assert (stage, posted) in {(PaymentStage.POSTED, 1), (PaymentStage.PARKED, 0)}


def test_two_workers_on_one_job_take_a_remittance_back_once(practice: Practice) -> None:
    deeds.taken_back()
    offered = dict(jobs.offer(now=NOW))
    job_id = Job.objects.get(kind="posting.take_back").pk
    fence = offered[job_id]

    outcomes = workers(*[lambda: jobs.run(job_id=job_id, fence=fence, now=NOW)] * 2)

    assert sorted(outcome is True for outcome in outcomes) == [False, True]
    with in_practice(practice):
        assert Entry.objects.filter(reverses__isnull=False).count() == 2
        balances = ledger.balances()
    assert sum(balances.values()) == 0
    assert balances[Account.SUSPENSE] == -1400_00
