"""Many calls at one moment: an order is given out once; a person and an agent never both win."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions
from practices.sync.models import Agent, AgentRole, WriteBack, WriteBackState
from tests.practices.sync.orders import NOW, ordered, payment, sent_claim, state_of, switched

pytestmark = pytest.mark.slow  # each has a database of its own

CALLERS = 6
WAIT_SECONDS = 30
LATER = NOW + timedelta(seconds=1)


@pytest.fixture
def practice(own_database: str) -> Practice:
    made = Practice.objects.get(public_id="alder")
    sent_claim(made)
    switched(made)
    return made


@pytest.fixture
def agent(practice: Practice) -> Agent:
    made: Agent = Agent.objects.create(
        practice=practice, key_id="writer", public_key=b"", enrolled_at=NOW,
        role=AgentRole.WRITER,
    )  # fmt: skip
    return made


def together(practice: Practice, *deeds: Callable[[], object]) -> list[object]:
    """Each in a thread and a transaction of its own, begun at one moment; what came of each."""
    begin, outcomes = threading.Barrier(len(deeds)), list[object]()

    def caller(deed: Callable[[], object]) -> None:
        begin.wait(WAIT_SECONDS)
        try:
            with acting_as(Actor.system("test")), in_practice(practice):
                outcome = deed()
            outcomes.append(outcome)
        except actions.NotNow as why:
            outcomes.append(why)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=caller, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_SECONDS)
    return outcomes


def test_an_order_asked_for_by_many_is_given_to_one(practice: Practice, agent: Agent) -> None:
    rows = [ordered(practice, payment(claim=f"ALD-{n}"), key=f"p{n}") for n in range(3)]

    given = together(practice, *[lambda: actions.lease(agent=agent, most=5, now=LATER)] * CALLERS)

    leased = [one for told in given if isinstance(told, list) for one in told]
    assert (len(given), len(leased)) == (CALLERS, 1)
    assert sum(state_of(practice, row).attempt for row in rows) == 1


def test_an_order_is_withdrawn_or_given_out_and_never_both(
    practice: Practice, agent: Agent
) -> None:
    for number in range(4):
        row = ordered(practice, key=f"p{number}")

        def give_up(row: WriteBack = row) -> object:
            return actions.give_up(write_back_id=row.pk, reason="not wanted", now=LATER)

        outcomes = together(
            practice, lambda: actions.lease(agent=agent, most=1, now=LATER), give_up
        )

        leased = any(isinstance(told, list) and told for told in outcomes)
        found = state_of(practice, row)
        assert found.state == (WriteBackState.LEASED if leased else WriteBackState.CANCELLED)
        with in_practice(practice):
            WriteBack.objects.update(state=WriteBackState.CANCELLED)
