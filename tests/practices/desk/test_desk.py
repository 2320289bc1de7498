"""The desk as a person meets it: its queues, and what may be done from its rows."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from compliance.access.roles import Role
from practices.desk import actions, queries
from practices.desk.models import Item, SavedView
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.databases import NOW, TODAY
from tests.test_access import person


def put(practice: Practice, question: str = "", cents: int = 100_00, days: int = 0) -> uuid.UUID:
    subject_id = uuid.uuid4()
    new = actions.NewItem(
        kind="claim_payment",
        subject_id=subject_id,
        path=f"/p/{practice.public_id}/payments/{subject_id}/",
        question=question,
        words="Which claim is it?" if question else "Ready to post",
        payer_name="Sample Payer",
        cents=cents,
        since_on=TODAY,
        due_on=TODAY + timedelta(days=days),
        reference="TRACE-1",
    )
    with in_practice(practice):
        actions.put([new], now=NOW)
    return subject_id


class TestByQuestion:
    def test_counts_sums_and_tells_what_is_late(self, practice_a: Practice) -> None:
        for question, cents, days in [("", 100_00, 2), ("", 50_00, -1), ("WHICH_CLAIM", 7_00, 0)]:
            put(practice_a, question, cents, days)

        found = queries.by_question(queries.Scope((practice_a.pk,)), today=TODAY)

        assert found == {
            "": queries.Waiting(2, 150_00, 1),
            "WHICH_CLAIM": queries.Waiting(1, 7_00, 0),
        }
        assert queries.all_of(found.values()) == queries.Waiting(3, 157_00, 1)

    def test_keeps_to_one_practice(self, practice_a: Practice, practice_b: Practice) -> None:
        put(practice_a)
        put(practice_b)

        scope = queries.Scope((practice_a.pk, practice_b.pk))
        found = queries.by_question(scope, today=TODAY, practice_id=practice_b.pk)

        assert queries.all_of(found.values()).count == 1


class TestTotal:
    @pytest.mark.parametrize("question", ["", "none", "WHICH_CLAIM", "NOTHING_ASKS_THIS"])
    def test_is_that_of_the_rows_shown(
        self, practice_a: Practice, practice_b: Practice, question: str
    ) -> None:
        for practice, asked, cents in [
            (practice_a, "", 100_00), (practice_a, "WHICH_CLAIM", 7_00), (practice_b, "", 3_00),
        ]:  # fmt: skip
            put(practice, asked, cents)
        scope = queries.Scope((practice_a.pk, practice_b.pk))
        waiting = queries.by_question(scope, today=TODAY)

        for kind in ("", "claim_payment", "another"):
            filters = queries.Filters(question=question, kind=kind)
            told, rows = queries.total(scope, filters, waiting), queries.page(scope, filters).rows
            assert (told.count, told.cents) == (len(rows), sum(row.cents for row in rows))


@pytest.fixture
def biller(practice_a: Practice) -> Client:
    return person(at=practice_a, role=Role.CENTRAL_BILLER)


class TestPage:
    def test_tells_payments_apart_by_their_trace(
        self, practice_a: Practice, biller: Client
    ) -> None:
        put(practice_a)

        assert "TRACE-1" in biller.get("/desk/").text

    def test_has_a_tick_only_for_what_is_ready(self, practice_a: Practice, biller: Client) -> None:
        put(practice_a, "WHICH_CLAIM")
        assert "data-tick " not in biller.get("/desk/").text

        put(practice_a)
        assert biller.get("/desk/").text.count("data-tick ") == 1

    def test_brings_back_what_was_put_off(self, practice_a: Practice, biller: Client) -> None:
        item = Item.objects.get(subject_id=put(practice_a))
        actions.snooze(item=item, reason="payer", until=TODAY + timedelta(days=9))

        assert f"/desk/{item.pk}/waking/" in biller.get("/desk/?state=snoozed").text
        biller.post(f"/desk/{item.pk}/waking/")

        item.refresh_from_db()
        assert item.state == "open"

    def test_keeps_the_practice_when_the_queue_changes(
        self, practice_a: Practice, biller: Client
    ) -> None:
        put(practice_a)

        page = biller.get(f"/desk/?practice={practice_a.pk}").text

        assert f"?question=none&amp;practice={practice_a.pk}" in page

    def test_forgets_a_saved_view_of_ones_own(self, practice_a: Practice, biller: Client) -> None:
        other = person(at=practice_a, role=Role.CENTRAL_BILLER)
        for client in (biller, other):
            client.post("/desk/views/", {"name": "Old ones", "query": "sort=age"})

        biller.post("/desk/views/removal/", {"name": "Old ones"})

        assert SavedView.objects.count() == 1
        assert "Old ones" in other.get("/desk/").text
