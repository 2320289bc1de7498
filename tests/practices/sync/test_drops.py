"""Remittance files that agents bring: who may, what is kept of them, and that it is kept once."""

import os
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
import zstandard
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from compliance.access.roles import Role
from compliance.audit.models import Event as Trail
from practices.events.models import Event
from practices.registry.models import Practice
from practices.sync import actions, drop_store, queries
from practices.sync.actions import dropping
from practices.sync.models import Agent, DroppedFile
from practices.wire import drops
from practices.wire.messages import DropsHealth, Heartbeat
from tests.practices.sync.caller import Caller, approved
from tests.practices.sync.orders import writing_agent
from tests.practices.sync.test_writing_pages import seat

FILE = b"ISA*00*made up for a test~" * 40
SHA = drops.sha256_of(FILE)


def agent_of(caller: Caller) -> Agent:
    return Agent.objects.get(key_id=caller.key_id)


@pytest.fixture
def caller(practice_a: Practice) -> Caller:
    """An agent that a person lets bring files."""
    caller = approved(practice_a)
    actions.let_drop(agent=agent_of(caller), is_on=True, now=timezone.now() - timedelta(minutes=1))
    return caller


def bring(caller: Caller, content: bytes = FILE, sha256: str = "") -> tuple[int, dict[str, object]]:
    address = sha256 or drops.sha256_of(content)
    return caller.call("PUT", f"drops/{address}", drops.pack("mail.835", content))


