"""Several workers at one moment, and one that is killed: each claim leaves once."""

import os
import signal
import time
from pathlib import Path

import pytest
from django.db import connections

from billing.submission.leaving import leave
from billing.submission.models import Batch, Clearinghouse, Departure, Sending
from billing.submission.sending import send_due
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.claims.office import NOW
from tests.billing.claims.test_drafting_at_once import together
from tests.billing.submission.sending import TODAY, Sender

WORKERS, KILLS = 4, 12


@pytest.fixture
def sender(own_database: str, tmp_path: Path) -> Sender:
    return Sender(Practice.objects.get(public_id="alder"), tmp_path)


def in_a_child(sender: Sender, kill_after: float | None) -> bool:
    """Whether it was killed before its end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        with acting_as(Actor.system("test")):
            leave(sender.practice, now=NOW, today=TODAY)
            send_due(clock=lambda: NOW)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


class TestTogether:
    def test_each_claim_is_in_one_batch(self, sender: Sender) -> None:
        drafts = sender.ready(6)

        together(*[lambda: leave(sender.practice, now=NOW, today=TODAY)] * WORKERS)

        with in_practice(sender.practice):
            claims = list(Sending.objects.values_list("claim", flat=True))
        assert sorted(claims) == sorted(one.pk for one in drafts)

    def test_each_batch_is_brought_once(self, sender: Sender) -> None:
        for _ in range(3):
            sender.ready()
            sender.leave()

        together(*[lambda: send_due(clock=lambda: NOW)] * WORKERS)

        assert len(sender.lying()) == 3
        with in_practice(sender.practice):
            assert set(Batch.objects.values_list("state", "tries")) == {("sent", 0)}


@pytest.mark.kill
def test_killed_anywhere_each_claim_leaves_once(sender: Sender) -> None:
    sender.ready(4)
    killed = 0
    for step in range(KILLS):
        killed += in_a_child(sender, 0.01 + step * 0.02)
        Departure.objects.update(lease=None, lease_until=None)
    in_a_child(sender, None)

    with in_practice(sender.practice):
        stages = list(Sending.objects.values_list("claim", "stage"))
        names = sorted(batch.name for batch in Batch.objects.all())
    assert killed
    assert [stage for _, stage in stages] == ["sent"] * 4
    assert len({claim for claim, _ in stages}) == 4
    assert [path.name for path in sender.lying()] == names
    assert Clearinghouse.objects.get().control >= len(names)
