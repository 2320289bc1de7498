"""Floods, keys, drift, pace, raw batches and diagnostics, as an agent meets them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from practices.mirror.models import SourceRow
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, maps, sealing
from practices.sync.models import Agent, Batch, FormerKey, Stream
from practices.wire import signing
from practices.wire.buckets import digest_of, mark_of, sums_of
from practices.wire.messages import (
    Bucket,
    Compare,
    Diagnostics,
    Hashes,
    Heartbeat,
    Mark,
    Marks,
    NewKey,
)
from practices.wire.values import canonical, row_hash
from tests.practices.sync.caller import PROVIDER, Caller, approved, provider

NOW = datetime.now(UTC)
STAMP = "2026-11-20T11:00:00Z"
COLUMNS = dict.fromkeys([*PROVIDER.columns, *filter(None, [PROVIDER.stamp])], "varchar(255)")


@pytest.fixture
def caller(practice_a: Practice) -> Caller:
    return approved(practice_a)


def hash_of(row: tuple[object, ...]) -> str:
    return row_hash(canonical(row)).hex()


def marks(*rows: tuple[str, str | None, str]) -> Marks:
    return Marks(epoch=1, rows=tuple(Mark(*row) for row in rows))


class TestWanted:
    def test_keeps_new_stamps_of_equal_rows_and_asks_for_the_others(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1), provider(2)])
        later = "2026-11-21T08:30:00Z"
        told = marks(
            ("1", later, hash_of(provider(1))),
            ("2", later, hash_of(provider(2, "Other"))),
            ("3", later, hash_of(provider(3))),
        )

        assert caller.call("POST", "streams/provider/wanted", told)[1]["keys"] == ["2", "3"]

        with in_practice(practice_a):
            rows = dict(SourceRow.objects.values_list("key", "stamp"))
            assert set(SourceRow.objects.values_list("change", flat=True)) == {1}
        assert rows["1"] == datetime.fromisoformat(later)
        assert rows["2"] == datetime.fromisoformat(STAMP)

    def test_asks_for_what_was_thought_gone(
        self, caller: Caller, practice_a: Practice, settings: Settings
    ) -> None:
        settings.SYNC_CONFIRM_SECONDS = 0
        caller.open()
        caller.batch(1, [provider(1)])
        caller.call("PUT", "streams/provider/compare/0", Hashes(epoch=1, rows=()))

        told = marks(("1", STAMP, hash_of(provider(1))))

        assert caller.call("POST", "streams/provider/wanted", told)[1]["keys"] == ["1"]

    def test_refuses_a_stamp_that_is_none(self, caller: Caller) -> None:
        caller.open()

        told = marks(("1", "yesterday", hash_of(provider(1))))

        assert caller.call("POST", "streams/provider/wanted", told)[0] == 422


class TestLevels:
    @pytest.mark.parametrize("level", [0, 1, 2])
    def test_agree_about_equal_tables_and_find_a_difference(
        self, caller: Caller, level: int
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1), provider(2)])

        assert self.compared(caller, level, [provider(1), provider(2)]) == []
        assert self.compared(caller, level, [provider(1)]) != []

    def test_one_sees_a_row_that_was_stamped_anew(self, caller: Caller) -> None:
        caller.open()
        caller.batch(1, [provider(1)])

        assert self.compared(caller, 1, [provider(1)], "2026-11-20T11:00:01Z") == [0]

    def compared(
        self, caller: Caller, level: int, rows: list[tuple[object, ...]], stamp: str = STAMP
    ) -> list[int]:
        at = int(datetime.fromisoformat(stamp).timestamp())
        found = [mark_of(str(row[0]), at) for row in rows]
        xor = 0
        for mark in found:
            xor ^= mark
        digests = {
            0: "0" * 32,
            1: sums_of(xor, sum(found)),
            2: digest_of(bytes.fromhex(hash_of(row)) for row in rows),
        }
        number = max(int(str(row[0])) for row in rows) if level == 0 else 0
        bucket = Bucket(number, len(rows), digests[level])
        told = Compare(epoch=1, level=level, first=0, last=0, buckets=(bucket,))
        found_ = caller.call("POST", "streams/provider/compare", told)[1]["buckets"]
        assert isinstance(found_, list)
        return found_


def rotated(caller: Caller) -> Caller:
    """The agent after it announced a new key, and the announcement's answer."""
    after = Caller()
    told = NewKey(public_key=signing.public_text(after.key))
    status, said = caller.call("POST", "keys", told)
    assert (status, said["key_id"]) == (200, after.key_id)
    return after


