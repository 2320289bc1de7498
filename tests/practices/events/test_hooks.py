"""A practice's system gives a sign: the agent is told with its next heartbeat, and no more."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practices.events import actions, api
from practices.events.actions.hinting import CALLS_PER_WINDOW_MAX
from practices.events.models import Door, Event, Source
from practices.registry.models import Practice, PracticeState
from practices.wire.messages import Heartbeat
from tests.databases import NOW
from tests.practices.sync.caller import approved

# As Open Dental's API subscriptions send it; nothing of it may be found anywhere afterwards.
BODY = b'[{"PatNum": 4711, "LName": "Secretname", "DateTStamp": "2026-11-23 10:00:00"}]'
HEADERS = {
    "Authorization": "ODFHIR developer/customerkey",
    "Workstation": "FRONT1",
    "Event-Type": "Patient",
}
BEAT = Heartbeat(agent_version="1", uptime_seconds=1)


@pytest.fixture
def url(practice_a: Practice) -> str:
    _, token = actions.open_door(practice=practice_a, source=Source.OPEN_DENTAL, now=NOW)
    return reverse("events:hook", args=["open-dental", token])


def give(url: str, body: bytes = BODY) -> int:
    """From a machine that knows no cookie and no token of ours."""
    client = Client(enforce_csrf_checks=True)
    return int(client.generic("POST", url, body, "application/json", headers=HEADERS).status_code)


@pytest.mark.django_db
class TestHint:
    def test_makes_the_agent_poll_once(self, url: str, practice_a: Practice) -> None:
        agent = approved(practice_a)
        assert agent.call("POST", "heartbeat", BEAT)[1]["poll_now"] is False

        assert give(url) == 204

        polls = [agent.call("POST", "heartbeat", BEAT)[1]["poll_now"] for _ in range(2)]
        assert polls == [True, False]

    def test_is_not_for_the_agent_of_another_practice(
        self, url: str, practice_a: Practice, practice_b: Practice
    ) -> None:
        here, there = approved(practice_a), approved(practice_b)
        give(url)

        assert there.call("POST", "heartbeat", BEAT)[1]["poll_now"] is False
        assert here.call("POST", "heartbeat", BEAT)[1]["poll_now"] is True

    def test_is_one_event_until_the_agent_has_it(self, url: str, practice_a: Practice) -> None:
        assert [give(url) for _ in range(3)] == [204, 204, 204]
        assert Event.objects.get().practice_id == practice_a.pk
        actions.take_hint(practice_id=practice_a.pk)
        give(url)

        assert Event.objects.filter(name="pms.hinted").count() == 2

    def test_leaves_nothing_of_what_was_said(
        self,
        url: str,
        django_assert_max_num_queries: Callable[..., object],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        with django_assert_max_num_queries(20) as queries:  # type: ignore[attr-defined]  # a fixture without types
            give(url)

        told = " ".join(query["sql"] for query in queries) + caplog.text
        for word in ("4711", "Secretname", "customerkey", "FRONT1"):
            assert word not in told

    def test_is_taken_so_often_and_then_refused(self, url: str) -> None:
        Door.objects.update(window_at=timezone.now(), calls=CALLS_PER_WINDOW_MAX - 1)

        assert [give(url), give(url)] == [204, 429]


@pytest.mark.django_db
class TestDoor:
    @pytest.mark.parametrize("change", ["token", "source", "case", "longer", "nothing"])
    def test_opens_to_its_token_alone(self, url: str, change: str) -> None:
        base, token = url.rsplit("/", 1)
        wrong = {
            "token": f"{base}/{'x' * len(token)}",
            "source": url.replace("open-dental", "cloud"),
            "case": f"{base}/{token.swapcase()}",
            "longer": f"{url}x",
            "nothing": f"{base}/",
        }[change]

        assert give(wrong) == 404
        assert not Event.objects.exists()

    def test_keeps_the_hash_of_its_token_alone(self, url: str) -> None:
        token = url.rsplit("/", 1)[1]

        row = Door.objects.values().get()

        assert token not in str(row)
        assert len(token) >= 43

    def test_is_shut_once_it_is_closed_or_its_practice_leaves(
        self, url: str, practice_a: Practice
    ) -> None:
        Practice.objects.filter(pk=practice_a.pk).update(state=PracticeState.LEAVING)
        assert give(url) == 404
        Practice.objects.filter(pk=practice_a.pk).update(state=PracticeState.READY)
        actions.close_door(door=Door.objects.get())

        assert give(url) == 404

    def test_takes_bodies_up_to_a_bound(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(api, "BODY_BYTES_MAX", 3_000_000)

        assert give(url, b"x" * 3_000_000) == 204
        assert give(url, b"x" * 3_000_001) == 413

    def test_is_not_looked_into(self, url: str) -> None:
        assert give(url, b"\xff\x00 no JSON at all") == 204

    def test_answers_nobody_who_only_looks(self, url: str) -> None:
        assert Client().get(url).status_code == 405
