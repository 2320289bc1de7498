"""What the admin of a group sees of webhooks and does with them."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.access.roles import Role
from compliance.audit.models import Event as AuditEvent
from practices.events import actions
from practices.events.models import Attempt, Delivery, Door, Endpoint, EndpointState, Source
from practices.registry import actions as registry
from practices.registry.models import Organization, Practice
from tests.databases import GROUP
from tests.practices.events import builders
from tests.test_access import OF_ENDPOINT, person

GOOD = {
    "words": "Our warehouse",
    "url": "https://hooks.example.com/in",
    "events": ["claim.created", "payment.posted"],
}


@pytest.fixture
def admin(practice_a: Practice) -> Client:
    return person(at=practice_a.organization, role=Role.DSO_ADMIN)


def page(name: str, *args: object) -> str:
    return reverse(f"events:{name}", args=[GROUP, *args])


def a_delivery(practice: Practice) -> Delivery:
    return builders.delivery(practice, at=timezone.now())


@pytest.mark.django_db
class TestEndpoints:
    def test_a_new_one_tells_its_secret_once(self, admin: Client) -> None:
        shown = admin.post(page("new_endpoint"), GOOD)
        row = Endpoint.objects.get()
        (secret,) = re.findall(r"whsec_[A-Za-z0-9+/=]+", shown.content.decode())

        assert "no-store" in shown["Cache-Control"]
        assert actions.secrets_of(row, now=timezone.now()) == [secret]
        assert secret.encode() not in bytes(row.secret)
        for path in (page("endpoints"), page("endpoint", row.pk), page("settings", row.pk)):
            assert "whsec_" not in admin.get(path).content.decode()

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("url", "http://hooks.example.com/"),
            ("url", "https://10.0.0.1/"),
            ("events", []),
            ("events", ["webhook.test"]),
            ("events", ["claim.vanished"]),
            ("words", ""),
        ],
    )
    def test_what_cannot_be_is_refused_with_a_reason(
        self, admin: Client, field: str, value: object
    ) -> None:
        shown = admin.post(page("new_endpoint"), GOOD | {field: value})

        assert shown.status_code == 422
        assert "field__error" in shown.content.decode()
        assert not Endpoint.objects.exists()

    def test_there_are_only_so_many(self, admin: Client) -> None:
        for _ in range(20):
            admin.post(page("new_endpoint"), GOOD)

        assert admin.post(page("new_endpoint"), GOOD).status_code == 422
        assert Endpoint.objects.count() == 20

    def test_it_is_changed_paused_gone_on_with_and_removed(self, admin: Client) -> None:
        admin.post(page("new_endpoint"), GOOD)
        row = Endpoint.objects.get()

        admin.post(page("settings", row.pk), GOOD | {"events": ["era.received"]})
        admin.post(page("pausing", row.pk))
        assert Endpoint.objects.get().state == EndpointState.PAUSED
        admin.post(page("resumption", row.pk))
        rotated = admin.post(page("rotation", row.pk))

        changed = Endpoint.objects.get()
        assert (changed.state, changed.events) == (EndpointState.ACTIVE, ["era.received"])
        assert "whsec_" in rotated.content.decode()
        assert "The old one signs as well" in rotated.content.decode()
        admin.post(page("removal", row.pk))
        assert not Endpoint.objects.exists()
        deeds = set(AuditEvent.objects.values_list("deed", flat=True))
        assert {
            "webhook.added", "webhook.changed", "webhook.paused", "webhook.resumed",
            "webhook.secret_rotated", "webhook.removed",
        } <= deeds  # fmt: skip

    def test_its_dialogs_open_without_script(self, admin: Client) -> None:
        admin.post(page("new_endpoint"), GOOD)
        path = page("endpoint", Endpoint.objects.get().pk)

        for do in ("rotate", "remove"):
            opened = re.compile(rf'<dialog[^>]*id="{do}"[^>]* open')
            assert opened.search(admin.get(path, {"do": do}).content.decode())
            assert not opened.search(admin.get(path).content.decode())

    def test_nobody_else_finds_the_way_there(self, practice_a: Practice) -> None:
        group = reverse("dashboards:group", args=[GROUP])
        for role in Role:
            seen = person(at=practice_a.organization, role=role).get(group).content.decode()
            assert (page("endpoints") in seen) == (role == Role.DSO_ADMIN)


@pytest.mark.django_db
class TestOfAnotherGroup:
    def test_nothing_is_found_by_its_id(self, practice_a: Practice) -> None:
        """The very ids of one group, asked for by the admin of another at their own address."""
        delivery = a_delivery(practice_a)
        door, _ = actions.open_door(practice=practice_a, source=Source.CLOUD, now=timezone.now())
        other = registry.found_organization(public_id="othergroup", name="Other", regions={})
        client = person(at=other, role=Role.DSO_ADMIN)
        asked = {
            **dict.fromkeys(OF_ENDPOINT, delivery.endpoint_id),
            "delivery": delivery.pk,
            "redelivery": delivery.pk,
            "door_removal": door.pk,
        }
        for name, pk in asked.items():
            path = reverse(f"events:{name}", args=["othergroup", pk])
            assert {client.get(path).status_code, client.post(path, GOOD).status_code} <= {404, 405}
            missing = reverse(f"events:{name}", args=["othergroup", uuid.uuid4()])
            assert client.post(path, GOOD).content == client.post(missing, GOOD).content

        told = client.get(
            reverse("events:deliveries", args=["othergroup"]),
            {"endpoint": str(delivery.endpoint_id)},
        )
        assert str(delivery.pk) not in told.content.decode()
        body = {"practice": str(practice_a.pk), "source": "cloud"}
        path = reverse("events:doors", args=["othergroup"])
        assert client.post(path, body).status_code == 404
        assert Endpoint.objects.get().state == EndpointState.ACTIVE
        assert Door.objects.count() == 1


@pytest.mark.django_db
class TestLog:
    def test_is_read_page_by_page_without_a_gap(self, admin: Client, practice_a: Practice) -> None:
        now = timezone.now()
        builders.endpoint(practice_a.organization, at=now)
        for _ in range(120):
            builders.happened(practice_a, at=now)
        seen, after = list[uuid.UUID](), ""
        while True:
            shown = admin.get(page("deliveries"), {"after": after}, headers={"HX-Request": "true"})
            seen += [row.pk for row in shown.context["page"].rows]
            after = shown.context["page"].next_after
            if not after:
                break

        assert seen == list(Delivery.objects.order_by("-pk").values_list("pk", flat=True))

    def test_is_narrowed_by_state_type_and_endpoint(
        self, admin: Client, practice_a: Practice
    ) -> None:
        now = timezone.now()
        both = ["claim.created", "payment.posted"]
        one = builders.endpoint(practice_a.organization, at=now, events=both)
        builders.endpoint(practice_a.organization, at=now, events=both)
        for name in both:
            builders.happened(practice_a, at=now, name=name)
        Delivery.objects.filter(name="claim.created").update(state="failed")

        asked = {"endpoint": str(one.pk), "state": "failed", "type": "claim.created"}
        shown = admin.get(page("deliveries"), asked)

        (row,) = shown.context["page"].rows
        assert (row.endpoint_id, row.state, row.name) == (one.pk, "failed", "claim.created")

    def test_costs_the_same_for_a_full_page(
        self, admin: Client, practice_a: Practice, django_assert_max_num_queries: object
    ) -> None:
        now = timezone.now()
        builders.endpoint(practice_a.organization, at=now)
        for _ in range(60):
            builders.happened(practice_a, at=now)

        with django_assert_max_num_queries(16):  # type: ignore[operator]  # a fixture without types
            admin.get(page("deliveries"))

    def test_one_delivery_shows_its_tries_and_the_message(
        self, admin: Client, practice_a: Practice
    ) -> None:
        row, now = a_delivery(practice_a), timezone.now()
        Attempt.objects.create(delivery=row, at=now, status=503, milliseconds=12)
        Attempt.objects.create(
            delivery=row, at=now + timedelta(seconds=5), trouble="time", milliseconds=15_000
        )

        shown = admin.get(page("delivery", row.pk)).content.decode()

        assert "did not answer in 15 seconds" in shown
        assert "503" in shown
        assert row.message_id in shown
        assert "claim.created" in shown

    def test_one_whose_secret_no_key_opens_is_still_shown(
        self, admin: Client, practice_a: Practice
    ) -> None:
        row = a_delivery(practice_a)
        Endpoint.objects.update(secret=b"rotten")

        assert admin.get(page("delivery", row.pk)).status_code == 200

    def test_is_sent_again_by_hand_and_a_test_by_its_button(
        self, admin: Client, practice_a: Practice
    ) -> None:
        row = a_delivery(practice_a)
        Delivery.objects.update(state="failed", next_at=None)

        admin.post(page("redelivery", row.pk))
        admin.post(page("trial", row.endpoint_id))

        states = dict(Delivery.objects.values_list("name", "state"))
        assert states == {"claim.created": "waiting", "webhook.test": "waiting"}

    def test_nothing_goes_to_one_that_is_off(self, admin: Client, practice_a: Practice) -> None:
        row = a_delivery(practice_a)
        Endpoint.objects.update(state="off", off_reason="gone")

        shown = admin.post(page("trial", row.endpoint_id), follow=True).content.decode()

        assert "Nothing was sent" in shown
        assert Delivery.objects.count() == 1


@pytest.mark.django_db
class TestDoors:
    def test_a_new_one_tells_its_url_once_and_is_closed_again(
        self, admin: Client, practice_a: Practice
    ) -> None:
        body = {"practice": str(practice_a.pk), "source": "open-dental"}
        shown = admin.post(page("doors"), body).content.decode()
        (path,) = re.findall(r"(/hooks/open-dental/[\w-]+)", shown)

        assert Client().post(path).status_code == 204
        door = Door.objects.get()
        assert path not in admin.get(page("endpoints")).content.decode()
        admin.post(page("door_removal", door.pk))
        assert Client().post(path).status_code == 404


@pytest.mark.django_db
def test_a_group_without_anything_says_so(practice_a: Practice) -> None:
    other: Organization = registry.found_organization(
        public_id="emptygroup", name="Empty", regions={}
    )
    client = person(at=other, role=Role.DSO_ADMIN)

    shown = client.get(reverse("events:endpoints", args=["emptygroup"])).content.decode()
    log = client.get(reverse("events:deliveries", args=["emptygroup"])).content.decode()

    assert "No endpoint yet" in shown
    assert "Nothing was sent yet" in log