class TestKeys:
    def test_both_count_for_seven_days(self, caller: Caller) -> None:
        after = rotated(caller)

        assert after.call("GET", "config")[0] == 200
        assert caller.call("GET", "config")[0] == 200
        FormerKey.objects.update(until=NOW - timedelta(seconds=1))
        assert caller.call("GET", "config")[0] == 401
        assert actions.drop_former_keys(now=NOW) == 1
        assert after.call("GET", "config")[0] == 200

    def test_announced_again_is_answered_the_same(self, caller: Caller) -> None:
        after = rotated(caller)
        told = NewKey(public_key=signing.public_text(after.key))

        assert caller.call("POST", "keys", told)[1]["key_id"] == after.key_id
        assert after.call("POST", "keys", told)[1]["key_id"] == after.key_id
        assert FormerKey.objects.count() == 1

    def test_of_another_agent_or_none_are_refused(
        self, caller: Caller, practice_b: Practice
    ) -> None:
        other = approved(practice_b)

        taken = NewKey(public_key=signing.public_text(other.key))
        assert caller.call("POST", "keys", taken)[1]["code"] == "key"
        assert caller.call("POST", "keys", NewKey(public_key="AAAA"))[0] == 403

    def test_before_the_newest_name_no_successor(self, caller: Caller) -> None:
        rotated(caller)

        told = NewKey(public_key=signing.public_text(signing.new_key()))

        assert caller.call("POST", "keys", told)[1]["code"] == "key"

    def test_revoked_open_nothing_at_once(self, caller: Caller) -> None:
        after = rotated(caller)
        agent = Agent.objects.get()

        actions.revoke(agent_id=agent.pk, now=NOW)

        assert caller.call("GET", "config")[0] == 403
        assert after.call("GET", "config")[0] == 403

    def test_stolen_push_wrong_rows_until_a_new_agent_finds_them(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        """The thief locks the agent out in time, reads nothing, and is seen and undone."""
        caller.open()
        caller.batch(1, [provider(1, "True")])
        thief = rotated(caller)
        assert thief.batch(2, [provider(1, "False")])[0] == 200
        assert caller.batch(2, [provider(1, "True")])[1]["code"] == "seq"

        for agent in Agent.objects.all():
            actions.revoke(agent_id=agent.pk, now=NOW)
        assert thief.batch(3, [provider(1, "Worse")])[0] == 403
        fresh = approved(practice_a)
        place = fresh.open()[1]
        rows = Hashes(epoch=place["epoch"], rows=(("1", hash_of(provider(1, "True"))),))
        assert fresh.call("PUT", "streams/provider/compare/0", rows)[1]["keys"] == ["1"]
        assert fresh.batch(place["seq"], [provider(1, "True")])[1]["changed"] == 1

        with in_practice(practice_a):
            assert "True" in SourceRow.objects.get().values


class TestDrift:
    def test_pauses_a_table_whose_column_is_gone_until_a_person_resumes(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open(columns=COLUMNS)
        caller.batch(1, [provider(1)], cursor="window:x")
        gone = {name: kind for name, kind in COLUMNS.items() if name != "LName"}

        assert "LName is missing" in caller.open(columns=gone)[1]["paused"]
        assert caller.batch(2, [provider(2)])[0] == 423
        assert caller.open("clinic")[1]["paused"] == ""
        assert caller.open(columns=COLUMNS)[1]["paused"]
        with in_practice(practice_a):
            assert actions.resume(table="provider")
            assert not actions.resume(table="provider")

        assert caller.open(columns=COLUMNS)[1] | {"limits": 0} == {
            "epoch": 1, "seq": 2, "cursor": "window:x", "paused": "", "observe": False, "limits": 0,
        }  # fmt: skip
        assert caller.batch(2, [provider(2)])[0] == 200

    def test_tells_wider_and_new_columns_and_goes_on(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open(columns=COLUMNS)
        wider = COLUMNS | {"LName": "text", "Extra": "int(11)"}

        told = caller.open(columns=wider, schema="s2")[1]

        assert (told["epoch"], told["paused"]) == (1, "")
        with in_practice(practice_a):
            remarks = " ".join(Stream.objects.get().remarks)
        assert "LName was varchar(255) and is text" in remarks
        assert "Extra is new" in remarks

    def test_observes_a_program_nobody_knows_until_it_is_accepted(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        assert caller.open(program="24.3.10.0")[1]["observe"] is False
        assert caller.open(program="25.1.2.0")[1]["observe"] is True

        assert caller.batch(1, [provider(1)])[0] == 423
        whole = Bucket(0, 0, "0" * 32)
        count = Compare(epoch=1, level=0, first=0, last=0, buckets=(whole,))
        assert caller.call("POST", "streams/provider/compare", count) == (200, {"buckets": []})
        with in_practice(practice_a):
            assert actions.accept_program(program="25.1.2.0") == 1

        assert caller.open(program="25.1.2.0")[1]["observe"] is False
        assert caller.batch(1, [provider(1)])[0] == 200
        assert caller.open(program="25.2.0.0")[1]["observe"] is True

    def test_takes_no_rows_of_a_database_with_another_name(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open(title="ours")

        told = caller.open(title="another", identity="db2")[1]

        assert "another practice" in told["paused"]
        assert told["epoch"] == 1
        assert caller.batch(1, [provider(1)])[0] == 423
        with in_practice(practice_a):
            actions.resume(table="provider")
        assert caller.open(title="another", identity="db2")[1]["epoch"] == 2


class TestPace:
    def test_is_told_with_every_batch_and_sign_of_life(
        self, caller: Caller, settings: Settings
    ) -> None:
        settings.SYNC_ROWS_PER_SECOND, settings.SYNC_PAUSE_SECONDS = 70, 3
        expected = {"rows_per_second": 70, "rows_max": 2_000, "pause_seconds": 3}
        beat = Heartbeat(agent_version="1", uptime_seconds=1)

        assert caller.open()[1]["limits"] == expected
        assert caller.batch(1, [provider(1)])[1]["limits"] == expected
        assert caller.call("POST", "heartbeat", beat)[1]["limits"] == expected

    def test_stops_one_practice_that_sends_too_much_and_no_other(
        self, caller: Caller, practice_b: Practice, settings: Settings
    ) -> None:
        settings.SYNC_ROWS_PER_SECOND = 1
        other = approved(practice_b)
        caller.open()
        other.open()
        rows = [provider(number) for number in range(25)]
        assert caller.batch(1, rows)[0] == 200

        request = caller.signed("PUT", "streams/provider/batches/1/2", b"")
        answer = caller.client.generic("PUT", request.url, b"", headers=request.headers)

        assert answer.status_code == 429
        assert 1 <= int(answer["Retry-After"]) <= 10
        assert other.batch(1, rows)[0] == 200

    def test_refuses_agents_that_are_too_old_but_hears_them(
        self, caller: Caller, settings: Settings
    ) -> None:
        settings.SYNC_MIN_AGENT_VERSION = "2.10"
        beat = Heartbeat(agent_version="2.9", uptime_seconds=1)

        assert caller.call("GET", "config")[0] == 426
        assert caller.call("POST", "heartbeat", beat)[1]["min_version"] == "2.10"
        beat = Heartbeat(agent_version="2.10.1", uptime_seconds=1)
        caller.call("POST", "heartbeat", beat)
        assert caller.call("GET", "config")[0] == 200


class TestConfig:
    def test_is_sent_once_as_long_as_it_is_the_same(self, caller: Caller) -> None:
        first = caller.signed("GET", "config", b"")
        answer = caller.client.get(first.url, headers=first.headers)
        again = caller.signed("GET", "config", b"")
        again.headers["If-None-Match"] = answer["ETag"]

        same = caller.client.get(again.url, headers=again.headers)

        assert (same.status_code, same.content) == (304, b"")
        again = caller.signed("GET", "config", b"")
        again.headers["If-None-Match"] = '"other"'
        assert caller.client.get(again.url, headers=again.headers).status_code == 200


class TestRaw:
    def test_is_kept_sealed_for_fourteen_days(
        self, caller: Caller, practice_a: Practice, raw_folder: Path
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1, "Secretname")])

        (file,) = (path for path in raw_folder.rglob("*") if path.is_file())
        assert b"Secretname" not in file.read_bytes()
        with in_practice(practice_a):
            assert actions.raw(batch=Batch.objects.get())[:4] == b"\x28\xb5\x2f\xfd"
        today = timezone.now().date()
        assert actions.drop_raw(today=today + timedelta(days=14)) == 0
        assert actions.drop_raw(today=today + timedelta(days=15)) == 1
        with in_practice(practice_a), pytest.raises(actions.NotKept):
            actions.raw(batch=Batch.objects.get())

    def test_of_another_practice_cannot_be_opened(
        self, caller: Caller, practice_a: Practice, practice_b: Practice, raw_folder: Path
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1)])
        (file,) = (path for path in raw_folder.rglob("*") if path.is_file())
        other = approved(practice_b)
        other.open()
        other.batch(1, [provider(2)])
        theirs = raw_folder / practice_b.schema / file.parent.name / file.name

        theirs.write_bytes(file.read_bytes())

        with in_practice(practice_b), pytest.raises(sealing.CannotOpen):
            actions.raw(batch=Batch.objects.get())

    def test_replayed_brings_back_what_was_lost_and_nothing_older(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1, "First"), provider(2, "First")])
        caller.batch(2, [provider(2, "Second")])
        with in_practice(practice_a):
            SourceRow.objects.filter(key="1").update(values="[]", hash=bytes(16))

        call_command("replay", "alder", "provider", "1", "1")

        with in_practice(practice_a):
            values = dict(SourceRow.objects.values_list("key", "values"))
            assert Stream.objects.get().next_seq == 3
        assert "First" in values["1"]
        assert "Second" in values["2"]


