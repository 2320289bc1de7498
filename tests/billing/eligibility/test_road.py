"""A visit to come is asked for, answered, judged and kept, through a real server and back."""

from datetime import timedelta

import pytest

from billing.eligibility import actions, queries
from billing.eligibility.models import BenefitRecord, Evidence, Inquiry, PayerHabit
from practices.desk.models import Item
from practices.events.models import Event
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.eligibility import stories
from tests.billing.eligibility.stories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # each answer is read in a child
EVENING = NOW + timedelta(hours=9)


@pytest.fixture
def visit(practice_a: Practice) -> Practice:
    with in_practice(practice_a):
        stories.member()
    return practice_a


class TestLookAhead:
    def test_lays_one_a_month_and_one_on_the_eve(self, visit: Practice) -> None:
        assert stories.look(visit) == 1
        assert stories.look(visit, now=NOW + timedelta(minutes=10)) == 0
        assert stories.look(visit, now=EVENING) == 1

        with in_practice(visit):
            laid = set(Inquiry.objects.values_list("once", flat=True))
        assert laid == {"v1:2026-11", "v1:eve:2026-11-24"}

    def test_leaves_the_eve_out_when_it_was_answered_that_day(self, visit: Practice) -> None:
        stories.look(visit)
        with stories.clearinghouse():
            stories.ask()

        assert stories.look(visit, now=EVENING) == 0

    def test_leaves_visits_that_are_far(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            stories.member(days=9)

        assert stories.look(practice_a) == 0


class TestAsking:
    @pytest.mark.parametrize("door", ["plain", "core_mime"])
    def test_keeps_benefits_with_their_proof(self, visit: Practice, door: str) -> None:
        stories.look(visit)

        with stories.clearinghouse(door=door):
            stories.ask()

        told = stories.record(visit)
        assert told.state == "current"
        assert told.benefits.is_active is True
        assert {s.service_class: s.plan_percent for s in told.benefits.shares}["preventive"] == 100
        with in_practice(visit):
            proof = Evidence.objects.order_by("pk").first()
            assert proof is not None
            assert b"Sample1" not in bytes(proof.question)
            assert Event.objects.filter(name="benefits.changed").exists()
            assert "v1" in queries.benefits_for(["v1", "v2"])

    @pytest.mark.parametrize(
        ("behaviour", "state"),
        [
            ("notfound", "not_found"),
            ("inactive", "inactive"),
            ("othermember", "needs_person"),
            ("broken", "due"),
            ("garbage", "due"),
            ("cut", "due"),
            ("down", "due"),
        ],
    )
    def test_notes_what_became_of_it(self, visit: Practice, behaviour: str, state: str) -> None:
        stories.look(visit)

        with stories.clearinghouse(behaviour):
            stories.ask()

        assert stories.inquiry(visit).state == state
        with in_practice(visit):
            assert Evidence.objects.count() >= 1
            current = BenefitRecord.objects.filter(state="current", told__is_active=True)
            assert not current.exists()

    def test_a_payer_that_stays_down_is_asked_later_and_later(self, visit: Practice) -> None:
        stories.look(visit)
        now, waits = NOW, []
        with stories.clearinghouse("broken"):
            for _ in range(4):
                stories.ask(now=now)
                row = stories.inquiry(visit)
                assert row.next_try_at is not None
                waits.append(row.next_try_at - now)
                now = row.next_try_at

        assert row.state == "payer_down"
        assert waits == sorted(waits)
        with stories.clearinghouse():
            stories.ask(now=now)
        assert stories.inquiry(visit).state == "answered"

    def test_without_a_clearinghouse_everything_waits(self, visit: Practice) -> None:
        stories.look(visit)

        assert stories.ask() == 0
        assert stories.inquiry(visit).state == "due"

    def test_who_cannot_be_asked_for_is_a_persons(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            stories.member(number="")
        stories.look(practice_a)

        with stories.clearinghouse() as house:
            stories.ask()

        assert house.heard == []
        assert stories.inquiry(practice_a).why == "Not known: the member number."


class TestInvertedPayer:
    def test_waits_in_quarantine_and_is_turned_for_good(self, visit: Practice) -> None:
        stories.look(visit)
        with stories.clearinghouse("inverted"):
            stories.ask()
        held = stories.record(visit)
        assert held.state == "quarantined"
        with in_practice(visit):
            assert queries.benefits_for(["v1"]) == {}

            assert actions.turn(held.pk, name="Pat", now=NOW) == 1

            percents = {
                s.service_class: s.plan_percent for s in queries.whole_for(["v1"])["v1"].shares
            }
            assert (percents["preventive"], percents["crowns"]) == (100, 50)
            stories.member("2", number="W200")
        stories.look(visit)
        with stories.clearinghouse("inverted"):
            stories.ask()
        assert stories.record(visit, "v2").state == "current"

    def test_is_caught_by_what_it_said_before(self, practice_a: Practice) -> None:
        """Preventive alone is told: no order of classes shows the turn, memory does."""
        with in_practice(practice_a):
            for n in range(4):
                stories.member(str(n), number=f"W{n}", codes=())
        stories.look(practice_a)
        with stories.clearinghouse():
            stories.ask()
        with in_practice(practice_a):
            assert PayerHabit.objects.get().percents["preventive"] == {"100": 4}
            stories.member("9", number="W9", codes=())
        stories.look(practice_a)

        with stories.clearinghouse("inverted"):
            stories.ask()

        held = stories.record(practice_a, "v9")
        assert held.state == "quarantined"
        assert held.doubts[0]["words"] == "This payer said the opposite percents until now."

    def test_a_contradiction_is_not_turned(self, visit: Practice) -> None:
        stories.look(visit)
        with stories.clearinghouse("contradictory"):
            stories.ask()
        held = stories.record(visit)

        with in_practice(visit):
            assert actions.turn(held.pk, name="Pat", now=NOW) == 0
            actions.reject(held.pk, name="Pat", now=NOW)
            with pytest.raises(actions.AlreadyDecided):
                actions.reject(held.pk, name="Pat", now=NOW)

        assert stories.record(visit).state == "rejected"


class TestDesk:
    def test_shows_a_problem_once_and_takes_it_off(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            stories.member(number="XNOTFOUND1", codes=("D1110",))
        stories.look(practice_a)
        with stories.clearinghouse():
            stories.ask()
        item = Item.objects.get(kind="eligibility")
        assert (item.question, item.state) == ("ELIG_NOT_FOUND", "open")
        assert item.due_on == NOW.date() + timedelta(days=1)
        assert "Sample1" not in item.words + item.path

        with in_practice(practice_a):
            stories.member(number="W1", codes=("D1110",))
            cover = queries.covers(["v1"])["v1"]
            actions.ask_now(cover, planned=["D1110"], now=NOW + timedelta(minutes=5))
        with stories.clearinghouse():
            stories.ask(now=NOW + timedelta(minutes=5))

        item.refresh_from_db()
        assert (item.state, item.outcome) == ("done", "settled")
