"""Two workers at once, and one that dies: each inquiry is answered once, and none is lost."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from billing.eligibility import actions
from billing.eligibility.actions.turns import LEASE
from billing.eligibility.models import BenefitRecord, Evidence, Inquiry
from billing.eligibility.sending import ask, ask_due, place_of
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.eligibility import stories
from tests.billing.eligibility.stories import NOW

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
WORKER = """
import sys, django
django.setup()
from datetime import datetime
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from dso.embedded import scratch
from billing.eligibility.sending import ask_due
now = datetime.fromisoformat(sys.argv[2])
with scratch.pointed_at(sys.argv[1]), acting_as(Actor.system("test")):
    ask_due(clock=lambda: now, chance=lambda: 0.5)
"""
WAIT_SECONDS = 60
LATER = NOW + LEASE + timedelta(seconds=1)


@pytest.fixture
def practice(own_database: str) -> Practice:
    """Five members with a cleaning each, days away, so that each is asked once."""
    practice = Practice.objects.get(public_id="alder")
    stories.payer()
    with in_practice(practice):
        for n in range(5):
            stories.member(str(n), number=f"W{n}", codes=(), days=3)
    stories.look(practice)
    return practice


def worker() -> None:
    try:
        with acting_as(Actor.system("test")):
            stories.ask()
    finally:
        connections.close_all()


def test_two_workers_ask_each_once(practice: Practice) -> None:
    with stories.clearinghouse() as house:
        threads = [threading.Thread(target=worker) for _ in range(2)]
        for one in threads:
            one.start()
        for one in threads:
            one.join(WAIT_SECONDS)

    with in_practice(practice):
        assert len(house.heard) == len(set(house.heard)) == 5
        assert Inquiry.objects.filter(state="answered").count() == 5
        assert BenefitRecord.objects.filter(state="current").count() == 5


def test_two_workers_look_ahead_at_once_and_lay_each_once(practice: Practice) -> None:
    with in_practice(practice):
        for n in range(5, 9):
            stories.member(str(n), number=f"W{n}", codes=(), days=3)

    def look() -> None:
        try:
            with acting_as(Actor.system("test")), in_practice(practice):
                actions.look_ahead(now=NOW, days=7)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(WAIT_SECONDS)

    with in_practice(practice):
        assert Inquiry.objects.count() == 9


def test_what_was_sent_and_never_noted_is_asked_again_and_counts_once(practice: Practice) -> None:
    lease = new_id()
    with stories.clearinghouse() as house, acting_as(Actor.system("test")):
        actions.lease_turns(lease=lease, now=NOW)
        with in_practice(practice):
            taken = actions.take(practice=practice, lease=lease, now=NOW)
        late = [(one, ask(place_of(), one)) for one in taken]  # and here the power fails
        assert stories.ask() == 0
        assert stories.ask(now=LATER) == 5
        told = _records(practice)

        with in_practice(practice):
            for one, ended in late:
                actions.note(one, ended, chance=0.5, now=LATER)

        assert len(house.heard) == 10
    assert _records(practice) == told
    with in_practice(practice):
        assert Evidence.objects.count() == 10
        assert BenefitRecord.objects.count() == 5


def _records(practice: Practice) -> list[tuple[object, ...]]:
    with in_practice(practice):
        return list(BenefitRecord.objects.order_by("pk").values_list("pk", "state", "told"))


@pytest.mark.kill
def test_a_killed_worker_loses_nothing(practice: Practice, own_database: str) -> None:
    with stories.clearinghouse("slow") as house:
        env = {
            "ELIGIBILITY_URL": settings.ELIGIBILITY_URL,
            "DJANGO_SETTINGS_MODULE": "dso.settings",
        }
        asking = subprocess.Popen(
            [sys.executable, "-c", WORKER, own_database, NOW.isoformat()],
            cwd=ROOT, env=os.environ | env,
        )  # fmt: skip
        began = datetime.now(UTC)
        while len(house.heard) < 5 and (datetime.now(UTC) - began).seconds < WAIT_SECONDS:
            assert asking.poll() is None
        asking.send_signal(signal.SIGKILL)
        asking.wait(10)
        with in_practice(practice):
            assert Inquiry.objects.filter(state="sent").count() == 5
        house.behaviour = "normal"

        with acting_as(Actor.system("test")):
            assert ask_due(clock=lambda: LATER, chance=lambda: 0.5) == 5

    with in_practice(practice):
        assert Inquiry.objects.filter(state="answered").count() == 5
