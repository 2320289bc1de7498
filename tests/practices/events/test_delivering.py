"""Sent over a real connection: signed, tried again, given up, switched off, sent again by hand."""

import random
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from pytest_django.fixtures import Settings
from standardwebhooks import Webhook

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.desk.models import Item
from practices.events import actions, sending, signatures
from practices.events.actions.taking import LEASE, PER_RUN_MAX, RUNS_MAX
from practices.events.delivering import deliver_due, parcel_of
from practices.events.models import Attempt, Delivery, DeliveryState, Endpoint, EndpointState
from practices.events.sending import Outcome
from practices.jobs import actions as jobs
from practices.registry.models import Practice
from tests.practices.events import builders
from tests.practices.events.receiver import Receiver, receiving

NOW = datetime.now(UTC)
FAILED = Outcome(500, "", 3)


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    settings.WEBHOOKS_TO_PRIVATE = True
    with receiving(Receiver()) as one:
        yield one


def deliver(now: datetime = NOW, chance: float = 0.5) -> int:
    return deliver_due(clock=lambda: now, chance=lambda: chance)


def only() -> Delivery:
    return Delivery.objects.select_related("endpoint").get()


def tell_desk(now: datetime) -> None:
    actions.route(now=now)
    jobs.run_all_now(now=now)


@pytest.mark.django_db
class TestDelivering:
    def test_brings_ids_and_no_more_signed(self, practice_a: Practice, receiver: Receiver) -> None:
        receiver.any_day, now = False, datetime.now(UTC)
        endpoint = builders.endpoint(practice_a.organization, at=now, receiver=receiver)
        ids = builders.happened(practice_a, at=now, rows=2)

        assert deliver(now) == 1

        assert receiver.got == [
            {
                "type": "claim.created",
                "timestamp": now.isoformat().replace("+00:00", "Z"),
                "data": {
                    "organization": "testgroup",
                    "practice": "alder",
                    "subject": "claim",
                    "ids": [str(pk) for pk in ids],
                },
            }
        ]
        row = only()
        assert (row.endpoint, row.state, row.status) == (endpoint, DeliveryState.ARRIVED, 200)
        assert receiver.ids == [row.message_id]
        assert receiver.headers[0]["content-type"] == "application/json"
        assert deliver(now) == 0

    def test_goes_to_endpoints_of_the_group_that_asked_for_it_in_time(
        self, practice_a: Practice
    ) -> None:
        group = practice_a.organization
        asked = builders.endpoint(group, at=NOW)
        builders.endpoint(group, at=NOW, events=["payment.posted"])
        builders.endpoint(group, at=NOW + timedelta(seconds=1))
        other = type(group).objects.create(public_id="other", name="Other")
        builders.endpoint(other, at=NOW)

        builders.happened(practice_a, at=NOW)

        assert only().endpoint == asked

    @pytest.mark.parametrize("status", [301, 304, 400, 401, 404, 429, 500, 503])
    def test_tries_again_what_was_not_taken(
        self, practice_a: Practice, receiver: Receiver, status: int
    ) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)
        receiver.answers = [status, 204]

        deliver()
        first = only()
        deliver(NOW + timedelta(seconds=3))

        assert (first.state, first.attempts) == (DeliveryState.WAITING, 1)
        assert first.next_at == NOW + timedelta(seconds=2.5)
        assert only().state == DeliveryState.ARRIVED
        assert receiver.ids == [first.message_id] * 2
        assert list(Attempt.objects.order_by("at").values_list("status", flat=True))[1] == 204

    def test_follows_no_redirect(self, practice_a: Practice, receiver: Receiver) -> None:
        with receiving(Receiver()) as inner:
            builders.delivery(practice_a, at=NOW, receiver=receiver)
            receiver.answers = [inner.url]

            deliver()

            assert (inner.got, inner.refused) == ([], 0)
        assert (only().state, only().status) == (DeliveryState.WAITING, 302)

    @pytest.mark.parametrize("slow", ["silent", "trickling"])
    def test_waits_so_long_and_no_longer(self, receiver: Receiver, slow: str) -> None:
        """A socket's own bound begins anew with each byte; this one does not."""
        receiver.secret = "whsec_" + "A" * 32
        parcel = sending.Parcel(receiver.url, b"{}", _signed(receiver))
        if slow == "silent":
            receiver.held = threading.Event()
        else:
            receiver.answers = [20.0]
        began = time.monotonic()

        outcome = sending.send(parcel, private=True, seconds_max=0.5)

        assert outcome.trouble == "time"
        assert time.monotonic() - began < 5

    def test_keeps_nothing_that_was_answered(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)

        deliver()

        kept = {field.name for field in Attempt._meta.concrete_fields}
        assert kept == {"id", "delivery", "at", "status", "trouble", "milliseconds"}

    def test_gives_up_after_three_days(self, practice_a: Practice, receiver: Receiver) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)
        receiver.answers = [500]
        tries, now = 0, NOW
        while (row := only()).state == DeliveryState.WAITING:
            assert row.next_at is not None
            now = row.next_at
            tries += deliver(now, chance=1.0)

        assert row.state == DeliveryState.FAILED
        assert now == NOW + timedelta(days=3)
        assert tries == Attempt.objects.count() == row.attempts
        assert set(receiver.ids) == {row.message_id}

    def test_says_what_stood_in_the_way(self, practice_a: Practice, settings: Settings) -> None:
        settings.WEBHOOKS_TO_PRIVATE = True
        row = builders.delivery(practice_a, at=NOW)
        Endpoint.objects.update(url="http://127.0.0.1:9/")

        deliver()

        assert (only().trouble, only().status) == ("refused", None)
        assert Attempt.objects.get().delivery_id == row.pk

    def test_of_a_secret_no_key_opens_waits_for_a_person(
        self, practice_a: Practice, settings: Settings
    ) -> None:
        builders.delivery(practice_a, at=NOW)
        settings.SEALING_KEYS = ["another"]

        deliver()

        assert only().trouble == "secret"


