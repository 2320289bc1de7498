"""From a folder of a practice to a share its people see, by an agent that may bring it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from billing.x12.write835 import Envelope, write
from compliance.access.roles import Role
from practices.agent.drops.bringing import Bringer
from practices.agent.pms.files.folder import Drop, Dropped
from practices.desk.models import Item
from practices.events import actions as events
from practices.events.subscribers import EventNote
from practices.jobs import actions as jobs
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions as sync
from practices.sync.models import Agent, DroppedFile
from remits.clearing import tasks
from remits.clearing.area import in_clearing
from remits.clearing.models import Arrival, FileState, Payment, PaymentState, RemitFile, Share
from remits.matching.models import ClaimPayment, PaymentStage
from tests.databases import NOW, NPI_A, NPI_B
from tests.practices.sync.caller import approved
from tests.practices.sync.loops import InProcess
from tests.practices.sync.test_writing_pages import seat
from tests.remits import builders
from tests.remits.clearing.test_walk import AT, remittance, told_claim


class Killed(BaseException):
    """The process is gone."""


class Falling(Drop):
    """The power fails between the answer and the move."""

    def put_aside(self, one: Dropped) -> None:
        raise Killed


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.SYNC_RAW_FOLDER = tmp_path / "raw"
    folder = tmp_path / "mail"
    folder.mkdir()
    return folder


def way_of(practice: Practice, *, is_on: bool = True) -> InProcess:
    caller = approved(practice)
    agent = Agent.objects.get(key_id=caller.key_id)
    if is_on:
        sync.let_drop(agent=agent, is_on=True, now=timezone.now() - timedelta(minutes=1))
    return InProcess(caller)


def put(folder: Path, data: bytes, name: str = "mail.835") -> None:
    (folder / name).write_bytes(data)
    (folder / f"{name}.done").touch()


def bring(folder: Path, way: InProcess, drop: type[Drop] = Drop) -> str:
    return Bringer(drop(folder, 60), "*.835", way, lambda: 0.0).round().error


def work() -> None:
    """Events reach their subscribers, jobs run, until nothing is left."""
    while events.route(now=NOW):
        pass
    jobs.run_all_now(now=NOW)


def written(*claims: str, npi: str = NPI_A) -> bytes:
    told = remittance(*(told_claim(number) for number in claims))
    data = write([told], Envelope("PAYER", "US", 1, AT))
    return data if npi == NPI_A else data.replace(NPI_A.encode(), npi.encode())


class TestWalk:
    def test_ends_in_a_proposal_that_a_person_approves(
        self, practice_a: Practice, folder: Path
    ) -> None:
        payer_row = builders.payer()
        with in_practice(practice_a):
            builders.claim("ALD-0001", payer_row=payer_row)
        put(folder, written("ALD-0001"))

        assert bring(folder, way_of(practice_a)) == ""
        work()

        with in_clearing():
            file, arrival, share = (
                RemitFile.objects.get(),
                Arrival.objects.get(),
                Share.objects.get(),
            )
            assert (file.name, file.source, file.state) == ("mail.835", "agent", FileState.READ)
            assert arrival.from_practice_id == practice_a.pk
            assert share.practice_id == practice_a.pk
        with in_practice(practice_a):
            paid = ClaimPayment.objects.get()
            assert paid.stage != PaymentStage.POSTED
            assert paid.claim is not None
        assert DroppedFile.objects.get().taken_at is not None
        assert (folder / "done" / "mail.835").exists()

    def test_is_repeated_by_whoever_was_killed_and_has_one_effect(
        self, practice_a: Practice, folder: Path
    ) -> None:
        way = way_of(practice_a)
        put(folder, written("ALD-0001"))
        with pytest.raises(Killed):
            bring(folder, way, Falling)
        assert (folder / "mail.835").exists()
        work()

        assert bring(folder, way) == ""
        work()

        with in_clearing():
            assert (RemitFile.objects.count(), Arrival.objects.count()) == (1, 1)
        assert (folder / "done" / "mail.835").exists()

    def test_takes_nothing_a_second_time_when_it_is_told_twice(
        self, practice_a: Practice, folder: Path
    ) -> None:
        put(folder, written("ALD-0001"))
        bring(folder, way_of(practice_a))
        work()
        drop = DroppedFile.objects.get()
        note = EventNote(
            drop.pk, "file.dropped", None, practice_a.organization_id, (drop.pk,), (), NOW, NOW
        )

        tasks.take_dropped(note)

        with in_clearing():
            assert Arrival.objects.count() == 1

    def test_knows_what_a_person_uploaded_before(self, practice_a: Practice, folder: Path) -> None:
        from remits.clearing import actions

        data, group = written("ALD-0001"), practice_a.organization
        actions.take_in(data=data, name="x.835", organization=group, source="upload", now=NOW)
        put(folder, data)

        bring(folder, way_of(practice_a))
        work()

        with in_clearing():
            assert RemitFile.objects.count() == 1
            told = Arrival.objects.order_by("pk").values_list("source", "from_practice_id")
            assert list(told) == [("upload", None), ("agent", practice_a.pk)]

    def test_of_what_is_no_remittance_ends_on_the_desk(
        self, practice_a: Practice, folder: Path
    ) -> None:
        put(folder, b"no remittance at all")
        bring(folder, way_of(practice_a))
        work()

        with in_clearing():
            assert RemitFile.objects.get().state == FileState.REFUSED
        assert Item.objects.get().question == "REFUSED"


class TestWhose:
    def test_is_said_by_the_split_and_never_by_the_key(
        self, practice_a: Practice, practice_b: Practice, folder: Path
    ) -> None:
        """The other practice's mail in this practice's folder."""
        put(folder, written("BIR-0001", npi=NPI_B))

        bring(folder, way_of(practice_a))
        work()

        with in_clearing():
            assert Share.objects.get().practice_id == practice_b.pk
            assert Arrival.objects.get().from_practice_id == practice_a.pk

    def test_is_never_another_group(self, own_database: str, folder: Path) -> None:
        """A stolen key brings money of a practice of another group: nothing of it gets there."""
        practice_a = Practice.objects.get(public_id="alder")
        other = registry.found_organization(
            public_id="othergroup", name="Other", regions={"west": "West"}
        )
        npi = "1999999976"
        registry.add_practice(
            organization=other, region=other.regions.get(), public_id="cedar", name="Cedar",
            npi=npi, tax_id="990000009", joined_on=NOW.date(), now=NOW,
        )  # fmt: skip
        data = written("CED-0001", npi=npi).replace(b"990000001", b"990000009")
        put(folder, data)

        bring(folder, way_of(practice_a))
        work()

        with in_clearing():
            assert RemitFile.objects.get().organization_id == practice_a.organization_id
            assert Payment.objects.get().state == PaymentState.FOREIGN
            assert not Share.objects.exists()
        assert not Item.objects.filter(organization_id=other.pk).exists()


class TestPages:
    def test_say_whose_agent_brought_it(self, practice_a: Practice, folder: Path) -> None:
        put(folder, written("ALD-0001"))
        bring(folder, way_of(practice_a))
        work()
        with in_clearing():
            paid = Payment.objects.get()
        reader: Client = seat(practice_a, Role.CENTRAL_BILLER)
        group = practice_a.organization.public_id

        for name, pk in (("payment", paid.pk), ("file", paid.file_id)):
            shown = reader.get(reverse(f"clearing:{name}", args=[group, pk])).content.decode()
            assert "brought by the agent of Alder Dental" in shown

    def test_of_what_is_off_brings_nothing(self, practice_a: Practice, folder: Path) -> None:
        put(folder, written("ALD-0001"))

        assert "nobody let this agent" in bring(folder, way_of(practice_a, is_on=False))
        work()

        with in_clearing():
            assert not RemitFile.objects.exists()
        assert (folder / "mail.835").exists()
