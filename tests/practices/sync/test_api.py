"""The agents' API: who is let in, and what one batch does whatever happens to it on its way."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from compliance.audit.models import Event
from practices.mirror.models import SourceRow
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions
from practices.sync.models import Agent, Batch, Stream
from practices.wire.batch import BODY_BYTES_MAX
from practices.wire.buckets import digest_of
from practices.wire.messages import Bucket, Compare, Cycle, Hashes, Heartbeat, Missing, StreamHealth
from practices.wire.values import canonical, row_hash
from tests.practices.sync.caller import DB_NOW, Caller, approved, body, provider

NOW = datetime.now(UTC)


@pytest.fixture
def caller(practice_a: Practice) -> Caller:
    return approved(practice_a)


def standing(told: dict[str, Any]) -> tuple[int, int, str]:
    """Where reading goes on, where nothing stops it."""
    assert not told["paused"]
    return told["epoch"], told["seq"], told["cursor"]


def names(practice: Practice) -> dict[str, str]:
    """Key and values of the rows that are not gone."""
    with in_practice(practice):
        rows = SourceRow.objects.filter(gone_at=None).order_by("key")
        return dict(rows.values_list("key", "values"))


class TestEnrolment:
    def test_lets_nothing_in_before_a_person_compared_the_words(self, practice_a: Practice) -> None:
        caller = Caller()
        status, told = caller.enrol(actions.issue_code(practice=practice_a, now=NOW))

        assert (status, told["state"], len(told["words"])) == (200, "waiting", 6)
        status, told = caller.call("GET", "config")
        assert (status, told["code"]) == (403, "waiting")

    def test_takes_a_code_once(self, practice_a: Practice) -> None:
        code = actions.issue_code(practice=practice_a, now=NOW)

        assert Caller().enrol(code)[0] == 200
        assert Caller().enrol(code)[0] == 403

    @pytest.mark.parametrize("hours", [25, 48])
    def test_takes_no_old_code(self, practice_a: Practice, hours: int) -> None:
        code = actions.issue_code(practice=practice_a, now=NOW - timedelta(hours=hours))

        assert Caller().enrol(code)[0] == 403

    def test_takes_no_key_the_caller_does_not_hold(self, practice_a: Practice) -> None:
        code = actions.issue_code(practice=practice_a, now=NOW)
        thief, owner = Caller(), Caller()
        request = owner.signed("POST", "enroll", b"{}")
        told = thief.signed("POST", "enroll", request.body)
        told.headers["Signature"] = request.headers["Signature"]

        assert thief.send(told)[0] in {400, 401}
        assert Agent.objects.count() == 0
        assert owner.enrol(code)[0] == 200

    def test_ends_with_revocation(self, caller: Caller) -> None:
        agent = Agent.objects.get(key_id=caller.key_id)
        assert caller.call("GET", "config")[0] == 200

        actions.revoke(agent_id=agent.pk, now=NOW)

        assert caller.call("GET", "config")[0] == 403


class TestSignature:
    def test_counts_once(self, caller: Caller) -> None:
        request = caller.signed("GET", "config", b"")

        assert caller.send(request)[0] == 200
        assert caller.send(request)[1]["code"] == "replay"

    @pytest.mark.parametrize("minutes", [-10, 10])
    def test_of_a_wrong_clock_is_told_the_time(self, caller: Caller, minutes: int) -> None:
        caller.offset = timedelta(minutes=minutes)
        before = datetime.now(UTC)

        status, told = caller.call("GET", "config")

        assert (status, told["code"]) == (401, "clock")
        assert before <= datetime.fromisoformat(told["now"]) <= datetime.now(UTC)

    def test_of_another_body_is_refused_and_leaves_nothing(self, caller: Caller) -> None:
        caller.open()
        request = caller.signed("PUT", "streams/provider/batches/1/1", body(1, [provider(1)]))
        request.body = body(1, [provider(2)])

        assert caller.send(request)[1]["code"] == "signature"
        assert names(Agent.objects.get().practice) == {}

    def test_is_asked_for(self, caller: Caller) -> None:
        request = caller.signed("GET", "config", b"")
        request.headers.clear()

        assert caller.send(request)[0] == 401


class TestBatch:
    def test_lays_rows_over_the_mirror_and_moves_the_cursor(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        assert standing(caller.open()[1]) == (1, 1, "")

        status, told = caller.batch(1, [provider(1), provider(2)], cursor="backfill:x:2")

        assert (status, told["seq"], told["cursor"]) == (200, 2, "backfill:x:2")
        assert (told["changed"], told["unchanged"]) == (2, 0)
        assert list(names(practice_a)) == ["1", "2"]
        assert standing(caller.open()[1]) == (1, 2, "backfill:x:2")

    def test_sent_again_is_answered_the_same_and_done_once(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open()
        first = caller.batch(1, [provider(1)])

        assert caller.batch(1, [provider(1)]) == first
        with in_practice(practice_a):
            assert Batch.objects.count() == 1

    def test_of_the_same_number_with_other_rows_is_refused(self, caller: Caller) -> None:
        caller.open()
        caller.batch(1, [provider(1)])

        status, told = caller.batch(1, [provider(9)])

        assert (status, told["code"], told["expected_seq"]) == (409, "seq", 2)

    def test_ahead_of_its_turn_is_refused(self, caller: Caller, practice_a: Practice) -> None:
        caller.open()

        assert caller.batch(2, [provider(1)])[1]["code"] == "seq"
        assert names(practice_a) == {}

    def test_of_unchanged_rows_touches_none(self, caller: Caller) -> None:
        caller.open()
        caller.batch(1, [provider(1), provider(2)])

        _, told = caller.batch(2, [provider(1), provider(2, "Other")])

        assert (told["changed"], told["unchanged"]) == (1, 1)

    def test_keeps_the_later_of_two_rows_with_one_key(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1, "Before"), provider(1, "After")])

        assert "After" in names(practice_a)["1"]

    @pytest.mark.parametrize(
        "row", [(1,), (*provider(1), 1), (None, *provider(1)[1:]), ("x" * 300, *provider(1)[1:])]
    )
    def test_of_another_shape_is_refused_whole(
        self, caller: Caller, practice_a: Practice, row: tuple[object, ...]
    ) -> None:
        caller.open()

        assert caller.batch(1, [provider(5), row])[0] == 422
        assert names(practice_a) == {}
        assert caller.batch(1, [provider(5)])[0] == 200

    def test_that_is_none_or_too_large_is_refused(self, caller: Caller) -> None:
        caller.open()
        place = "streams/provider/batches/1/1"

        assert caller.call("PUT", place, b"junk")[1]["code"] == "batch"
        assert caller.call("PUT", place, b"0" * (BODY_BYTES_MAX + 1))[0] == 413

    def test_for_a_table_that_is_not_read_is_refused(self, caller: Caller) -> None:
        assert caller.call("PUT", "streams/nosuchtable/batches/1/1", body(1, []))[0] == 404

    def test_waits_while_a_person_paused_the_stream(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open()
        with in_practice(practice_a):
            Stream.objects.update(paused="Being looked at")

        assert caller.batch(1, [provider(1)])[0] == 423

    def test_leaves_one_event_and_no_value(self, caller: Caller, practice_a: Practice) -> None:
        caller.open()
        caller.batch(1, [provider(1, "Secretname")])

        events = Event.objects.filter(subject_kind="sync_batch")
        assert [event.actor for event in events] == [f"agent:{caller.key_id}"]
        assert "Secretname" not in str(list(Event.objects.values()))

    def test_never_reaches_another_practice(
        self, caller: Caller, practice_a: Practice, practice_b: Practice
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1)])
        other = approved(practice_b)
        other.open()
        other.batch(1, [provider(2)])

        assert list(names(practice_a)) == ["1"]
        assert list(names(practice_b)) == ["2"]


class TestEpoch:
    def test_begins_anew_with_another_or_an_older_source(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1)], cursor="window:x")

        _, told = caller.open(identity="db2")

        assert standing(told) == (2, 1, "")
        assert caller.batch(2, [provider(1)], epoch=1)[1]["code"] == "epoch"
        with in_practice(practice_a):
            assert Stream.objects.get().holds_deletes

    def test_begins_anew_where_a_table_that_only_grows_lost_its_newest_rows(
        self, caller: Caller
    ) -> None:
        caller.open("procnote", top=9)

        assert caller.open("procnote", top=10)[1]["epoch"] == 1
        assert caller.open("procnote", top=8)[1]["epoch"] == 2

    def test_of_every_table_begins_anew_when_one_shows_that_the_database_is_older(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        caller.open()
        caller.open("securitylog", top=5)
        caller.open("procnote", top=9)
        caller.batch(1, [provider(1)], cursor="window:x")

        caller.open("procnote", top=8)
        caller.open("securitylog", top=4)

        assert standing(caller.open()[1]) == (2, 1, "")
        with in_practice(practice_a):
            held = set(Stream.objects.values_list("epoch", "holds_deletes"))
        assert held == {(2, True)}

    def test_begins_anew_when_the_program_is_an_older_version(self, caller: Caller) -> None:
        caller.open(program="24.3.10.0")

        assert caller.open(program="24.3.9.0")[1]["epoch"] == 2
        assert caller.open(program="24.3.9.0")[1]["epoch"] == 2

    def test_goes_on_where_rows_come_and_go(self, caller: Caller) -> None:
        caller.open(top=9)

        assert caller.open(top=8)[1]["epoch"] == 1


class TestCycle:
    def test_makes_tables_as_fresh_as_it_says(self, caller: Caller, practice_a: Practice) -> None:
        caller.open()
        caller.batch(1, [provider(1)], cursor="window:x")
        later = "2026-11-20T12:30:00Z"

        assert caller.call("POST", "cycles", Cycle(epochs={"provider": 1}, db_now=later))[0] == 200
        other = Cycle(epochs={"provider": 2}, db_now="2026-11-20T13:00:00Z")
        caller.call("POST", "cycles", other)

        with in_practice(practice_a):
            assert Stream.objects.get().read_to == datetime.fromisoformat(later)


class TestComparing:
    def test_finds_what_differs_and_buries_what_was_missed_twice(
        self, caller: Caller, practice_a: Practice, settings: Settings
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1), provider(2), provider(3)])
        one, two = _hash(provider(1)), _hash(provider(2, "Changed"))
        told = Compare(epoch=1, first=0, last=0, buckets=(Bucket(0, 2, digest_of([one, two])),))

        assert caller.call("POST", "streams/provider/compare", told)[1] == {"buckets": [0]}
        rows = Hashes(epoch=1, rows=(("1", one.hex()), ("2", two.hex())))
        wanted = caller.call("PUT", "streams/provider/compare/0", rows)[1]
        assert wanted == {"keys": ["2"], "missing": ["3"]}

        gone = Missing(epoch=1, keys=("3",), db_now=DB_NOW)
        too_soon = caller.call("POST", "streams/provider/missing", gone)
        assert too_soon[1] == {"gone": 0, "held": 0}
        settings.SYNC_CONFIRM_SECONDS = 0
        assert caller.call("POST", "streams/provider/missing", gone)[1]["gone"] == 1
        assert list(names(practice_a)) == ["1", "2"]

    def test_agrees_about_buckets_that_are_alike_or_empty(self, caller: Caller) -> None:
        caller.open()
        caller.batch(1, [provider(1), provider(5000)])
        alike = Bucket(1, 1, digest_of([_hash(provider(5000))]))
        told = Compare(epoch=1, first=0, last=2, buckets=(alike,))

        assert caller.call("POST", "streams/provider/compare", told)[1] == {"buckets": [0]}

    def test_buries_nothing_it_did_not_miss_itself(
        self, caller: Caller, practice_a: Practice, settings: Settings
    ) -> None:
        settings.SYNC_CONFIRM_SECONDS = 0
        caller.open()
        caller.batch(1, [provider(1)])

        told = Missing(epoch=1, keys=("1",), db_now=DB_NOW)

        assert caller.call("POST", "streams/provider/missing", told)[1]["gone"] == 0
        assert list(names(practice_a)) == ["1"]

    def test_brings_back_what_returned(
        self, caller: Caller, practice_a: Practice, settings: Settings
    ) -> None:
        settings.SYNC_CONFIRM_SECONDS = 0
        caller.open()
        caller.batch(1, [provider(1)])
        caller.call("PUT", "streams/provider/compare/0", Hashes(epoch=1, rows=()))
        caller.call(
            "POST", "streams/provider/missing", Missing(epoch=1, keys=("1",), db_now=DB_NOW)
        )
        assert names(practice_a) == {}

        caller.batch(2, [provider(1)])

        assert list(names(practice_a)) == ["1"]

    def test_holds_deletes_that_are_too_many_or_of_a_new_epoch(
        self, caller: Caller, practice_a: Practice, settings: Settings
    ) -> None:
        settings.SYNC_CONFIRM_SECONDS = 0
        caller.open()
        caller.open(identity="db2")
        caller.batch(1, [provider(1)], epoch=2)
        caller.call("PUT", "streams/provider/compare/0", Hashes(epoch=2, rows=()))

        told = Missing(epoch=2, keys=("1",), db_now=DB_NOW)

        assert caller.call("POST", "streams/provider/missing", told)[1] == {"gone": 0, "held": 1}
        assert list(names(practice_a)) == ["1"]


class TestHeartbeat:
    def test_is_kept(self, caller: Caller) -> None:
        stream = StreamHealth(table="provider", mode="window", lag_seconds=4)
        told = Heartbeat(agent_version="2", uptime_seconds=60, streams=(stream,))

        assert caller.call("POST", "heartbeat", told)[0] == 200
        agent = Agent.objects.get(key_id=caller.key_id)
        assert agent.said["streams"][0]["lag_seconds"] == 4
        assert agent.seen_at

    def test_with_nonsense_names_the_place(self, caller: Caller) -> None:
        status, told = caller.call("POST", "heartbeat", b'{"agent_version": 7}')

        assert status == 400
        assert "agent_version" in told["detail"]


def _hash(row: tuple[object, ...]) -> bytes:
    return row_hash(canonical(row))


class TestAnotherPractice:
    """The key says in which practice an agent stands; nothing it says can change that."""

    @pytest.fixture
    def other(self, practice_b: Practice) -> Caller:
        """The neighbour's agent, which has read two rows."""
        caller = approved(practice_b)
        caller.open(identity="db2")
        assert (
            caller.batch(1, [provider(1, "Theirs"), provider(2)], cursor="backfill:x:2")[0] == 200
        )
        return caller

    def test_cannot_be_read_or_changed_by_any_call(
        self, caller: Caller, other: Caller, practice_b: Practice
    ) -> None:
        before = left_at(practice_b, other)
        opened = caller.open()[1]
        assert [opened[name] for name in ("epoch", "seq", "cursor")] == [1, 1, ""]
        theirs = row_hash(canonical(provider(1, "Theirs"))).hex()
        calls: list[tuple[str, str, object]] = [
            ("PUT", "streams/provider/batches/1/2", body(2, [provider(1, "Mine")])),
            ("POST", "streams/provider/compare", Compare(epoch=1, first=0, last=9, buckets=())),
            ("PUT", "streams/provider/compare/0", Hashes(epoch=1, rows=())),
            ("PUT", "streams/provider/compare/0", Hashes(epoch=1, rows=(("1", theirs),))),
            ("POST", "streams/provider/missing", Missing(epoch=1, keys=("1", "2"), db_now=DB_NOW)),
            ("POST", "cycles", Cycle(epochs={"provider": 1}, db_now=DB_NOW)),
            ("POST", "heartbeat", Heartbeat(agent_version="9", uptime_seconds=1)),
            ("GET", "config", b""),
        ]

        told = [caller.call(*call) for call in calls]

        assert told[0][1]["expected_seq"] == 1
        assert [answer for _, answer in told[1:5]] == [
            {"buckets": []},
            {"keys": [], "missing": []},
            {"keys": ["1"], "missing": []},
            {"gone": 0, "held": 0},
        ]
        assert left_at(practice_b, other) == before
        assert "Theirs" not in str(told)

    def test_holds_its_own_row_of_the_same_key(
        self, caller: Caller, other: Caller, practice_a: Practice, practice_b: Practice
    ) -> None:
        caller.open()
        caller.batch(1, [provider(1, "Mine")])

        assert "Mine" in names(practice_a)["1"]
        assert "Theirs" in names(practice_b)["1"]

    def test_is_not_entered_under_the_name_of_its_agent(
        self, caller: Caller, other: Caller, practice_b: Practice
    ) -> None:
        before = left_at(practice_b, other)
        request = caller.signed("POST", "cycles", b"{}")
        named = request.headers["Signature-Input"]
        assert caller.key_id in named
        request.headers["Signature-Input"] = named.replace(caller.key_id, other.key_id)

        assert caller.send(request)[1]["code"] == "signature"
        assert left_at(practice_b, other) == before

    def test_gets_no_agent_by_a_code_of_ours(
        self, practice_a: Practice, practice_b: Practice
    ) -> None:
        caller = Caller()
        caller.enrol(actions.issue_code(practice=practice_a, now=NOW))

        assert Agent.objects.get(key_id=caller.key_id).practice == practice_a
        assert not practice_b.agents.exists()


def left_at(practice: Practice, caller: Caller) -> list[object]:
    """All that a practice holds of its agent."""
    with in_practice(practice):
        tables = [
            list(model.objects.order_by("pk").values()) for model in (SourceRow, Batch, Stream)
        ]
    return [*tables, list(Agent.objects.filter(key_id=caller.key_id).values("state", "said"))]
