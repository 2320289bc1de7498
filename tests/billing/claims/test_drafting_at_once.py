"""Two workers, and the practice itself, at one moment: one claim and one charge of each service."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from billing.claims import actions as claims
from billing.ledger.accounts import Account
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.claims.office import NOW, Office

pytestmark = pytest.mark.slow  # each has a database of its own

WORKERS, WAIT_SECONDS = 4, 30


@pytest.fixture
def office(own_database: str) -> Office:
    made = Office(Practice.objects.get(public_id="alder"))
    made.procedure(101)
    made.procedure(102)
    made.read().build(999)  # payers are known
    return made


def together(*deeds: Callable[[], object]) -> None:
    """Each in a thread of its own, begun at one moment; what one raises is raised here."""
    begin, problems = threading.Barrier(len(deeds)), list[BaseException]()

    def worker(deed: Callable[[], object]) -> None:
        begin.wait(WAIT_SECONDS)
        try:
            with acting_as(Actor.system("test")):
                deed()
        except BaseException as problem:  # told to the test
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=worker, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_SECONDS)
    assert problems == []


def drafting(office: Office) -> Callable[[], object]:
    def deed() -> None:
        with in_practice(office.practice):
            claims.build(["101", "102"], now=NOW)

    return deed


def test_many_workers_draft_once(office: Office) -> None:
    together(*[drafting(office)] * WORKERS)

    assert [claim.charge_cents for claim in office.claims()] == [200_00]
    assert office.owed()[Account.PRODUCTION] == -200_00


def test_the_practices_claim_and_a_draft_at_one_moment_are_one_claim(office: Office) -> None:
    office.claim(9, 101, 102)

    together(drafting(office), office.read, drafting(office))
    office.read()

    assert [claim.source_key for claim in office.claims()] == ["9"]
    assert office.owed()[Account.PRODUCTION] == -200_00
