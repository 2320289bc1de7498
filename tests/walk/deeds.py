"""What is done while somebody pulls the plug, and the situations it is done in."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from billing.x12.remittance import ProviderAdjustment
from billing.x12.write835 import Envelope, write
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from compliance.access.roles import Role
from compliance.identity.models import User
from practices.jobs import actions as jobs
from practices.jobs import queries as job_queries
from practices.jobs.models import Job, JobState
from practices.registry import actions as registry
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from practices.sync.models import WriteBack, WriteBackState
from remits.clearing import actions as clearing
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment
from remits.matching.models import ClaimPayment
from remits.posting import actions as posting
from tests.databases import GROUP, NOW, NPI_A
from tests.remits import builders
from tests.remits.clearing.test_walk import AT, remittance, take_in, take_in_bytes, told_claim

PERSON = Actor.person(1, "Some Body")
REFUSALS = (clearing.NotStopped, posting.NothingToPost, posting.NotPosted)
LATER = timedelta(minutes=5)
Deed = Callable[[str, datetime], None]


def group() -> Organization:
    return Organization.objects.get(public_id=GROUP)


@contextmanager
def at_alder() -> Iterator[None]:
    practice = Practice.objects.get(public_id="alder")
    with in_practice(practice):
        yield


def settle(about: str, now: datetime) -> None:
    with acting_as(PERSON):
        clearing.settle_payment(
            payment_id=uuid.UUID(about), organization=group(), reason="same", now=now
        )


def settle_file(about: str, now: datetime) -> None:
    with acting_as(PERSON):
        clearing.settle_file(
            file_id=uuid.UUID(about), organization=group(), reason="asked", now=now
        )


def take_up(about: str, now: datetime) -> None:
    with acting_as(PERSON):
        clearing.take_up(payment_id=uuid.UUID(about), organization=group(), now=now)


def post(about: str, now: datetime) -> None:
    with acting_as(PERSON), at_alder():
        posting.post(claim_payment_id=uuid.UUID(about), version=None, now=now)


def undo(about: str, now: datetime) -> None:
    with acting_as(PERSON), at_alder():
        posting.undo(claim_payment_id=uuid.UUID(about), now=now, today=now.date())


def finish(about: str, now: datetime) -> None:
    """What sweeper and worker do until nothing waits."""
    with acting_as(Actor.system("jobs")):
        for round_ in range(1, 4):
            jobs.sweep(now=now + round_ * LATER)
            jobs.run_all_now(now=now + round_ * LATER)


def offer(about: str, now: datetime) -> None:
    """What the sweeper takes back is offered; what was set aside is tried again by an operator."""
    with acting_as(Actor.system("jobs")):
        jobs.sweep(now=now)
        for job in job_queries.parked():
            jobs.retry(job_id=job.pk, now=now)
        jobs.offer(now=now)


def run_next(about: str, now: datetime) -> None:
    """What a worker does with one job that was offered."""
    job = Job.objects.filter(state=JobState.OFFERED).order_by("pk")[:1].get()
    with acting_as(Actor.system("jobs")):
        assert jobs.run(job_id=job.pk, fence=job.fence, now=now)


DEEDS: dict[str, Deed] = {
    deed.__name__: deed
    for deed in (settle, settle_file, take_up, post, undo, finish, offer, run_next)
}


def claims_of_alder() -> None:
    payer = builders.payer()
    with at_alder():
        for number in ("ALD-0001", "ALD-0002"):
            builders.claim(number, payer_row=payer)


def stopped() -> str:
    """A payment that looks like an earlier one and holds another claim."""
    claims_of_alder()
    take_in(remittance(told_claim("ALD-0001")))
    kept = (*_carry(50_00), ProviderAdjustment(NPI_A, None, "FB", "CARRY-2", -50_00))
    take_in(remittance(told_claim("ALD-0002"), kept=kept), control=2)
    with in_clearing():
        return str(Payment.objects.get(state="duplicate").pk)


def refused() -> str:
    return str(take_in_bytes(b"no remittance").pk)


def being_taken_up() -> str:
    about = stopped()
    take_up(about, NOW)
    return about


def arriving() -> str:
    """A file for two practices whose carry meets one that is open, and which nobody has read."""
    claims_of_alder()
    birch, payer = Practice.objects.get(public_id="birch"), builders.payer()
    with in_practice(birch):
        builders.claim("BIR-0001", payer_row=payer)
    take_in(remittance(told_claim("ALD-0002"), kept=_carry(-50_00), trace="TRACE-0"), control=2)
    told = remittance(told_claim("ALD-0001"), told_claim("BIR-0001"), kept=_carry(50_00))
    data = write([told], Envelope("PAYER", "US", 1, AT))
    clearing.take_in(data=data, name="a.835", organization=group(), source="test", now=NOW)
    return ""


def _carry(cents: int) -> tuple[ProviderAdjustment]:
    return (ProviderAdjustment(NPI_A, None, "FB", "CARRY-1", cents),)


def proposed() -> str:
    claims_of_alder()
    with at_alder():
        return str(builders.arrive(builders.answer()).first.pk)


def posted() -> str:
    about = proposed()
    post(about, NOW)
    return about


def written_back() -> str:
    """The agent has the write-back, so that it cannot be withdrawn."""
    about = posted()
    with at_alder():
        WriteBack.objects.update(state=WriteBackState.LEASED)
    return about


def with_reversal() -> str:
    """Its reversal is proposed, and the correction behind it waits for that."""
    posted()
    with at_alder():
        rows = builders.arrive(builders.reversal(), builders.answer(paid_cents=700_00)).rows
    return str(rows[0].pk)


def approved_in_bulk() -> str:
    claims_of_alder()
    with at_alder():
        rows = builders.arrive(builders.answer(), builders.answer("ALD-0002")).rows
    ask_job("posting.approve", claim_payments=[row.pk.hex for row in rows])
    return ""


def taken_back() -> str:
    claims_of_alder()
    with at_alder():
        arrived = builders.arrive(builders.answer(), builders.answer("ALD-0002"))
        posting.approve_clean(now=NOW)
        assert ClaimPayment.objects.filter(stage="posted").count() == 2
    ask_job("posting.take_back", remittance=arrived.remittance.pk.hex)
    return ""


def ask_job(kind: str, **arguments: object) -> None:
    practice = Practice.objects.get(public_id="alder")
    user = User.objects.create_user("biller@example.test", name="Some Body")
    registry.grant(user=user, role=Role.CENTRAL_BILLER, at=practice)
    told = arguments | {"user": user.pk}
    jobs.enqueue(kind=kind, key="once", practice=practice, arguments=told, now=NOW)


@dataclass(frozen=True, slots=True)
class Case:
    """A deed in a situation."""

    situation: Callable[[], str]
    deed: Deed

    def __str__(self) -> str:
        return f"{self.deed.__name__} {self.situation.__name__}"


BY_PEOPLE = [
    Case(stopped, settle),
    Case(refused, settle_file),
    Case(stopped, take_up),
    Case(proposed, post),
    Case(with_reversal, post),
    Case(posted, undo),
    Case(written_back, undo),
]
BY_WORKERS = [
    Case(situation, finish)
    for situation in (being_taken_up, arriving, approved_in_bulk, taken_back)
]
