"""The two doors through which files come in by hand: the page and the watched folder."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace
from pytest_django.fixtures import Settings

from billing.x12.remittance import Remittance
from billing.x12.write835 import Envelope, write
from compliance.access.roles import Role
from compliance.identity.models import User
from practices.desk.models import Item
from practices.jobs import actions as jobs
from practices.jobs.models import Job
from practices.registry import actions as registry
from practices.registry.models import Organization, Practice
from remits.clearing import actions, tasks
from remits.clearing.area import in_clearing
from remits.clearing.models import Arrival, FileState, Payment, RemitFile
from tests.databases import GROUP, NOW
from tests.remits.clearing.test_walk import AT, remittance, told_claim

DATA = write([remittance(told_claim("ALD-0001"))], Envelope("PAYER", "US", 1, AT))
MOST = 2**20


@pytest.fixture
def group(practice_a: Practice) -> Organization:
    return practice_a.organization


@pytest.fixture
def biller(group: Organization, client: Client) -> Client:
    person = User.objects.create_user("biller@example.test", None, name="Some Body")
    registry.grant(user=person, role=Role.CENTRAL_BILLER, at=group)
    client.force_login(person)
    return client


@pytest.fixture
def small(settings: Settings) -> None:
    settings.INTAKE_BYTES_MAX = MOST


def traces() -> tuple[int, int, int, int]:
    with in_clearing():
        kept = RemitFile.objects.count(), Arrival.objects.count()
    return (*kept, Job.objects.count(), Item.objects.count())


class TestTooLarge:
    def test_is_told_on_the_page_and_leaves_nothing(self, biller: Client, small: None) -> None:
        file = SimpleUploadedFile("large.835", DATA.ljust(MOST + 1))

        answer = biller.post(reverse("clearing:uploads", args=[GROUP]), {"file": file})

        assert answer.status_code == 422
        assert "larger than 1 MB. Nothing was kept" in answer.content.decode()
        assert traces() == (0, 0, 0, 0)

    def test_is_refused_at_every_other_door(self, group: Organization, small: None) -> None:
        with pytest.raises(actions.FileTooLarge, match="nothing was kept"):
            actions.take_in(
                data=DATA.ljust(MOST + 1), name="x", organization=group, source="agent", now=NOW
            )

        assert traces() == (0, 0, 0, 0)


class TestFolder:
    @pytest.fixture
    def inbox(self, tmp_path: Path, settings: Settings, group: Organization) -> Path:
        settings.INTAKE_FOLDER = str(tmp_path)
        inbox = tmp_path / GROUP
        inbox.mkdir()
        return inbox

    def put(self, file: Path, data: bytes = DATA, *, seconds_ago: float = 60) -> None:
        file.write_bytes(data)
        at = time.time() - seconds_ago
        os.utime(file, (at, at))

    def test_takes_a_file_in_once_and_moves_it_aside(self, inbox: Path) -> None:
        self.put(inbox / "mail.835")

        tasks.look_in_folder()
        tasks.look_in_folder()

        assert (inbox / "taken-in" / "mail.835").read_bytes() == DATA
        with in_clearing():
            (file,) = RemitFile.objects.all()
        assert (file.name, file.source, file.received_by) == ("mail.835", "folder", "system:folder")

    def test_knows_a_file_again_when_it_was_ended_before_moving_it(self, inbox: Path) -> None:
        self.put(inbox / "mail.835")
        tasks.look_in_folder()
        self.put(inbox / "mail.835")

        tasks.look_in_folder()

        with in_clearing():
            assert (RemitFile.objects.count(), Arrival.objects.count()) == (1, 2)

    @pytest.mark.parametrize("name", ["mail.835.part", ".mail.835", "mail.tmp"])
    def test_leaves_what_is_not_finished_by_its_name(self, inbox: Path, name: str) -> None:
        self.put(inbox / name)

        tasks.look_in_folder()

        assert (inbox / name).exists()
        assert traces()[0] == 0

    def test_leaves_what_is_still_written(self, inbox: Path) -> None:
        self.put(inbox / "mail.835", DATA[:100], seconds_ago=0)

        tasks.look_in_folder()

        assert (inbox / "mail.835").exists()
        assert traces()[0] == 0

    def test_lays_a_file_aside_that_is_too_large(self, inbox: Path, small: None) -> None:
        self.put(inbox / "large.835", DATA.ljust(MOST + 1))
        self.put(inbox / "mail.835")

        tasks.look_in_folder()

        assert (inbox / "too-large" / "large.835").exists()
        assert traces()[0] == 1


class TestBeyondWhatIsKept:
    """A file that can be read and not be kept is refused with a reason, and never read for ever."""

    def refused(self, group: Organization, *told: Remittance) -> tuple[str, int]:
        data = write(told, Envelope("PAYER", "US", 1, AT))
        actions.take_in(data=data, name="a.835", organization=group, source="upload", now=NOW)
        jobs.run_all_now(now=NOW)
        with in_clearing():
            file = RemitFile.objects.get()
            assert file.state == FileState.REFUSED
            assert file.refusal is not None
            assert bytes(file.content) == data
            assert Item.objects.get(subject_id=file.pk).question == "REFUSED"
            assert set(Job.objects.values_list("state", flat=True)) == {"done"}
            return file.refusal["code"], Payment.objects.count()

    def test_a_sum_beyond_any_remittance(self, group: Organization) -> None:
        huge = replace(told_claim("ALD-0001"), charge_cents=10**17 - 1, paid_cents=10**17 - 1)
        one = replace(remittance(*[huge] * 100), paid_cents=1)

        assert self.refused(group, one) == ("TOO_LARGE", 0)

    def test_more_payments_than_any_payer_sends(
        self, group: Organization, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tasks, "PAYMENTS_MAX", 3)
        many = [remittance(told_claim("ALD-0001"), trace=f"TRACE-{n}") for n in range(4)]

        assert self.refused(group, *many) == ("TOO_MANY", 0)


class TestNoRoom:
    def test_is_told_on_the_page_with_who_can_help(
        self, biller: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(**_: object) -> None:
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE 'no room' USING ERRCODE = '53100'; END $$")

        biller.raise_request_exception = False
        monkeypatch.setattr(actions, "take_in", full)
        file = SimpleUploadedFile("a.835", DATA)

        answer = biller.post(reverse("clearing:uploads", args=[GROUP]), {"file": file})

        assert answer.status_code == 507
        assert "must make room" in answer.content.decode()


class TestAway:
    @pytest.mark.parametrize(
        ("code", "status", "words"),
        [
            ("57P01", 503, "Back in a moment"),  # it is being shut down
            ("08006", 503, "Back in a moment"),
            ("57014", 500, "Something broke on our side"),  # a statement took too long
        ],
    )
    def test_is_told_apart_from_what_we_broke(
        self, biller: Client, monkeypatch: pytest.MonkeyPatch, code: str, status: int, words: str
    ) -> None:
        def broken_off(**_: object) -> None:
            with connection.cursor() as cursor:
                cursor.execute(f"DO $$ BEGIN RAISE 'gone' USING ERRCODE = '{code}'; END $$")

        biller.raise_request_exception = False
        monkeypatch.setattr(actions, "take_in", broken_off)
        file = SimpleUploadedFile("a.835", DATA)

        answer = biller.post(reverse("clearing:uploads", args=[GROUP]), {"file": file})

        assert answer.status_code == status
        assert words in answer.content.decode()
