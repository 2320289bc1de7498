"""A worker that is ended with kill -9 while it sends: the message comes again, as the same one."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from practices.events.actions.taking import LEASE
from practices.events.delivering import deliver_due
from practices.events.models import Attempt, Delivery, DeliveryState
from practices.registry.models import Practice
from tests.practices.events import builders
from tests.practices.events.receiver import Receiver, receiving

pytestmark = [pytest.mark.kill, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]
WORKER = """
import random, sys, django
django.setup()
from datetime import UTC, datetime
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from dso.embedded import scratch
from practices.events.delivering import deliver_due
with scratch.pointed_at(sys.argv[1]), acting_as(Actor.system("test")):
    deliver_due(clock=lambda: datetime.now(UTC), chance=random.random)
"""
START_SECONDS_MAX = 60


def test_a_killed_worker_loses_nothing_and_keeps_the_id(
    own_database: str, settings: Settings
) -> None:
    settings.WEBHOOKS_TO_PRIVATE = True
    practice, now = Practice.objects.get(public_id="alder"), datetime.now(UTC)
    with receiving(Receiver(held=threading.Event())) as receiver:
        row = builders.delivery(practice, at=now, receiver=receiver)
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, own_database],
            cwd=ROOT,
            env=os.environ | {"WEBHOOKS_TO_PRIVATE": "1", "DJANGO_SETTINGS_MODULE": "dso.settings"},
        )
        assert receiver.came.wait(START_SECONDS_MAX), worker.poll()
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)
        assert receiver.held is not None
        receiver.held.set()

        assert _deliver(now) == 0  # its lease holds on
        assert _deliver(now + LEASE + timedelta(seconds=30)) == 0  # given back, due in a moment
        assert _deliver(now + LEASE + timedelta(seconds=60)) == 1

        assert receiver.ids == [row.message_id] * 2
    assert Delivery.objects.get().state == DeliveryState.ARRIVED
    assert sorted(Attempt.objects.values_list("trouble", flat=True)) == ["", "lost"]


def _deliver(now: datetime) -> int:
    return deliver_due(clock=lambda: now, chance=lambda: 0.5)
