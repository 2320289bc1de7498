"""Money in while everything is killed again and again: nothing is lost, nothing happens twice."""

import hashlib
import random
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.models import Count
from django.utils import timezone

from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from billing.ledger.models import Entry
from billing.x12.write835 import Envelope, write
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from compliance.access.roles import Role
from compliance.identity.models import User
from practices.desk.models import Item, ItemState
from practices.jobs import actions as jobs
from practices.jobs import queries as job_queries
from practices.jobs.models import Job, JobState
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync.models import WriteBack
from remits.clearing.area import in_clearing
from remits.clearing.models import FileState, Payment, PaymentState, RemitFile, Share
from remits.matching.models import ClaimPayment, PaymentStage
from tests.databases import GROUP, NORTH, NPI_A, NPI_B, TAX_ID
from tests.remits import builders
from tests.remits.clearing.test_walk import remittance, told_claim
from tests.walk.person import Person
from tests.walk.running import Running, password

pytestmark = [pytest.mark.kill, pytest.mark.slow]

FILES, CLAIMS_A_FILE = 30, 12
KILLS = 36
VICTIMS = ("worker", "worker", "web", "postgres")
PAUSE_SECONDS = (0.4, 3.2)
BETWEEN_FILES_SECONDS = 2.1  # so that files still come while the last is killed
FINISH_SECONDS_MAX = 120
EMAIL = "biller@example.test"
PAID_CENTS = 700_00
AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@dataclass
class Story:
    """What was sent, and what the server said it has."""

    files: list[bytes]
    numbers: dict[str, list[str]]
    password: str
    acknowledged: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)
    failures: list[BaseException] = field(default_factory=list)

    def stays(self, number: str) -> bool:
        """One payment in ten is left for a person who never comes."""
        return number.endswith("7")


@pytest.fixture
def story(running: Running) -> Story:
    """A group with two practices, their claims, and the remittances that answer them."""
    call_command("prepare", verbosity=0)
    group = registry.found_organization(
        public_id=GROUP, name="Test Group", regions={NORTH: "North"}
    )
    region, payer, numbers = group.regions.get(), builders.payer(), dict[str, list[str]]()
    for public_id, npi in (("alder", NPI_A), ("birch", NPI_B)):
        practice = registry.add_practice(
            organization=group,
            region=region,
            public_id=public_id,
            name=public_id.title(),
            npi=npi,
            tax_id=TAX_ID,
            joined_on=date(2020, 1, 1),
            now=AT,
        )
        each = FILES * CLAIMS_A_FILE // 2
        numbers[public_id] = [f"{public_id[:3].upper()}-{n:04d}" for n in range(each)]
        with in_practice(practice):
            for number in numbers[public_id]:
                builders.claim(number, payer_row=payer)
    chosen = password()
    user = User.objects.create_user(EMAIL, None, name="Some Body")
    user.password = make_password(chosen, hasher="scrypt")  # the server knows no cheap one
    user.save()
    registry.grant(user=user, role=Role.CENTRAL_BILLER, at=group)
    return Story(_files(numbers), numbers, chosen)


def _files(numbers: dict[str, list[str]]) -> list[bytes]:
    """Each remittance answers claims of both practices, so each has to be split."""
    mixed = [number for pair in zip(*numbers.values(), strict=True) for number in pair]
    return [
        write(
            [remittance(*(told_claim(n) for n in some), trace=f"TRACE-{control}")],
            Envelope("PAYER", "US", control, AT),
        )
        for control, start in enumerate(range(0, len(mixed), CLAIMS_A_FILE), start=1)
        for some in [mixed[start : start + CLAIMS_A_FILE]]
    ]


def waiting(public_id: str) -> list[ClaimPayment]:
    with acting_as(Actor.system("test")):
        practice = Practice.objects.get(public_id=public_id)
        with in_practice(practice):
            rows = ClaimPayment.objects.filter(stage=PaymentStage.PROPOSED)
            return list(rows.only("pk", "control_number"))


def upload(story: Story, running: Running) -> None:
    """Send each file until it is acknowledged; a file that came before is acknowledged too."""
    person = signed_in(story, running)
    for data in story.files:
        status, place = person.until_answered(f"/o/{GROUP}/remittances/uploads/", file=data)
        assert status == 302, status
        assert f"/o/{GROUP}/remittances/" in place
        story.acknowledged.add(hashlib.sha256(data).hexdigest())
        time.sleep(BETWEEN_FILES_SECONDS)


def approve_one_by_one(story: Story, running: Running) -> None:
    person = signed_in(story, running)
    while not story.over.is_set():
        for row in [row for row in waiting("alder") if not story.stays(row.control_number)][:6]:
            person.send(f"/p/alder/payments/{row.pk}/posting/", version="")
        time.sleep(0.3)


def approve_in_bulk(story: Story, running: Running) -> None:
    """Both practices at once, some of it at the same time as the other person."""
    person = signed_in(story, running)
    while not story.over.is_set():
        rows = [
            row.pk
            for public_id in story.numbers
            for row in waiting(public_id)
            if not story.stays(row.control_number)
        ][:25]
        items = Item.objects.waiting().filter(subject_id__in=rows)
        ticked = [str(pk) for pk in items.values_list("pk", flat=True)]
        if ticked:
            person.send("/payments/approvals/", item=ticked)
        time.sleep(0.7)


