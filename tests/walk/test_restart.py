"""Postgres ends under pages and jobs and is started again: a pause, and nothing else."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connections

from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from billing.ledger.models import Entry
from compliance.access.roles import Role
from compliance.identity.models import User
from dso.embedded import postgres
from practices.desk.models import Item
from practices.jobs import queries as job_queries
from practices.jobs.models import Job, JobState
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync.models import WriteBack
from tests.databases import GROUP, NORTH, NOW, NPI_A, TAX_ID
from tests.remits import builders
from tests.walk.person import Person
from tests.walk.running import Running, password

pytestmark = [pytest.mark.kill, pytest.mark.slow]

CLAIMS = 150
WAIT_SECONDS = 120
EMAIL = "biller@example.test"


@pytest.fixture
def practice(running: Running) -> Practice:
    """One practice with claims, and what a payer says of them, proposed."""
    call_command("prepare", verbosity=0)
    group = registry.found_organization(
        public_id=GROUP, name="Test Group", regions={NORTH: "North"}
    )
    practice = registry.add_practice(
        organization=group,
        region=group.regions.get(),
        public_id="alder",
        name="Alder",
        npi=NPI_A,
        tax_id=TAX_ID,
        joined_on=date(2020, 1, 1),
        now=NOW,
    )
    numbers, payer = [f"ALD-{n:04d}" for n in range(CLAIMS)], builders.payer()
    with in_practice(practice):
        for number in numbers:
            builders.claim(number, payer_row=payer)
        builders.arrive(*(builders.answer(number) for number in numbers))
    return practice


@pytest.fixture
def person(running: Running, practice: Practice) -> Iterator[Person]:
    chosen = password()
    user = User.objects.create_user(EMAIL, None, name="Some Body")
    user.password = make_password(chosen, hasher="scrypt")  # the server knows no cheap one
    user.save()
    registry.grant(user=user, role=Role.CENTRAL_BILLER, at=practice.organization)
    running.keep_up()
    somebody = Person(running.address)
    somebody.sign_in(EMAIL, chosen)
    yield somebody
    connections.close_all()


def until(is_so: Callable[[], object], pause: float = 0.05) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(pause)


def bulk_job() -> Job | None:
    return Job.objects.filter(kind="posting.approve").first()


def begun() -> bool:
    job = bulk_job()
    return job is not None and job.attempts > 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGQUIT], ids=["kill -9", "immediate"])
def test_pages_say_so_and_jobs_go_on(
    running: Running, practice: Practice, person: Person, how: signal.Signals
) -> None:
    ticked = [str(pk) for pk in Item.objects.waiting().values_list("pk", flat=True)]
    person.until_answered("/payments/approvals/", item=ticked)
    until(begun, pause=0.01)
    end_database(running, how)

    for path in ("/desk/", "/p/alder/claims/", f"/o/{GROUP}/remittances/", "/sign-in/"):
        status, text, headers = person.look(path)
        assert (status, headers["Retry-After"]) == (503, "5"), (path, text)
        assert "Back in a moment" in text
        assert "Some Body" not in text
    assert Person(running.address).look("/health")[0] == 200  # a balancer has no session

    postgres.ensure_running(running.data)
    until(lambda: person.look("/p/alder/claims/")[0] == 200)
    until(lambda: person.look("/desk/")[0] == 200)
    until(lambda: job_queries.unfinished() == 0)
    everything_is_posted_once(practice)


def end_database(running: Running, how: signal.Signals) -> None:
    connections.close_all()
    pid = postgres.ensure_running(running.data).pid()
    assert pid is not None
    os.kill(pid, how)
    until(lambda: not postgres.answers(running.data))


def everything_is_posted_once(practice: Practice) -> None:
    job = bulk_job()
    assert job is not None
    assert (job.state, job.attempts) == (JobState.DONE, 2), "it was not in the middle of it"
    with in_practice(practice):
        assert Entry.objects.filter(source__startswith="claim-payment:").count() == CLAIMS
        balances = ledger.balances()
        assert WriteBack.objects.count() == CLAIMS
    assert sum(balances.values()) == 0
    assert (balances[Account.SUSPENSE], balances[Account.UNDEPOSITED]) == (0, CLAIMS * 700_00)
    assert not Item.objects.waiting().exists()