class TestDiagnostics:
    TOLD = Diagnostics(checks=(("database", True, "Logged in."),), log=("a line",))

    def test_are_kept_only_when_somebody_asked(self, caller: Caller) -> None:
        assert caller.call("POST", "diagnostics", self.TOLD)[1]["code"] == "not_asked"

        actions.ask_diagnostics(agent=Agent.objects.get(), now=timezone.now())

        assert caller.call("POST", "diagnostics", self.TOLD)[0] == 200
        kept = Agent.objects.get().diagnostics or {}
        assert kept["checks"] == [["database", True, "Logged in."]]
        assert caller.call("POST", "diagnostics", self.TOLD)[0] == 403


class TestResend:
    def test_begins_anew_with_a_reason(self, caller: Caller, practice_a: Practice) -> None:
        caller.open()
        caller.batch(1, [provider(1)], cursor="window:x")
        with in_practice(practice_a):
            with pytest.raises(actions.NoReason):
                actions.order_resend(table="provider", reason=" ")
            actions.order_resend(table="provider", reason="A disk was damaged.")

        assert caller.batch(2, [provider(1)])[1]["code"] == "epoch"
        told = caller.open()[1]
        assert (told["epoch"], told["seq"], told["cursor"]) == (2, 1, "")


def test_the_list_knows_its_own_versions() -> None:
    assert all(maps.is_known_program(version) for version in ("", "24.1.0", "24.4.99.1"))
    assert not any(maps.is_known_program(version) for version in ("24.5.1", "23.9", "x"))


class TestBounds:
    @pytest.mark.parametrize("field", ["map", "program"])
    def test_a_version_longer_than_we_keep_is_refused_and_not_a_fault(
        self, caller: Caller, field: str
    ) -> None:
        assert caller.open(**{field: "x" * 40})[0] == 200
        assert caller.open(**{field: "x" * 41})[0] in {400, 422}