@pytest.mark.django_db
class TestSwitchingOff:
    def test_by_410_at_once_and_says_so_on_the_desk(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)
        receiver.answers = [410]

        deliver()
        tell_desk(NOW)

        assert only().state == DeliveryState.FAILED
        endpoint = Endpoint.objects.get()
        assert (endpoint.state, endpoint.off_reason) == (EndpointState.OFF, "gone")
        item = Item.objects.get()
        assert (item.question, item.practice_id) == ("WEBHOOK_OFF", None)
        assert item.path == f"/o/testgroup/webhooks/{endpoint.pk}/"

    def test_by_three_days_in_which_nothing_arrived(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)
        receiver.answers = [500]
        deliver()
        later = NOW + timedelta(days=2, hours=23)
        builders.happened(practice_a, at=later)
        deliver(later)
        assert Endpoint.objects.get().state == EndpointState.ACTIVE
        builders.happened(practice_a, at=NOW + timedelta(days=3))

        deliver(NOW + timedelta(days=3))

        assert Endpoint.objects.get().off_reason == "failing"
        assert set(Delivery.objects.values_list("state", flat=True)) == {"failed"}

    def test_a_success_in_between_begins_the_days_anew(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)
        receiver.answers = [500, 200, 500]
        deliver()
        deliver(NOW + timedelta(hours=1))
        later = NOW + timedelta(days=4)
        builders.happened(practice_a, at=later)

        deliver(later)

        assert Endpoint.objects.get().failing_since == later
        assert Endpoint.objects.get().state == EndpointState.ACTIVE

    def test_collects_nothing_and_takes_up_from_where_it_is_switched_on(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)
        receiver.answers = [410, 200]
        deliver()
        tell_desk(NOW)
        builders.happened(practice_a, at=NOW)
        with pytest.raises(actions.EndpointOff):
            actions.redeliver(delivery=only(), now=NOW)

        actions.resume(endpoint=Endpoint.objects.get(), now=NOW)
        tell_desk(NOW)
        actions.redeliver(delivery=only(), now=NOW)
        deliver()

        assert only().state == DeliveryState.ARRIVED
        assert Item.objects.get().outcome == "on_again"

    def test_again_opens_the_same_item_of_the_desk(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)
        receiver.answers = [410]
        for _ in range(2):
            deliver()
            tell_desk(NOW)
            assert Item.objects.get().state == "open"
            actions.resume(endpoint=Endpoint.objects.get(), now=NOW)
            tell_desk(NOW)
            assert Item.objects.get().state == "done"
            actions.redeliver(delivery=only(), now=NOW)