class TestFile:
    def test_is_kept_sealed_and_told(self, caller: Caller, raw_folder: Path) -> None:
        assert bring(caller) == (200, {"came_before": False})

        row = DroppedFile.objects.get()
        assert (row.sha256, row.name, row.size_bytes) == (SHA, "mail.835", len(FILE))
        told = Event.objects.get(name="file.dropped")
        assert (told.subject_ids, told.practice_id) == ([row.pk], None)
        assert told.organization_id == row.practice.organization_id
        drop = queries.drop_to_take(row.pk)
        assert drop is not None
        assert drop.content == FILE
        kept = [path for path in raw_folder.rglob("*") if path.is_file()]
        assert len(kept) == 1
        assert b"made up" not in kept[0].read_bytes()

    def test_of_ten_megabytes_is_kept(self, caller: Caller) -> None:
        content = os.urandom(drops.FILE_BYTES_MAX // 6) + b"SVC*AD:D1*1*1**1~" * 500_000
        assert drops.FILE_BYTES_MAX * 0.9 < len(content) < drops.FILE_BYTES_MAX

        assert bring(caller, content)[0] == 200

    def test_that_comes_again_is_known_and_told_once(self, caller: Caller) -> None:
        bring(caller)

        assert bring(caller) == (200, {"came_before": True})

        assert DroppedFile.objects.count() == 1
        assert Event.objects.filter(name="file.dropped").count() == 1

    def test_of_another_practice_is_its_own(self, caller: Caller, practice_b: Practice) -> None:
        other = approved(practice_b)
        actions.let_drop(agent=agent_of(other), is_on=True, now=timezone.now())
        bring(caller)

        assert bring(other) == (200, {"came_before": False})

        first, second = DroppedFile.objects.order_by("pk")
        assert first.practice != second.practice
        moved = Path(drop_store._path(second.practice.place, SHA))
        moved.write_bytes(drop_store._path(first.practice.place, SHA).read_bytes())
        with pytest.raises(ValueError, match="belongs somewhere else"):
            queries.drop_to_take(second.pk)

    def test_is_forgotten_a_day_after_it_was_taken_and_not_before(
        self, caller: Caller, raw_folder: Path
    ) -> None:
        bring(caller)
        row, now = DroppedFile.objects.get(), timezone.now()
        assert actions.forget_taken(now=now + timedelta(days=400)) == 0

        actions.was_taken(drop_id=row.pk, now=now)

        assert queries.drop_to_take(row.pk) is None
        assert actions.forget_taken(now=now + timedelta(hours=23)) == 0
        assert actions.forget_taken(now=now + timedelta(hours=25)) == 1
        assert not [path for path in raw_folder.rglob("*") if path.is_file()]
        assert actions.forget_taken(now=now + timedelta(days=9)) == 0
        assert bring(caller) == (200, {"came_before": True})


class TestRefusal:
    def nothing(self, raw_folder: Path) -> bool:
        kept = [path for path in raw_folder.rglob("*") if path.is_file()]
        return not kept and not DroppedFile.objects.exists() and not _told()

    def test_of_an_agent_that_nobody_let(self, practice_a: Practice, raw_folder: Path) -> None:
        status, told = bring(approved(practice_a))

        assert (status, told["code"]) == (403, "drops_off")
        assert told["detail"] == dropping.OFF
        assert self.nothing(raw_folder)

    def test_once_it_is_switched_off_again(self, caller: Caller, raw_folder: Path) -> None:
        assert caller.call("GET", "config")[1]["drops"] is True
        actions.let_drop(agent=agent_of(caller), is_on=False, now=timezone.now())

        assert bring(caller)[0] == 403
        assert caller.call("GET", "config")[1]["drops"] is False
        assert self.nothing(raw_folder)

    def test_of_an_altered_byte(self, caller: Caller, raw_folder: Path) -> None:
        body = drops.pack("mail.835", FILE)
        request = caller.signed("PUT", f"drops/{SHA}", body)
        request.body = body[:-1] + bytes([body[-1] ^ 1])
        assert caller.send(request)[0] == 401

        status, told = bring(caller, FILE + b"x", sha256=SHA)

        assert (status, told["code"]) == (422, "file")
        assert self.nothing(raw_folder)

    def test_of_another_key(self, caller: Caller, raw_folder: Path) -> None:
        assert bring(Caller())[0] == 401
        forged = Caller()
        body = drops.pack("mail.835", FILE)
        request = forged.signed("PUT", f"drops/{SHA}", body)
        stolen_name = request.headers["Signature-Input"].replace(forged.key_id, caller.key_id)
        request.headers["Signature-Input"] = stolen_name

        assert caller.send(request)[0] == 401
        assert self.nothing(raw_folder)

    def test_of_a_writer(self, practice_a: Practice, raw_folder: Path) -> None:
        writer = writing_agent(practice_a)
        with pytest.raises(actions.CannotBring), transaction.atomic():
            actions.let_drop(agent=agent_of(writer), is_on=True, now=timezone.now())

        assert bring(writer)[0] == 403
        assert self.nothing(raw_folder)

    @pytest.mark.parametrize("size", [drops.FILE_BYTES_MAX + 1, 2**29])
    def test_of_what_would_unpack_to_too_much(
        self, caller: Caller, raw_folder: Path, size: int
    ) -> None:
        """A bomb: half a gigabyte of nothing is a body of some kilobytes."""
        packer = zstandard.ZstdCompressor(level=1).compressobj()
        head = msgspec.json.encode(drops.DropHead(name="x")) + b"\n"
        parts = [packer.compress(head)]
        for start in range(0, size, 2**20):
            parts.append(packer.compress(b"\0" * min(2**20, size - start)))
        body = b"".join([*parts, packer.flush()])
        assert len(body) < drops.BODY_BYTES_MAX

        status, told = caller.call("PUT", f"drops/{SHA}", body)

        assert (status, told["code"]) == (413, "too_large")
        assert self.nothing(raw_folder)

    def test_of_more_than_the_platform_reads(
        self, caller: Caller, settings: Settings, raw_folder: Path
    ) -> None:
        settings.INTAKE_BYTES_MAX = 2**10

        assert bring(caller, b"x" * (2**10 + 1))[0] == 413
        assert self.nothing(raw_folder)

    def test_of_a_body_that_is_too_large(self, caller: Caller, raw_folder: Path) -> None:
        for size in (drops.BODY_BYTES_MAX, drops.BODY_BYTES_MAX + 1):
            status, _ = caller.call("PUT", f"drops/{SHA}", os.urandom(size))
            assert status == (413 if size > drops.BODY_BYTES_MAX else 422)
        status, _ = caller.call("POST", "heartbeat", b" " * (2**20 + 1))
        assert status == 413
        assert self.nothing(raw_folder)

    @pytest.mark.parametrize("body", [b"", b"no zstd", zstandard.compress(b"no head")])
    def test_of_what_is_no_file(self, caller: Caller, body: bytes, raw_folder: Path) -> None:
        assert caller.call("PUT", f"drops/{SHA}", body)[0] == 422
        assert self.nothing(raw_folder)

    def test_of_more_than_a_day_brings(
        self, caller: Caller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(dropping, "FILES_PER_DAY_MAX", 2)
        assert [bring(caller, bytes([n]) * 9)[0] for n in (1, 2, 3, 2)] == [200, 200, 429, 200]


def _told() -> bool:
    return Event.objects.filter(name="file.dropped").exists()


class TestSwitch:
    def at(self, practice: Practice, agent: Agent) -> str:
        group = practice.organization.public_id
        return reverse("sync:drops", args=[group, practice.public_id, agent.pk])

    def test_is_off_until_a_person_switches_it_on_and_leaves_a_trail(
        self, practice_a: Practice
    ) -> None:
        admin, caller = seat(practice_a, Role.DSO_ADMIN), approved(practice_a)
        agent = agent_of(caller)
        page = reverse("sync:connection", args=[practice_a.public_id])
        assert "may not bring remittances" in admin.get(page).content.decode()

        admin.post(self.at(practice_a, agent), {"drops": "on"})

        bring(caller)
        caller.call("POST", "heartbeat", _beat("Two files wait."))
        shown = admin.get(page).content.decode()
        assert "may bring remittances since" in shown
        assert "1 file so far" in shown
        assert "Two files wait." in shown
        trail = Trail.objects.filter(deed__startswith="agent.drops").values_list("deed", "actor")
        assert [(deed, who.partition(":")[0]) for deed, who in trail] == [
            ("agent.drops_on", "user")
        ]

    @pytest.mark.parametrize("role", [Role.CENTRAL_BILLER, Role.OFFICE_MANAGER, Role.AUDITOR])
    def test_is_not_for_everybody(self, practice_a: Practice, role: Role) -> None:
        agent = agent_of(approved(practice_a))

        assert seat(practice_a, role).post(self.at(practice_a, agent), {"drops": "on"}) is not None

        agent.refresh_from_db()
        assert agent.drops_since is None

    def test_of_a_newly_enrolled_agent_is_off(self, caller: Caller, practice_a: Practice) -> None:
        assert agent_of(approved(practice_a)).drops_since is None


def _beat(error: str) -> Heartbeat:
    told = DropsHealth(waiting=2, error=error)
    return Heartbeat(agent_version="1", uptime_seconds=1, drops=told)


def test_a_browser_without_a_key_brings_nothing(db: None) -> None:
    assert Client().put(f"/agent/v1/drops/{SHA}", b"x").status_code == 401
