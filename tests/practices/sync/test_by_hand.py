"""What people write by hand is proved by the practice's own rows, and not by a word."""

from datetime import timedelta
from typing import Any

import msgspec
import psycopg
import pytest
from django.db import connection

from practices.mirror.models import ReadMark
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions
from practices.sync.kinds import ClaimPayment
from practices.sync.models import WriteBack, WriteBackState
from tests.practices.sync.by_hand import (
    FEEDS,
    LATER,
    MUCH_LATER,
    by_hand,
    check,
    claim,
    entered,
    line,
    look,
    newer_file,
    read_to,
    sent,
)
from tests.practices.sync.orders import CLAIM, LINES, NOW, ordered, payment, state_of
from tests.practices.sync.source import put

S = WriteBackState


def tell(practice: Practice, row: WriteBack) -> WriteBack:
    with in_practice(practice):
        return actions.tell_written(write_back_id=row.pk, now=NOW)


class TestSeen:
    @pytest.mark.parametrize("says_so", [False, True])
    def test_is_proved_whether_or_not_a_person_says_so(
        self, practice_a: Practice, says_so: bool
    ) -> None:
        read_to(practice_a, NOW)
        row = ordered(practice_a, by_hand())
        if says_so:
            tell(practice_a, row)
        entered(practice_a)
        read_to(practice_a, LATER)

        assert look(practice_a) == 1

        found = state_of(practice_a, row)
        assert (found.state, found.proved_at) == (S.CONFIRMED, LATER)
        assert found.shown_by == [str(key) for key in LINES]

    def test_may_stand_on_rows_with_keys_of_their_own(self, practice_a: Practice) -> None:
        row = ordered(practice_a, by_hand())
        claim(practice_a)
        for key in LINES:
            line(practice_a, key, paid_cents=10_00)
            line(practice_a, key + 50, status="supplemental")
        check(practice_a, cents=720_00)
        read_to(practice_a, LATER)
        with in_practice(practice_a):
            assert look(practice_a) == 1
        assert state_of(practice_a, row).shown_by == ["951", "952"]

    def test_may_be_on_one_check_with_other_claims(self, practice_a: Practice) -> None:
        row = ordered(practice_a, by_hand())
        entered(practice_a)
        line(practice_a, 5, claim_id="8", paid_cents=50_00)
        check(practice_a, cents=750_00)
        read_to(practice_a, LATER)

        look(practice_a)

        assert state_of(practice_a, row).state == S.CONFIRMED

    def test_is_not_looked_for_in_what_was_read_before(self, practice_a: Practice) -> None:
        ordered(practice_a, by_hand())
        entered(practice_a)
        read_to(practice_a, NOW - timedelta(seconds=1))

        assert look(practice_a) == 0

    def test_waits_until_all_rows_are_records(self, practice_a: Practice) -> None:
        ordered(practice_a, by_hand())
        entered(practice_a)
        with in_practice(practice_a):
            put("claimproc", LINES[0], ClaimNum=CLAIM)
        read_to(practice_a, LATER)
        with in_practice(practice_a):
            ReadMark.objects.update(change=-1)

        assert look(practice_a) == 0


WRONG = {
    "a cent less": ({"paid_cents": 349_99}, {}, "paid 349.99 and not 350.00"),
    "no write-off": ({"write_off_cents": 0}, {}, "write-off 0.00 and not 100.00"),
    "a deductible": ({"deductible_cents": 5}, {}, "deductible 0.05 and not 0.00"),
    "not received": ({"status": "waiting"}, {}, "not received"),
    "on no check": ({"payment_id": None}, {}, "on several checks"),
    "another number": ({}, {"number": "EFT2"}, "Check number EFT2 and not EFT1."),
    "a cent more on the check": ({}, {"cents": 700_01}, "The check is 700.01"),
    "another day": ({}, {"entered_on": NOW.date()}, "and not 2026-11-20."),
}


class TestTypedWrong:
    @pytest.mark.parametrize(("on_line", "on_check", "words"), WRONG.values(), ids=list(WRONG))
    def test_is_shown_and_never_proved(
        self,
        practice_a: Practice,
        on_line: dict[str, object],
        on_check: dict[str, Any],
        words: str,
    ) -> None:
        read_to(practice_a, NOW)
        row = tell(practice_a, ordered(practice_a, by_hand()))
        entered(practice_a)
        line(practice_a, LINES[0], **on_line)
        check(practice_a, **on_check)
        read_to(practice_a, MUCH_LATER)

        assert look(practice_a, MUCH_LATER) == 0

        found = state_of(practice_a, row)
        assert found.state == S.NOT_SEEN
        assert words in found.detail

    def test_is_proved_once_it_is_mended(self, practice_a: Practice) -> None:
        read_to(practice_a, NOW)
        row = tell(practice_a, ordered(practice_a, by_hand()))
        sent(practice_a)
        read_to(practice_a, MUCH_LATER)
        look(practice_a, MUCH_LATER)
        assert "not received" in state_of(practice_a, row).detail

        entered(practice_a)
        assert look(practice_a, MUCH_LATER) == 1

        assert state_of(practice_a, row).state == S.CONFIRMED

    def test_is_given_time(self, practice_a: Practice) -> None:
        read_to(practice_a, NOW)
        row = tell(practice_a, ordered(practice_a, by_hand()))
        sent(practice_a)
        read_to(practice_a, LATER)

        look(practice_a, LATER)
        assert state_of(practice_a, row).state == S.TOLD
        read_to(practice_a, NOW + timedelta(microseconds=-1))
        look(practice_a, MUCH_LATER)

        assert state_of(practice_a, row).state == S.TOLD


