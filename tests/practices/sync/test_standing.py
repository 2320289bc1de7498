"""A group sees how writing stands at its practices, without a query for each."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.access.roles import Role
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, queries
from practices.sync.health import Colour
from practices.sync.models import WriteBack, WriteBackState, WriteStanding
from tests.databases import GROUP
from tests.practices.sync.by_hand import by_hand
from tests.practices.sync.orders import NOW, ordered, sent_claim, switched
from tests.practices.sync.test_writing_pages import seat

S = WriteBackState


def kept(practice: Practice, now: datetime = NOW) -> None:
    with in_practice(practice):
        actions.keep_standing(now=now)


def state(practice: Practice, row: WriteBack, state: S) -> None:
    with in_practice(practice):
        WriteBack.objects.filter(pk=row.pk).update(state=state)
    kept(practice)


class TestStanding:
    def test_ages_by_itself(self, practice_a: Practice) -> None:
        sent_claim(practice_a)
        switched(practice_a)
        ordered(practice_a)
        kept(practice_a)

        for minutes, colour in ((1, Colour.GREEN), (3, Colour.AMBER), (6, Colour.RED)):
            told = queries.writes_of([practice_a.pk], now=NOW + timedelta(minutes=minutes))
            health = told[practice_a.pk].health
            assert health is not None
            assert health.colour == colour

    def test_counts_what_waits_and_since_when(self, practice_a: Practice) -> None:
        ordered(practice_a, by_hand())
        other = ordered(practice_a, by_hand(), key="p2", now=NOW + timedelta(hours=1))
        state(practice_a, other, S.NOT_SEEN)

        told = queries.writes_of([practice_a.pk], now=NOW)[practice_a.pk]

        assert (told.for_people, told.on_the_way, told.oldest_waiting_at) == (2, 0, NOW)
        assert told.health is not None
        assert "not seen" in told.health.cause

    def test_is_written_only_when_it_changed(self, practice_a: Practice) -> None:
        ordered(practice_a, by_hand())
        kept(practice_a)
        version = _version(practice_a)

        kept(practice_a, NOW + timedelta(hours=1))

        assert _version(practice_a) == version

    def test_is_seen_by_its_own_practice_alone(
        self, practice_a: Practice, practice_b: Practice
    ) -> None:
        kept(practice_a)

        with in_practice(practice_b):
            assert not WriteStanding.objects.exists()


def _version(practice: Practice) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xmin::text || ctid::text FROM sync_writestanding WHERE practice_id = %s",
            [practice.pk],
        )
        return str(cursor.fetchone()[0])


class TestGroupPage:
    def test_reads_all_practices_in_one_query(
        self, practice_a: Practice, practice_b: Practice
    ) -> None:
        admin = seat(practice_a, Role.DSO_ADMIN)
        for practice in (practice_a, practice_b):
            ordered(practice, by_hand())
            kept(practice, datetime.now(UTC))

        with CaptureQueriesContext(connection) as asked:
            shown = admin.get(reverse("sync:connections", args=[GROUP]))

        told = [query["sql"] for query in asked.captured_queries]
        assert sum("sync_writestanding" in sql for sql in told) == 1
        assert not any("sync_writeback" in sql for sql in told)
        assert shown.content.decode().count("1 for a person.") == 2

    @pytest.mark.parametrize("is_on", [True, False])
    def test_says_nothing_where_nothing_is_written(self, practice_a: Practice, is_on: bool) -> None:
        if is_on:
            switched(practice_a)
        kept(practice_a)
        admin: Client = seat(practice_a, Role.DSO_ADMIN)

        page = admin.get(reverse("sync:connections", args=[GROUP])).content.decode()

        assert ("Nothing waits" in page) == is_on
