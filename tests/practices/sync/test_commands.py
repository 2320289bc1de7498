"""Orders as an agent meets them: signed, leased once, fenced, and proved by the read path alone."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions
from practices.sync.kinds import KINDS, One
from practices.sync.models import WriteBack, WriteBackNote, WriteBackState, WriteMode
from practices.sync.outcomes import PAUSES, TRIES_MAX
from practices.wire import commands, dispatch
from practices.wire.commands import Leased, Result, Started
from tests.practices.sync.caller import Caller, approved
from tests.practices.sync.orders import (
    CHECK,
    NOW,
    ordered,
    paid_claim,
    payment,
    sent_claim,
    state_of,
    switched,
    writing_agent,
)

S = WriteBackState


@pytest.fixture
def caller(practice_a: Practice) -> Caller:
    """A writer at a practice with one claim that was sent, where writing is on."""
    made = writing_agent(practice_a)
    sent_claim(practice_a)
    switched(practice_a)
    return made


def leased(caller: Caller) -> list[dict[str, Any]]:
    status, told = caller.call("GET", "commands?wait=0&max=5")
    assert status == 200
    found: list[dict[str, Any]] = told["commands"]
    return found


def tell(caller: Caller, lease: dict[str, Any], what: str, told: object) -> tuple[int, Any]:
    return caller.call("POST", f"commands/{lease['id']}/{lease['attempt']}/{what}", told)


def end(caller: Caller, lease: dict[str, Any], outcome: str, **more: object) -> tuple[int, Any]:
    return tell(caller, lease, "result", Result(outcome=outcome, **more))  # type: ignore[arg-type]  # one of them


APPLIED = {"done": 4, "keys": {"claimpayment": CHECK}}


class TestOrder:
    def test_is_signed_over_what_the_mirror_shows(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        row = ordered(practice_a)

        (lease,) = leased(caller)

        told = msgspec.convert(lease, Leased)
        command = dispatch.opened(told, tuple(caller.enrolled["dispatch_keys"]))
        assert (command.id, command.practice) == (str(row.pk), caller.enrolled["practice"])
        assert [type(step).__name__ for step in command.steps] == [
            "SetLine", "SetLine", "SetClaim", "AddCheck",
        ]  # fmt: skip
        assert {(e.table, e.key) for e in command.expected} == {
            ("claim", 900), ("claimproc", 901), ("claimproc", 902),
        }  # fmt: skip
        assert command.expected[1].values["InsPayAmt"] == "0.0000"

    def test_altered_on_its_way_is_none(self, caller: Caller, practice_a: Practice) -> None:
        ordered(practice_a)
        told = msgspec.convert(leased(caller)[0], Leased)
        forged = msgspec.structs.replace(told, command=told.command.replace("35000", "95000"))

        with pytest.raises(dispatch.NotOurs):
            dispatch.opened(forged, tuple(caller.enrolled["dispatch_keys"]))

    def test_is_given_out_once(self, caller: Caller, practice_a: Practice) -> None:
        ordered(practice_a)

        assert [len(leased(caller)) for _ in range(3)] == [1, 0, 0]

    def test_waits_where_writing_is_off(self, caller: Caller, practice_a: Practice) -> None:
        switched(practice_a, WriteMode.OFF)

        assert ordered(practice_a).state == S.APPROVED
        assert leased(caller) == []

        switched(practice_a)
        with in_practice(practice_a):
            assert actions.sign_waiting(now=NOW) == 1
        assert len(leased(caller)) == 1

    def test_for_rows_the_mirror_lacks_is_not_signed(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        row = ordered(practice_a, payment(claim_key=999))

        assert (row.state, row.detail) == (S.PRECONDITION_FAILED, "Not in the mirror: claim 999.")

    def test_over_what_somebody_entered_by_hand_is_not_signed(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        paid_claim(practice_a)

        row = ordered(practice_a, payment(check_number="OTHER", paid_on="2026-11-19"))

        assert row.state == S.PRECONDITION_FAILED

    def test_without_the_claims_own_number_is_done_by_hand(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        assert ordered(practice_a, payment(claim_key=None)).state == S.BY_HAND


class TestRoles:
    def test_a_reader_is_given_no_order(self, caller: Caller, practice_a: Practice) -> None:
        reader = approved(practice_a)

        status, told = reader.call("GET", "commands?wait=0")

        assert (status, told["code"]) == (403, "role")

    def test_a_writer_pushes_no_rows(self, caller: Caller) -> None:
        status, told = caller.open()

        assert (status, told["code"]) == (403, "role")

    def test_another_practices_writer_cannot_end_an_order(
        self, caller: Caller, practice_a: Practice, practice_b: Practice
    ) -> None:
        ordered(practice_a)
        (lease,) = leased(caller)

        status, _ = end(writing_agent(practice_b), lease, "applied", **APPLIED)

        assert status == 409


class TestAttempt:
    def test_that_lapsed_is_given_out_again_and_fences_the_first(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        row = ordered(practice_a)
        (first,) = leased(caller)
        tell(caller, first, "started", Started())
        with in_practice(practice_a):
            WriteBack.objects.update(lease_until=NOW - timedelta(minutes=1))

        (second,) = leased(caller)

        assert (second["attempt"], second["was_started"]) == (2, True)
        assert end(caller, first, "applied", **APPLIED)[0] == 409
        assert tell(caller, first, "renew", Started())[0] == 409
        assert end(caller, second, "applied", **APPLIED) == (200, {"state": "applied"})
        assert state_of(practice_a, row).tries == 1

    def test_told_twice_is_answered_the_same(self, caller: Caller, practice_a: Practice) -> None:
        ordered(practice_a)
        (lease,) = leased(caller)

        told = [end(caller, lease, "applied", **APPLIED) for _ in range(2)]

        assert told == [(200, {"state": "applied"})] * 2
        assert end(caller, lease, "refused")[0] == 409

    def test_at_an_office_that_is_away_is_repeated_over_a_day(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        row = ordered(practice_a)
        for pause in PAUSES:
            (lease,) = leased(caller)
            end(caller, lease, "not_now", detail="The office is away.")
            found = state_of(practice_a, row)
            assert found.not_before is not None
            assert found.not_before - NOW > pause - timedelta(minutes=1)
            assert leased(caller) == []
            with in_practice(practice_a):
                WriteBack.objects.update(not_before=NOW)
        (lease,) = leased(caller)

        assert end(caller, lease, "not_now")[1] == {"state": "dead"}
        assert state_of(practice_a, row).tries == TRIES_MAX

    def test_that_may_have_written_never_ends_as_dead(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        row = ordered(practice_a)
        with in_practice(practice_a):
            WriteBack.objects.update(tries=TRIES_MAX - 1)
        (lease,) = leased(caller)
        tell(caller, lease, "started", Started())

        end(caller, lease, "not_now")

        assert state_of(practice_a, row).state == S.UNKNOWN


class TestOrderOfOrders:
    def test_of_one_claim_is_kept_until_the_first_is_proved(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        first, second = ordered(practice_a), ordered(practice_a, key="p2")
        assert (first.state, second.state) == (S.QUEUED, S.APPROVED)
        (lease,) = leased(caller)
        end(caller, lease, "applied", **APPLIED)
        with in_practice(practice_a):
            assert actions.sign_waiting(now=NOW) == 0

        paid_claim(practice_a)
        with in_practice(practice_a):
            actions.confirm(now=NOW)
            assert actions.sign_waiting(now=NOW) == 1

    def test_is_held_up_by_one_nobody_is_sure_about(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        ordered(practice_a)
        (lease,) = leased(caller)
        end(caller, lease, "unknown", done=1)

        ordered(practice_a, key="p2")

        assert leased(caller) == []


class TestLimits:
    def test_of_a_day_hold_back_what_is_above(self, caller: Caller, practice_a: Practice) -> None:
        large = payment(lines=(msgspec.structs.replace(payment().lines[0], paid_cents=50_001_00),))

        ordered(practice_a, large)

        assert leased(caller) == []

    def test_hold_back_no_other_kind(self, caller: Caller, practice_a: Practice) -> None:
        ordered(practice_a)
        with in_practice(practice_a):
            for number in range(KINDS["claim_payment"].orders):
                WriteBack.objects.create(
                    key=f"gone {number}", kind="claim_payment", subject_id=new_id(), body={},
                    state=S.CONFIRMED, queued_at=NOW, leased_at=NOW,
                )  # fmt: skip
        assert leased(caller) == []

        step = commands.AddCommlog(patient=55, note="x")
        ordered(practice_a, One(step=step, order_key="c:55"), kind="commlog", key="note")

        assert [one["attempt"] for one in leased(caller)] == [1]


class TestStop:
    def test_is_seen_at_the_next_call(self, caller: Caller, practice_a: Practice) -> None:
        ordered(practice_a)
        (lease,) = leased(caller)
        tell(caller, lease, "started", Started())
        actions.stop_all(organization=practice_a.organization, reason="a drill", now=NOW)

        assert tell(caller, lease, "renew", Started())[1]["stop"]
        assert "a drill" in caller.call("GET", "commands?wait=0")[1]["stopped"]

        actions.lift_stops(organization=practice_a.organization, now=NOW)
        assert caller.call("GET", "commands?wait=0")[1]["stopped"] == ""


class TestRehearsal:
    def test_writes_nothing_and_is_done_in_earnest_once_it_is_on(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        switched(practice_a, WriteMode.REHEARSAL)
        row = ordered(practice_a)
        (lease,) = leased(caller)
        assert '"is_rehearsal":true' in lease["command"]
        end(caller, lease, "rehearsed")
        with in_practice(practice_a):
            assert actions.sign_waiting(now=NOW) == 0
        assert state_of(practice_a, row).state == S.APPROVED

        switched(practice_a)
        with in_practice(practice_a):
            assert actions.sign_waiting(now=NOW) == 1
        (lease,) = leased(caller)

        assert '"is_rehearsal":false' in lease["command"]


class TestProof:
    def applied(self, caller: Caller, practice: Practice, outcome: str = "applied") -> WriteBack:
        row = ordered(practice)
        (lease,) = leased(caller)
        end(caller, lease, outcome, **APPLIED)
        return row

    def test_is_what_the_read_path_shows(self, caller: Caller, practice_a: Practice) -> None:
        row = self.applied(caller, practice_a)
        with in_practice(practice_a):
            assert actions.confirm(now=NOW) == 0

        paid_claim(practice_a)
        with in_practice(practice_a):
            assert actions.confirm(now=NOW) == 1
            words = [note.words for note in WriteBackNote.objects.order_by("pk")]

        assert state_of(practice_a, row).state == S.CONFIRMED
        assert words[-1].startswith("Proved")

    @pytest.mark.parametrize(
        "check", [{"CheckAmt": "699.9900"}, {"CheckNum": "EFT2"}, {"CheckDate": "2026-11-21"}]
    )
    def test_is_not_a_check_that_differs(
        self, caller: Caller, practice_a: Practice, check: dict[str, object]
    ) -> None:
        row = self.applied(caller, practice_a)
        paid_claim(practice_a, **check)

        with in_practice(practice_a):
            assert actions.confirm(now=NOW) == 0

        assert state_of(practice_a, row).state == S.APPLIED

    def test_settles_what_the_agent_was_not_sure_about(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        row = self.applied(caller, practice_a, "unknown")
        paid_claim(practice_a)

        with in_practice(practice_a):
            assert actions.confirm(now=NOW) == 1

        assert state_of(practice_a, row).state == S.CONFIRMED


class TestPeople:
    def test_order_again_by_a_new_order_linked_to_the_old(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        row = ordered(practice_a)
        (lease,) = leased(caller)
        end(caller, lease, "refused", detail="400: locked")

        with in_practice(practice_a):
            fresh = actions.order_again(write_back_id=row.pk, now=NOW)
            actions.sign_waiting(now=NOW)

        assert (fresh.repeats_id, state_of(practice_a, row).state) == (row.pk, S.SETTLED)
        assert leased(caller)[0]["id"] == str(fresh.pk)

    def test_cannot_withdraw_what_an_agent_has(self, caller: Caller, practice_a: Practice) -> None:
        row = ordered(practice_a)
        leased(caller)

        with in_practice(practice_a), pytest.raises(actions.NotNow):
            actions.give_up(write_back_id=row.pk, reason="not wanted", now=NOW)

    def test_say_why(self, caller: Caller, practice_a: Practice) -> None:
        row = ordered(practice_a)

        with in_practice(practice_a), pytest.raises(actions.NoReason):
            actions.give_up(write_back_id=row.pk, reason=" ", now=NOW)

    def test_take_back_what_is_written_by_an_order_of_its_own(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        row = ordered(practice_a)
        (lease,) = leased(caller)
        end(caller, lease, "applied", **APPLIED)
        paid_claim(practice_a)

        with in_practice(practice_a):
            actions.confirm(now=NOW)
            assert actions.take_back(key=row.key, kind="claim_payment_undone", now=NOW)
            actions.sign_waiting(now=NOW)
        (lease,) = leased(caller)

        assert '"call":"check.drop"' in lease["command"]