class TestEqualOrders:
    def test_are_not_both_proved_by_one_row(self, practice_a: Practice) -> None:
        first, second = (ordered(practice_a, by_hand(), key=name) for name in ("p1", "p2"))
        entered(practice_a)
        read_to(practice_a, LATER)

        assert look(practice_a) == 1
        assert look(practice_a) == 0

        states = [state_of(practice_a, row).state for row in (first, second)]
        assert states == [S.CONFIRMED, S.BY_HAND]

    def test_are_proved_by_rows_of_their_own(self, practice_a: Practice) -> None:
        for name in ("p1", "p2"):
            ordered(practice_a, by_hand(), key=name)
        entered(practice_a)
        for key in LINES:
            line(practice_a, key + 50, status="supplemental", payment_id="78")
        check(practice_a, "78")
        read_to(practice_a, LATER)

        assert look(practice_a) == 2

    @pytest.mark.parametrize("state", [S.APPLIED, S.CONFIRMED, S.SETTLED])
    def test_are_not_proved_by_what_stands_for_an_older_one(
        self, practice_a: Practice, state: S
    ) -> None:
        older = ordered(practice_a, payment(), key="p1")
        row = ordered(practice_a, by_hand(), key="p2")
        with in_practice(practice_a):
            WriteBack.objects.filter(pk=older.pk).update(state=state)
        entered(practice_a)
        read_to(practice_a, LATER)

        assert look(practice_a) == 0
        assert state_of(practice_a, row).state == S.BY_HAND


class TestTwoRuns:
    def test_at_once_do_not_give_out_one_row_twice(self, practice_a: Practice) -> None:
        ordered(practice_a, by_hand())
        entered(practice_a)
        read_to(practice_a, LATER)
        name = f"sync.by_hand:{practice_a.pk}"

        with psycopg.connect(**connection.get_connection_params()) as other:
            other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
            assert look(practice_a) == 0

        assert look(practice_a) == 1


class TestTakenBack:
    def test_is_proved_once_nothing_of_it_is_left(self, practice_a: Practice) -> None:
        row = ordered(practice_a, by_hand())
        entered(practice_a)
        read_to(practice_a, LATER)
        look(practice_a)
        with in_practice(practice_a):
            actions.take_back(key=row.key, kind="claim_payment_undone", now=NOW)
            undone = WriteBack.objects.get(kind="claim_payment_undone")

        assert look(practice_a) == 0
        line(practice_a, LINES[0], status="waiting", paid_cents=0, write_off_cents=0)
        assert look(practice_a) == 0
        sent(practice_a)
        assert look(practice_a) == 1

        assert state_of(practice_a, undone).state == S.CONFIRMED

    def test_and_ordered_anew_waits_for_the_taking_back(self, practice_a: Practice) -> None:
        row = ordered(practice_a, by_hand())
        entered(practice_a)
        read_to(practice_a, LATER)
        look(practice_a)
        with in_practice(practice_a):
            actions.take_back(key=row.key, kind="claim_payment_undone", now=NOW)
        again = ordered(practice_a, by_hand(), key="p2")
        with in_practice(practice_a):
            WriteBack.objects.filter(pk=again.pk).update(subject_id=row.subject_id)

        assert look(practice_a) == 0
        sent(practice_a)
        assert look(practice_a) == 1
        entered(practice_a)
        assert look(practice_a) == 1

        assert state_of(practice_a, again).state == S.CONFIRMED


class TestFiles:
    def body(self) -> ClaimPayment:
        body = by_hand(claim_key=None, claim_ref="f/7")
        told = tuple(
            msgspec.structs.replace(one, key=None, ref=f"f/7-{place}")
            for place, one in enumerate(body.lines)
        )
        return msgspec.structs.replace(body, lines=told)

    def test_show_payments_by_their_records(self, practice_a: Practice) -> None:
        row = ordered(practice_a, self.body())
        claim(practice_a, "f/7")
        for place in (0, 1):
            line(practice_a, f"f/7-{place}", claim_id="f/7")
        check(practice_a)
        read_to(practice_a, LATER, FEEDS)

        assert look(practice_a) == 1
        assert state_of(practice_a, row).state == S.CONFIRMED

    def test_without_checks_show_the_lines(self, practice_a: Practice) -> None:
        ordered(practice_a, self.body())
        for place in (0, 1):
            line(practice_a, f"f/7-{place}", claim_id="f/7", payment_id=None)
        read_to(practice_a, LATER, FEEDS[1:2])

        assert look(practice_a) == 1

    def test_that_are_looked_at_again_are_no_newer_files(self, practice_a: Practice) -> None:
        read_to(practice_a, NOW, FEEDS)
        row = tell(practice_a, ordered(practice_a, self.body()))
        claim(practice_a, "f/7", status="sent")
        newer_file(practice_a, NOW - timedelta(hours=3))
        read_to(practice_a, MUCH_LATER, FEEDS)

        look(practice_a, MUCH_LATER)
        assert state_of(practice_a, row).state == S.TOLD
        newer_file(practice_a, MUCH_LATER)
        look(practice_a, MUCH_LATER)

        assert state_of(practice_a, row).state == S.NOT_SEEN

    def test_that_never_come_leave_it_unseen_after_three_days(self, practice_a: Practice) -> None:
        read_to(practice_a, NOW, FEEDS)
        row = tell(practice_a, ordered(practice_a, self.body()))
        read_to(practice_a, NOW + timedelta(days=4), FEEDS)

        look(practice_a, NOW + timedelta(days=4))

        assert state_of(practice_a, row).state == S.NOT_SEEN

    def test_without_lines_let_a_word_end_it(self, practice_a: Practice) -> None:
        read_to(practice_a, NOW, ("feed_patient",))
        row = ordered(practice_a, self.body())

        assert tell(practice_a, row).state == S.SETTLED
