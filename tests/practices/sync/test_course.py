"""The course of an order, and what is ordered: decided from values alone."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from practices.sync import copies, kinds
from practices.sync.course import WORDS, WriteBackState, can_be_ordered_again, can_be_withdrawn
from practices.sync.health import Colour, Health
from practices.sync.outcomes import PAUSES, TRIES_MAX, lapsed, verdict_of
from practices.sync.writing_health import WritesSeen, with_writes
from practices.wire import commands
from tests.practices.sync.orders import CLAIM, LINES, PAID, SENT, payment

S = WriteBackState
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


class TestVerdict:
    @pytest.mark.parametrize(
        ("outcome", "state"),
        [
            ("applied", S.APPLIED), ("already_applied", S.APPLIED), ("refused", S.REFUSED),
            ("precondition_failed", S.PRECONDITION_FAILED), ("unknown", S.UNKNOWN),
            ("expired", S.EXPIRED), ("rehearsed", S.APPROVED),
        ],
    )  # fmt: skip
    def test_follows_the_outcome(self, outcome: str, state: S) -> None:
        assert verdict_of(outcome, tries=1, may_have_written=True).state is state

    def test_repeats_what_did_not_get_through_for_a_day(self) -> None:
        told = [verdict_of("not_now", tries=n, may_have_written=False) for n in range(1, 6)]

        assert [one.pause for one in told] == [*PAUSES, None]
        assert told[-1].state is S.DEAD
        assert timedelta(hours=20) < sum(PAUSES, timedelta()) < timedelta(hours=24)

    def test_gives_up_nothing_that_may_be_written(self) -> None:
        assert verdict_of("not_now", tries=5, may_have_written=True).state is S.UNKNOWN
        assert lapsed(tries=TRIES_MAX, may_have_written=True).state is S.UNKNOWN

    def test_has_words_for_every_state(self) -> None:
        assert set(WORDS) == set(S)


class TestPeople:
    @pytest.mark.parametrize("state", list(S))
    def test_withdraw_nothing_an_agent_has_or_has_written(self, state: S) -> None:
        assert not can_be_withdrawn(state, may_have_written=True)
        if state in {S.LEASED, S.APPLIED, S.UNKNOWN, S.CONFIRMED, S.SETTLED}:
            assert not can_be_withdrawn(state, may_have_written=False)

    def test_do_not_order_again_what_goes_on(self) -> None:
        assert {state for state in S if can_be_ordered_again(state)} == {
            S.PRECONDITION_FAILED, S.REFUSED, S.UNKNOWN, S.EXPIRED, S.DEAD,
        }  # fmt: skip


def rows(line: dict[str, object], status: str) -> dict[tuple[str, int], dict[str, object]]:
    claim: dict[str, object] = {"ClaimStatus": status, "DateReceived": None}
    return {("claim", CLAIM): claim, **{("claimproc", number): line for number in LINES}}


class TestKinds:
    def test_a_payment_is_its_lines_then_the_claim_then_the_check(self) -> None:
        steps = kinds.KINDS["claim_payment"].steps(payment())

        assert [type(step) for step in steps] == [
            commands.SetLine, commands.SetLine, commands.SetClaim, commands.AddCheck,
        ]  # fmt: skip
        assert isinstance(steps[-1], commands.AddCheck)
        assert steps[-1].amount_cents == 700_00

    def test_nothing_paid_makes_no_check(self) -> None:
        lines = tuple(msgspec.structs.replace(line, paid_cents=0) for line in payment().lines)

        steps = kinds.KINDS["claim_payment"].steps(payment(lines=lines))

        assert not any(isinstance(step, commands.AddCheck) for step in steps)

    @pytest.mark.parametrize(
        "given",
        [{"claim_key": None}, {"lines": ()}, {"unfit": "The payer adjusts the whole claim."}],
    )
    def test_what_no_agent_can_write_is_done_by_hand(self, given: dict[str, object]) -> None:
        assert kinds.by_hand_because(payment(**given))
        assert not kinds.by_hand_because(payment())

    def test_survive_their_way_through_the_database(self) -> None:
        bodies = {
            "claim_payment": payment(),
            "commlog": kinds.One(step=commands.AddCommlog(patient=1, note="x"), order_key="c:1"),
        }

        for kind, body in bodies.items():
            assert kinds.body_of(kind, kinds.stored(body)) == body

    def test_of_an_earlier_release_are_shown_and_done_by_hand(self) -> None:
        body = kinds.body_of("claim_payment", {"claim": "ALD-1", "trace": "T1", "legs": []})

        assert kinds.by_hand_because(body)
        assert ("Check number", "T1") in [(c.label, c.text) for c in copies.values_of(body)]

    def test_object_to_what_somebody_entered(self) -> None:
        steps = kinds.KINDS["claim_payment"].steps(payment(check_number="EFT1"))
        other = PAID | {"InsPayAmt": "10.0000"}

        assert kinds.objection(steps, rows(SENT, "S")) == ""  # type: ignore[arg-type]  # a story
        assert "other amounts" in kinds.objection(steps, rows(other, "S"))  # type: ignore[arg-type]  # a story
        assert kinds.objection(steps, rows(PAID, "S")) == ""  # type: ignore[arg-type]  # a story


class TestCopies:
    def test_are_the_values_as_they_are_typed(self) -> None:
        told = {copy.label: copy.text for copy in copies.values_of(payment())}

        assert told["Check amount"] == "700.00"
        assert told["ClaimNum"] == str(CLAIM)
        assert copies.lines_of(payment())[0].write_off == "100.00"


def health(colour: Colour = Colour.GREEN, **given: object) -> Health:
    reading = Health(colour, "reading", "Nothing to do.", NOW)
    writes = WritesSeen(is_on=True, **given)  # type: ignore[arg-type]  # a story
    return with_writes(reading, writes, now=NOW)


class TestHealth:
    @pytest.mark.parametrize(
        ("given", "colour", "cause"),
        [
            ({}, Colour.GREEN, "reading"),
            ({"oldest_due_at": NOW - timedelta(minutes=1)}, Colour.GREEN, "reading"),
            ({"oldest_due_at": NOW - timedelta(minutes=3)}, Colour.AMBER, "behind"),
            ({"oldest_due_at": NOW - timedelta(minutes=6)}, Colour.RED, "not written"),
            ({"oldest_unproved_at": NOW - timedelta(minutes=29)}, Colour.GREEN, "reading"),
            ({"oldest_unproved_at": NOW - timedelta(minutes=31)}, Colour.AMBER, "not proved"),
            ({"unknown": 1}, Colour.AMBER, "nobody knows"),
            ({"failed": 1}, Colour.AMBER, "not accepted"),
            ({"has_reached_limit": True}, Colour.AMBER, "limit"),
        ],
    )
    def test_names_what_hinders_writing(
        self, given: dict[str, object], colour: Colour, cause: str
    ) -> None:
        told = health(Colour.GREEN, **given)

        assert told.colour is colour
        assert cause in told.cause

    def test_leaves_reading_the_word_where_it_is_as_bad(self) -> None:
        told = health(Colour.RED, oldest_due_at=NOW - timedelta(hours=1))

        assert told.cause == "reading"
