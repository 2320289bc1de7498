"""What a person sees of a connection and decides about it."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from compliance.access.roles import Role
from compliance.audit.models import Event
from compliance.identity.models import User
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync.models import Agent, AgentState, Stream
from practices.wire import signing
from practices.wire.messages import Diagnostics, Hashes, Heartbeat, Missing
from tests.databases import GROUP
from tests.practices.sync.caller import DB_NOW, Caller, approved, provider

NOW = datetime.now(UTC)


@pytest.fixture
def admin(practice_a: Practice) -> Client:
    user = User.objects.create_user("admin@example.com", "a long enough word")
    registry.grant(user=user, role=Role.DSO_ADMIN, at=practice_a.organization)
    client = Client()
    client.force_login(user)
    return client


def page(practice: Practice) -> str:
    return reverse("sync:connection", args=[practice.public_id])


class TestEnrolling:
    def test_shows_a_code_that_works_and_the_words_to_compare(
        self, admin: Client, practice_a: Practice
    ) -> None:
        shown = admin.post(reverse("sync:code", args=[GROUP, practice_a.public_id]))
        code = shown.context["code"]
        caller = Caller()

        assert f"enroll {code}" in shown.content.decode()
        assert caller.enrol(code)[0] == 200
        words = " ".join(signing.fingerprint(caller.public_key))
        assert words in admin.get(page(practice_a)).content.decode()

    def test_is_approved_and_ended_by_a_person(self, admin: Client, practice_a: Practice) -> None:
        shown = admin.post(reverse("sync:code", args=[GROUP, practice_a.public_id]))
        caller = Caller()
        caller.enrol(shown.context["code"])
        agent = Agent.objects.get()
        place = [GROUP, practice_a.public_id, agent.pk]

        admin.post(reverse("sync:approval", args=place))
        assert caller.call("GET", "config")[0] == 200
        admin.post(reverse("sync:revocation", args=place))

        assert caller.call("GET", "config")[0] == 403
        deeds = set(Event.objects.values_list("deed", flat=True))
        assert {"agent.code_issued", "agent.enrolled", "agent.active", "agent.revoked"} <= deeds

    def test_of_another_practice_is_not_found(
        self, admin: Client, practice_a: Practice, practice_b: Practice
    ) -> None:
        approved(practice_b)
        agent = Agent.objects.get()

        answer = admin.post(
            reverse("sync:revocation", args=[GROUP, practice_a.public_id, agent.pk])
        )

        assert answer.status_code == 404
        assert Agent.objects.get().state == AgentState.ACTIVE


class TestConnection:
    def test_tells_how_far_each_table_was_read(self, admin: Client, practice_a: Practice) -> None:
        caller = approved(practice_a)
        caller.open()
        caller.batch(1, [provider(1), provider(2)], cursor="window:x")
        caller.call("POST", "heartbeat", Heartbeat(agent_version="1", uptime_seconds=1))

        shown = admin.get(page(practice_a))

        ((stream, rows, misread),) = shown.context["streams"]
        assert (stream.table, rows, misread) == ("provider", 2, 0)
        assert stream.doing == "As it changes"

    def test_lets_held_deletes_through_once(
        self, admin: Client, practice_a: Practice, settings: Settings
    ) -> None:
        settings.SYNC_CONFIRM_SECONDS = 0
        caller = approved(practice_a)
        caller.open()
        caller.open(identity="db2")
        caller.batch(1, [provider(1)], epoch=2)
        caller.call("PUT", "streams/provider/compare/0", Hashes(epoch=2, rows=()))
        gone = Missing(epoch=2, keys=("1",), db_now=DB_NOW)
        assert caller.call("POST", "streams/provider/missing", gone)[1] == {"gone": 0, "held": 1}
        assert "Deletes are held" in admin.get(page(practice_a)).content.decode()

        admin.post(reverse("sync:release", args=[practice_a.public_id, "provider"]))

        assert caller.call("POST", "streams/provider/missing", gone)[1] == {"gone": 1, "held": 0}
        with in_practice(practice_a):
            assert not Stream.objects.get().lets_deletes


class TestMending:
    def test_lets_a_paused_table_go_on(self, admin: Client, practice_a: Practice) -> None:
        caller = approved(practice_a)
        caller.open()
        with in_practice(practice_a):
            Stream.objects.update(paused="Column LName is missing.")
        shown = admin.get(page(practice_a))
        assert "Column LName is missing." in shown.content.decode()
        assert shown.context["health"].colour == "red" or not shown.context["agents"][0][0].seen_at

        admin.post(reverse("sync:resumption", args=[practice_a.public_id, "provider"]))

        assert caller.batch(1, [provider(1)])[0] == 200
        assert Event.objects.filter(deed="stream.resumed").count() == 1

    def test_reads_a_table_again_with_a_reason(self, admin: Client, practice_a: Practice) -> None:
        caller = approved(practice_a)
        caller.open()
        place = reverse("sync:resending", args=[practice_a.public_id, "provider"])

        admin.post(place, {"reason": "  "})
        assert caller.open()[1]["epoch"] == 1
        admin.post(place, {"reason": "A disk was damaged."})

        assert caller.open()[1]["epoch"] == 2
        event = Event.objects.get(deed="stream.resend_ordered")
        assert event.detail["reason"] == "A disk was damaged."

    def test_accepts_a_version_of_the_program(self, admin: Client, practice_a: Practice) -> None:
        caller = approved(practice_a)
        caller.open(program="25.1.1.0")
        caller.call("POST", "heartbeat", Heartbeat(agent_version="1", uptime_seconds=1))
        shown = admin.get(page(practice_a))
        assert shown.context["observed"] == ["25.1.1.0"]
        assert "version we do not know" in shown.context["health"].cause

        admin.post(reverse("sync:program", args=[practice_a.public_id]), {"program": "25.1.1.0"})

        assert caller.batch(1, [provider(1)])[0] == 200

    def test_asks_for_diagnostics_and_shows_them(self, admin: Client, practice_a: Practice) -> None:
        caller = approved(practice_a)
        agent = Agent.objects.get()
        admin.post(reverse("sync:asking", args=[GROUP, practice_a.public_id, agent.pk]))

        told = Diagnostics(checks=(("database", False, "The database cannot be reached."),))
        assert caller.call("POST", "diagnostics", told)[0] == 200

        assert "The database cannot be reached." in admin.get(page(practice_a)).content.decode()

    def test_shows_since_when_a_key_is_in_use(self, admin: Client, practice_a: Practice) -> None:
        approved(practice_a)

        assert "Key since" in admin.get(page(practice_a)).content.decode()


class TestConnections:
    def test_shows_every_practice_without_opening_one(
        self, admin: Client, practice_a: Practice, practice_b: Practice
    ) -> None:
        approved(practice_a)

        shown = admin.get(reverse("sync:connections", args=[GROUP]))

        causes = {c.practice.public_id: c.health.cause for c in shown.context["connections"]}
        assert "silent" in causes["alder"]
        assert "No agent" in causes["birch"]
