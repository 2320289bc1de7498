"""What people write by hand lies on the desk, one thing for each payment of a payer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from compliance.access.roles import Role
from practices.desk import actions as desk
from practices.desk import queries as desk_queries
from practices.desk.models import Item, ItemState
from practices.jobs.handlers import JobNote
from practices.jobs.models import Job
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions
from practices.sync.models import WriteBack, WriteBackState
from practices.sync.tasks import desk as desk_job
from tests.practices.sync.by_hand import (
    LATER,
    MUCH_LATER,
    by_hand,
    claim,
    entered,
    look,
    read_to,
    sent,
)
from tests.practices.sync.caller import approved
from tests.practices.sync.orders import NOW, state_of
from tests.practices.sync.test_writing_pages import seat

S = WriteBackState
GROUP = new_id()


def ordered(practice: Practice, key: str, **given: object) -> WriteBack:
    with in_practice(practice):
        return actions.queue_write_back(
            key=key, kind="claim_payment", subject_id=new_id(), body=by_hand(**given), now=NOW,
            group_id=GROUP,
        )  # fmt: skip


def laid(practice: Practice) -> Item | None:
    """The desk once all that was asked for is done."""
    jobs = list(Job.objects.filter(kind="sync.desk"))
    assert len({(job.practice_id, job.arguments["group"]) for job in jobs}) == 1
    with in_practice(practice):
        job = jobs[0]
        desk_job(JobNote(job.pk, job.kind, job.key, practice.pk, job.arguments, 1, NOW))
    return Item.objects.filter(kind="by_hand").first()


class TestDesk:
    def test_has_one_thing_for_all_claims_of_a_payment(self, practice_a: Practice) -> None:
        approved(practice_a)
        for number in range(3):
            ordered(practice_a, f"p{number}", claim=f"ALD-{number}")

        item = laid(practice_a)

        assert item is not None
        assert (item.subject_id, item.cents, item.reference) == (GROUP, 2100_00, "EFT1")
        assert (item.question, item.words) == ("BY_HAND", "To be written by hand: 3")
        assert item.due_on == item.since_on + timedelta(days=3)
        assert Item.objects.count() == 1

    def test_has_nothing_where_no_system_is_connected(self, practice_a: Practice) -> None:
        ordered(practice_a, "p1")

        assert laid(practice_a) is None

    def test_counts_down_and_closes_as_orders_are_proved(self, practice_a: Practice) -> None:
        approved(practice_a)
        ordered(practice_a, "p1")
        other = ordered(practice_a, "p2", claim_key=8)
        laid(practice_a)
        entered(practice_a)
        read_to(practice_a, LATER)
        look(practice_a)

        item = laid(practice_a)
        assert item is not None
        assert (item.state, item.cents) == (ItemState.OPEN, 700_00)
        with in_practice(practice_a):
            actions.settle(write_back_id=other.pk, reason="Given up", now=NOW)

        item = laid(practice_a)
        assert item is not None
        assert (item.state, item.outcome) == (ItemState.DONE, "written")

    def test_asks_again_for_what_is_not_seen(self, practice_a: Practice) -> None:
        approved(practice_a)
        read_to(practice_a, NOW)
        row = ordered(practice_a, "p1")
        laid(practice_a)
        with in_practice(practice_a):
            actions.tell_written(write_back_id=row.pk, now=NOW)
        item = laid(practice_a)
        assert item is not None
        assert item.state == ItemState.DONE
        sent(practice_a)
        read_to(practice_a, MUCH_LATER)
        look(practice_a, MUCH_LATER)

        item = laid(practice_a)

        assert item is not None
        assert (item.state, item.question) == (ItemState.OPEN, "NOT_SEEN")

    def test_leaves_what_was_put_off_until_its_day(self, practice_a: Practice) -> None:
        approved(practice_a)
        ordered(practice_a, "p1")
        item = laid(practice_a)
        assert item is not None
        desk.snooze(item=item, reason="colleague", until=(NOW + timedelta(days=2)).date())
        ordered(practice_a, "p2", claim_key=8)

        item = laid(practice_a)

        assert item is not None
        assert (item.state, item.cents) == (ItemState.SNOOZED, 1400_00)

    def test_is_asked_for_once_in_a_transaction(self, practice_a: Practice) -> None:
        for number in range(3):
            ordered(practice_a, f"p{number}")

        assert Job.objects.filter(kind="sync.desk").count() == 1


@pytest.fixture
def admin(practice_a: Practice) -> Client:
    return seat(practice_a, Role.DSO_ADMIN)


def page_of(admin: Client, practice: Practice, row: WriteBack) -> str:
    where = reverse("sync:write_back", args=[practice.public_id, row.pk])
    return admin.get(where).content.decode()


class TestPage:
    def test_says_what_differs_before_anybody_ticked(
        self, admin: Client, practice_a: Practice
    ) -> None:
        row = ordered(practice_a, "p1")
        claim(practice_a)
        read_to(practice_a, LATER)

        assert "D2740: no such line is there." in page_of(admin, practice_a, row)

    def test_says_where_nothing_could_show_it(self, admin: Client, practice_a: Practice) -> None:
        row = ordered(practice_a, "p1")

        page = page_of(admin, practice_a, row)

        assert "does not show payments: a person confirms" in page
        assert "Your word ends it" in page

    def test_takes_the_word_that_it_is_written(self, admin: Client, practice_a: Practice) -> None:
        read_to(practice_a, NOW)
        row = ordered(practice_a, "p1")

        admin.post(reverse("sync:telling", args=[practice_a.public_id, row.pk]))

        found = state_of(practice_a, row)
        assert found.state == S.TOLD
        assert found.told_at is not None

    def test_lists_the_orders_of_one_thing(self, admin: Client, practice_a: Practice) -> None:
        rows = [ordered(practice_a, f"p{number}") for number in range(2)]
        with in_practice(practice_a):
            actions.queue_write_back(
                key="p9", kind="claim_payment", subject_id=new_id(), body=by_hand(), now=NOW
            )
        where = reverse("sync:write_backs", args=[practice_a.public_id])

        shown = admin.get(f"{where}?of={GROUP}")

        assert [row.pk for row in shown.context["rows"]] == [row.pk for row in rows]
        assert len(admin.get(f"{where}?of=x").context["rows"]) == 3

    def test_is_not_decided_by_an_auditor(self, practice_a: Practice) -> None:
        row = ordered(practice_a, "p1")
        auditor = seat(practice_a, Role.AUDITOR)

        where = reverse("sync:telling", args=[practice_a.public_id, row.pk])
        assert auditor.post(where).status_code in {403, 404}
        assert state_of(practice_a, row).state == S.BY_HAND


def test_what_is_written_by_hand_is_not_counted_as_unposted(practice_a: Practice) -> None:
    approved(practice_a)
    ordered(practice_a, "p1")
    laid(practice_a)

    waiting = desk_queries.open_counts([practice_a.pk], NOW.date())[practice_a.pk]

    assert (waiting.count, waiting.cents, waiting.unposted_cents) == (1, 700_00, 0)