@pytest.mark.django_db
class TestByHand:
    def test_paused_it_collects_and_sends_later(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        endpoint = builders.endpoint(practice_a.organization, at=NOW, receiver=receiver)
        actions.pause(endpoint=endpoint)
        builders.happened(practice_a, at=NOW)
        assert deliver() == 0

        actions.resume(endpoint=endpoint, now=NOW)

        assert deliver() == 1

    def test_what_arrived_is_sent_again_under_the_same_id(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        row = builders.delivery(practice_a, at=NOW, receiver=receiver)
        deliver()

        actions.redeliver(delivery=row, now=NOW)
        deliver()

        assert receiver.ids == [row.message_id] * 2
        assert receiver.got[0] == receiver.got[1]

    def test_a_test_goes_to_one_endpoint_alone(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        builders.endpoint(practice_a.organization, at=NOW)
        endpoint = builders.endpoint(practice_a.organization, at=NOW, receiver=receiver)

        actions.send_test(endpoint=endpoint, now=NOW)
        tell_desk(NOW)
        deliver()

        assert [told["type"] for told in receiver.got] == ["webhook.test"]
        assert only().endpoint == endpoint

    def test_both_secrets_sign_for_a_day_and_then_the_new_one(
        self, practice_a: Practice, receiver: Receiver
    ) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)
        new = actions.rotate(endpoint=Endpoint.objects.get(), now=NOW)
        row = Delivery.objects.select_related("endpoint", "event__practice", "organization").get()

        during = parcel_of(row, now=NOW + timedelta(hours=23))
        after = parcel_of(row, now=NOW + timedelta(hours=25))
        deliver()

        assert len(receiver.got) == 1  # by the old one, which the receiver still has
        assert [len(p.headers["webhook-signature"].split()) for p in (during, after)] == [2, 1]
        assert _own_signature(new, after) == after.headers["webhook-signature"]

    def test_secrets_go_over_to_a_new_key(
        self, practice_a: Practice, receiver: Receiver, settings: Settings
    ) -> None:
        builders.delivery(practice_a, at=NOW, receiver=receiver)
        settings.SEALING_KEYS = ["new", *settings.SEALING_KEYS]
        assert actions.seal_again() == 1
        settings.SEALING_KEYS = ["new"]

        deliver()

        assert only().state == DeliveryState.ARRIVED


@pytest.mark.django_db
class TestTaking:
    def test_goes_in_turn_over_endpoints_and_one_at_a_time_where_it_fails(
        self, practice_a: Practice
    ) -> None:
        group = practice_a.organization
        busy, failing, quiet = (
            builders.endpoint(group, at=NOW, events=[name])
            for name in ("claim.created", "claim.changed", "payment.posted")
        )
        for _ in range(30):
            builders.happened(practice_a, at=NOW)
            builders.happened(practice_a, at=NOW, name="claim.changed")
        builders.happened(practice_a, at=NOW, name="payment.posted")
        Endpoint.objects.filter(pk=failing.pk).update(failing_since=NOW)

        taken = actions.take(lease=uuid.uuid4(), now=NOW).deliveries

        of = [one.endpoint_id for one in taken]
        assert {pk: of.count(pk) for pk in of} == {busy.pk: 4, failing.pk: 1, quiet.pk: 1}
        assert len(of) <= PER_RUN_MAX

    def test_is_for_so_many_runs_at_once(self, practice_a: Practice) -> None:
        builders.endpoint(practice_a.organization, at=NOW)
        for _ in range(30):
            builders.happened(practice_a, at=NOW)
            builders.endpoint(practice_a.organization, at=NOW) if _ < 8 else None

        runs = [actions.take(lease=uuid.uuid4(), now=NOW) for _ in range(RUNS_MAX + 1)]

        ids = [one.pk for run in runs for one in run.deliveries]
        assert [bool(run.deliveries) for run in runs] == [True] * RUNS_MAX + [False]
        assert len(set(ids)) == len(ids)

    def test_takes_back_what_a_run_left_lying(self, practice_a: Practice) -> None:
        row = builders.delivery(practice_a, at=NOW)
        actions.take(lease=uuid.uuid4(), now=NOW)

        early = actions.take(lease=uuid.uuid4(), now=NOW + LEASE)
        actions.take(lease=uuid.uuid4(), now=NOW + LEASE + timedelta(seconds=1))
        again = actions.take(lease=uuid.uuid4(), now=NOW + LEASE + timedelta(seconds=3))

        assert [one.pk for one in again.deliveries] == [row.pk]
        assert early.deliveries == []
        assert [one.trouble for one in Attempt.objects.all()] == ["lost"]

    def test_a_frozen_run_changes_nothing_it_no_longer_holds(self, practice_a: Practice) -> None:
        row = builders.delivery(practice_a, at=NOW)
        frozen, other = uuid.uuid4(), uuid.uuid4()
        actions.take(lease=frozen, now=NOW)
        late = NOW + LEASE + timedelta(seconds=1)
        actions.take(lease=other, now=late)
        actions.take(lease=other, now=late + timedelta(seconds=2))
        done = Outcome(200, "", 1)
        actions.note(delivery_id=row.pk, lease=other, outcome=done, chance=0, now=late)

        actions.note(delivery_id=row.pk, lease=frozen, outcome=FAILED, chance=0, now=late)

        assert only().state == DeliveryState.ARRIVED
        assert Endpoint.objects.get().failing_since is None
        assert Attempt.objects.count() == 3

    def test_removal_in_the_middle_is_no_fault(self, practice_a: Practice) -> None:
        row, lease = builders.delivery(practice_a, at=NOW), uuid.uuid4()
        actions.take(lease=lease, now=NOW)
        Attempt.objects.create(delivery=row, at=NOW, status=500, milliseconds=1)
        actions.remove_endpoint(endpoint=Endpoint.objects.get(), now=NOW)

        actions.note(delivery_id=row.pk, lease=lease, outcome=FAILED, chance=0, now=NOW)

        assert not Delivery.objects.exists()
        assert not Attempt.objects.exists()


class TestTwoWorkers:
    def test_deliver_each_message_once(self, own_database: str, settings: Settings) -> None:
        settings.WEBHOOKS_TO_PRIVATE = True
        practice = Practice.objects.get(public_id="alder")
        with receiving(Receiver()) as receiver:
            builders.endpoint(practice.organization, at=NOW, receiver=receiver)
            for _ in range(40):
                builders.happened(practice, at=NOW)

            workers = [threading.Thread(target=_work) for _ in range(4)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join(60)

            expected = {row.message_id for row in Delivery.objects.all()}
            assert len(receiver.ids) == 40
            assert set(receiver.ids) == expected
        assert set(Delivery.objects.values_list("state", flat=True)) == {"arrived"}


def _work() -> None:
    """A worker of its own: it routes and delivers until nothing is left to do."""
    try:
        with acting_as(Actor.system("test")):
            while Delivery.objects.exclude(state="arrived").exists():
                actions.route(now=NOW)
                deliver_due(clock=lambda: datetime.now(UTC), chance=random.random)
    finally:
        connections.close_all()


def _signed(receiver: Receiver) -> dict[str, str]:
    return signatures.headers("msg_1", datetime.now(UTC), b"{}", [receiver.secret])


def _own_signature(secret: str, parcel: sending.Parcel) -> str:
    at = datetime.fromtimestamp(int(parcel.headers["webhook-timestamp"]), tz=UTC)
    return Webhook(secret).sign(parcel.headers["webhook-id"], at, parcel.body.decode())