def signed_in(story: Story, running: Running) -> Person:
    person = Person(running.address)
    person.sign_in(EMAIL, story.password)
    return person


def stubborn(work: Callable[[Story, Running], None], story: Story, running: Running) -> None:
    """The test's own look into a database that was just killed fails as well: look again."""
    while True:
        try:
            work(story, running)
        except DatabaseError:
            connections.close_all()
            time.sleep(0.2)
        except BaseException as failure:
            story.failures.append(failure)
            raise
        else:
            connections.close_all()
            return


def kill_at_random(running: Running, chance: random.Random) -> None:
    for _ in range(KILLS):
        time.sleep(chance.uniform(*PAUSE_SECONDS))
        running.kill(chance.choice(VICTIMS))
        running.keep_up()
        connections.close_all()


def finish(story: Story) -> int:
    """Wait until all is taken in and approved; returns how often a person had to try again."""
    until, retried = time.monotonic() + FINISH_SECONDS_MAX, 0
    left = 1
    while left:
        assert time.monotonic() < until, (left, list(Job.objects.values_list("state", "error")))
        for job in list(job_queries.parked()):
            retried += jobs.retry(job_id=job.pk, now=timezone.now())
        rows = [row for public_id in story.numbers for row in waiting(public_id)]
        left = sum(not story.stays(row.control_number) for row in rows) + job_queries.unfinished()
        left += len(story.files) - len(story.acknowledged)
        time.sleep(0.5)
    return retried


def test_nothing_is_lost_and_nothing_is_done_twice(running: Running, story: Story) -> None:
    seed = secrets.randbelow(10**6)
    print(f"seed {seed}")
    running.keep_up()
    people = [
        threading.Thread(target=stubborn, args=(work, story, running), daemon=True)
        for work in (upload, approve_one_by_one, approve_in_bulk)
    ]
    for person in people:
        person.start()
    kill_at_random(running, random.Random(seed))
    began, came = time.monotonic(), len(story.acknowledged)
    retried = finish(story)
    story.over.set()
    for person in people:
        person.join(60)
    wait_for_the_last(story)
    took = time.monotonic() - began
    print(f"kills {running.kills} during {came} of {FILES} files, then {took:.0f} s, {retried=}")

    assert not story.failures
    assert sum(running.kills.values()) >= 30
    with acting_as(Actor.system("test")):
        everything_came_in_once(story)
        for public_id in story.numbers:
            with in_practice(Practice.objects.get(public_id=public_id)):
                everything_was_posted_once(story, public_id)


def wait_for_the_last(story: Story) -> None:
    """Bulk approvals that were asked for last find nothing left; they end all the same."""
    until = time.monotonic() + FINISH_SECONDS_MAX
    while job_queries.unfinished() and time.monotonic() < until:
        time.sleep(0.3)
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


def everything_came_in_once(story: Story) -> None:
    with in_clearing():
        files = list(RemitFile.objects.values_list("sha256", "state"))
        payments = list(Payment.objects.values_list("trace", "state", "paid_cents"))
        shares = list(Share.objects.values_list("taken_at", "body", "claims_cents"))
    assert story.acknowledged == {sha256 for sha256, _ in files}
    assert [state for _, state in files] == [FileState.READ] * FILES
    assert sorted(payments) == sorted(
        (f"TRACE-{n}", PaymentState.SPLIT.value, CLAIMS_A_FILE * PAID_CENTS)
        for n in range(1, FILES + 1)
    )
    assert len(shares) == 2 * FILES
    assert all(taken_at and body is None for taken_at, body, _ in shares)
    assert sum(cents for _, _, cents in shares) == FILES * CLAIMS_A_FILE * PAID_CENTS


def everything_was_posted_once(story: Story, public_id: str) -> None:
    numbers = story.numbers[public_id]
    stage = {
        number: PaymentStage.PROPOSED if story.stays(number) else PaymentStage.POSTED
        for number in numbers
    }
    rows = ClaimPayment.objects.values_list("control_number", "stage")
    assert sorted(rows) == sorted((number, stage.value) for number, stage in stage.items())
    posted = [number for number in numbers if not story.stays(number)]
    left_cents = (len(numbers) - len(posted)) * PAID_CENTS

    assert not Entry.objects.values("source").annotate(n=Count("pk")).filter(n__gt=1)
    entries = Entry.objects.filter(source__startswith="claim-payment:")
    subjects = [source.split(":")[1] for source in entries.values_list("source", flat=True)]
    assert sorted(subjects) == sorted(
        str(pk) for pk in ClaimPayment.objects.filter(stage="posted").values_list("pk", flat=True)
    )
    assert Entry.objects.filter(source__startswith="share:").count() == FILES

    balances = ledger.balances()
    assert sum(balances.values()) == 0
    assert balances[Account.SUSPENSE] == -left_cents
    assert balances[Account.UNDEPOSITED] == len(numbers) * PAID_CENTS
    assert WriteBack.objects.count() == len(posted) == len(subjects)
    done = Item.objects.filter(state=ItemState.DONE, outcome="posted")
    assert done.count() == len(posted)
    assert Item.objects.waiting().count() == len(numbers) - len(posted)
