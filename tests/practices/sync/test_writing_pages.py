"""What people see of write-backs and decide about them."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from compliance.access.roles import Role
from compliance.audit.models import Event
from compliance.identity.models import User
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, keys
from practices.sync.models import WriteBack, WriteBackState, WriteMode, WriteStop, WriteSwitch
from practices.wire.commands import Result
from tests.databases import GROUP
from tests.practices.sync.caller import Caller
from tests.practices.sync.orders import (
    CHECK,
    ordered,
    payment,
    sent_claim,
    state_of,
    switched,
    writing_agent,
)

S = WriteBackState


def seat(practice: Practice, role: Role) -> Client:
    user = User.objects.create_user(f"{role.value}@example.com", "a long enough word")
    registry.grant(user=user, role=role, at=practice.organization)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(practice_a: Practice) -> Client:
    return seat(practice_a, Role.DSO_ADMIN)


def at(name: str, practice: Practice, row: WriteBack | None = None) -> str:
    return reverse(f"sync:{name}", args=[practice.public_id, *([row.pk] if row else [])])


class TestList:
    def test_shows_first_what_a_person_must_decide(
        self, admin: Client, practice_a: Practice
    ) -> None:
        by_hand = ordered(practice_a, payment(claim_key=None))
        ordered(practice_a, payment(claim="ALD-2"), key="p2")

        shown = admin.get(at("write_backs", practice_a))

        assert [row.pk for row in shown.context["rows"]] == [by_hand.pk]
        everything = admin.get(at("write_backs", practice_a) + "?stand=all")
        assert len(everything.context["rows"]) == 2

    def test_reads_the_same_however_many_there_are(
        self, admin: Client, practice_a: Practice, django_assert_max_num_queries: object
    ) -> None:
        for number in range(20):
            ordered(practice_a, payment(claim_key=None), key=f"p{number}")

        with django_assert_max_num_queries(24):  # type: ignore[operator]  # a fixture without a type
            admin.get(at("write_backs", practice_a))


class TestByHand:
    def test_stands_there_value_by_value(self, admin: Client, practice_a: Practice) -> None:
        row = ordered(practice_a, payment(claim_key=None))

        page = admin.get(at("write_back", practice_a, row)).content.decode()

        for value in ("ALD-1", "EFT1", "700.00", "2026-11-20", "350.00", "100.00", "CO-45"):
            assert f">{value}<" in page

    def test_is_settled_with_a_word(self, admin: Client, practice_a: Practice) -> None:
        row = ordered(practice_a, payment(claim_key=None))

        admin.post(at("settlement", practice_a, row), {"reason": " "})
        assert state_of(practice_a, row).state == S.BY_HAND
        admin.post(at("settlement", practice_a, row), {"reason": "Entered it on Monday"})

        assert state_of(practice_a, row).state == S.SETTLED
        page = admin.get(at("write_back", practice_a, row)).content.decode()
        assert "Entered it on Monday" in page
        assert Event.objects.filter(deed="write_back.settled").exists()

    def test_is_read_but_not_decided_by_an_auditor(self, practice_a: Practice) -> None:
        row = ordered(practice_a, payment(claim_key=None))
        auditor = seat(practice_a, Role.AUDITOR)

        page = auditor.get(at("write_back", practice_a, row))

        assert page.status_code == 200
        assert "Settle it" not in page.content.decode()
        assert (
            auditor.post(at("settlement", practice_a, row), {"reason": "x y z"}).status_code == 403
        )


class TestStuck:
    @pytest.fixture
    def refused(self, practice_a: Practice) -> WriteBack:
        caller = writing_agent(practice_a)
        sent_claim(practice_a)
        switched(practice_a)
        row = ordered(practice_a)
        self.end(caller, Result(outcome="refused", detail="400: The claim is locked."))
        return row

    def end(self, caller: Caller, told: Result) -> None:
        (lease,) = caller.call("GET", "commands?wait=0")[1]["commands"]
        caller.call("POST", f"commands/{lease['id']}/{lease['attempt']}/result", told)

    def test_tells_why_and_what_to_do(
        self, admin: Client, practice_a: Practice, refused: WriteBack
    ) -> None:
        page = admin.get(at("write_back", practice_a, refused)).content.decode()

        assert "The claim is locked." in page
        assert "Mend the cause" in page

    def test_is_ordered_again_by_a_person(
        self, admin: Client, practice_a: Practice, refused: WriteBack
    ) -> None:
        shown = admin.post(at("repetition", practice_a, refused), follow=True)

        assert shown.context["told"].row.repeats_id == refused.pk
        assert state_of(practice_a, refused).state == S.SETTLED

    def test_makes_the_connection_amber(
        self, admin: Client, practice_a: Practice, refused: WriteBack
    ) -> None:
        assert "for a person" in admin.get(at("connection", practice_a)).content.decode()


class TestSwitch:
    def test_is_turned_with_a_reason_that_is_kept(
        self, admin: Client, practice_a: Practice
    ) -> None:
        admin.post(at("writing", practice_a), {"mode": "on", "reason": ""})
        with in_practice(practice_a):
            assert not WriteSwitch.objects.exists()

        admin.post(at("writing", practice_a), {"mode": "on", "reason": "The office agreed"})

        with in_practice(practice_a):
            assert WriteSwitch.objects.get().mode == WriteMode.ON
        assert "The office agreed" in admin.get(at("connection", practice_a)).content.decode()
        assert Event.objects.get(deed="writing.switched").detail["reason"] == "The office agreed"

    def test_of_no_mode_is_off(self, admin: Client, practice_a: Practice) -> None:
        admin.post(at("writing", practice_a), {"mode": "sideways", "reason": "a try"})

        with in_practice(practice_a):
            assert WriteSwitch.objects.get().mode == WriteMode.OFF


class TestStop:
    def test_of_a_group_is_set_and_lifted(self, admin: Client, practice_a: Practice) -> None:
        admin.post(reverse("sync:stop", args=[GROUP]), {"reason": "Something is wrong"})
        page = admin.get(reverse("sync:connections", args=[GROUP])).content.decode()
        assert "Something is wrong" in page
        assert "Something is wrong" in actions.stop_of(practice_a)

        admin.post(reverse("sync:lifting", args=[GROUP]))

        assert actions.stop_of(practice_a) == ""

    def test_of_all_groups_is_a_command(self, practice_a: Practice) -> None:
        call_command("writing", stop="a drill", verbosity=0)
        assert "a drill" in actions.stop_of(practice_a)
        call_command("writing", go=True, verbosity=0)

        assert actions.stop_of(practice_a) == ""
        assert WriteStop.objects.count() == 1


class TestKeys:
    def test_are_made_once_and_shared_by_whoever_comes_second(self, tmp_path: Path) -> None:
        folder = tmp_path / "dispatch"
        keys.make(folder)
        before = {file.name: file.read_bytes() for file in folder.iterdir()}
        keys.make(folder)

        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
        assert set(before) == {"current.key", "current.pub", "next.key", "next.pub"}
        assert (folder / "current.key").stat().st_mode & 0o777 == 0o600


class TestDecidedMeanwhile:
    def test_by_the_agent_is_not_decided_by_a_person(
        self, admin: Client, practice_a: Practice
    ) -> None:
        caller = writing_agent(practice_a)
        sent_claim(practice_a)
        switched(practice_a)
        row = ordered(practice_a)
        (lease,) = caller.call("GET", "commands?wait=0")[1]["commands"]

        admin.post(at("withdrawal", practice_a, row), {"reason": "not wanted"})

        assert state_of(practice_a, row).state == S.LEASED
        told = Result(outcome="applied", done=4, keys={"claimpayment": CHECK})
        caller.call("POST", f"commands/{lease['id']}/{lease['attempt']}/result", told)
        assert state_of(practice_a, row).applied_at is not None


class TestWaiting:
    def test_of_an_agent_ends_when_an_order_comes_or_its_time_is_up(
        self, practice_a: Practice
    ) -> None:
        caller = writing_agent(practice_a)
        switched(practice_a)

        status, told = caller.call("GET", "commands?wait=1")

        assert (status, told["commands"]) == (200, [])
        assert told["again_seconds"] > 10

    @pytest.mark.parametrize("query", ["wait=26", "wait=-1", "wait=x", "max=0", "max=6"])
    def test_longer_than_may_be_asked_is_refused(self, practice_a: Practice, query: str) -> None:
        status, told = writing_agent(practice_a).call("GET", f"commands?{query}")

        assert (status, told["code"]) == (400, "query")
