"""Raised in the transaction it happens in; routed once to whoever is there to hear it."""

import random
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from compliance.access import context
from practices.events import actions, subscribers
from practices.events.actions.raising import raise_events
from practices.events.catalogue import CATALOGUE, UnknownEvent
from practices.events.models import Attempt, Delivery, Event
from practices.events.subscribers import EventNote, TwoOfOneName, on
from practices.jobs import actions as jobs
from practices.jobs.models import Job
from practices.mirror.models import Patient
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing.area import in_clearing
from tests.databases import NOW
from tests.practices.events import builders

LATER = NOW + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Subscribers of one test are gone afterwards, and those of the product do not speak in it."""
    by_name, by_event = dict(subscribers._by_name), dict(subscribers._by_event)
    subscribers._by_event.clear()
    yield
    subscribers._by_name.clear()
    subscribers._by_name.update(by_name)
    subscribers._by_event.clear()
    subscribers._by_event.update(by_event)


@pytest.fixture
def heard() -> list[EventNote]:
    notes: list[EventNote] = []
    on("claim.created", name="test.heard")(notes.append)
    return notes


def work() -> None:
    """Everything that waits, as often as it takes."""
    for minutes in range(10):
        actions.route(now=NOW)
        jobs.run_all_now(now=NOW + timedelta(hours=2, minutes=2 * minutes))


@pytest.mark.django_db
class TestRaising:
    def test_thousands_are_one_statement_and_a_row_for_each_thousand(
        self, practice_a: Practice, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        ids = [new_id() for _ in range(2_500)]
        with in_practice(practice_a):
            with django_assert_num_queries(1):
                raise_events("claim.created", ids, at=NOW)

            rows = list(Event.objects.order_by("pk"))

        assert [len(row.subject_ids) for row in rows] == [1000, 1000, 500]
        assert [pk for row in rows for pk in row.subject_ids] == ids
        assert {row.practice_id for row in rows} == {practice_a.pk}

    def test_for_no_rows_is_no_event(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            raise_events("claim.created", [], at=NOW)

        assert not Event.objects.exists()

    def test_falls_with_its_transaction(self, practice_a: Practice) -> None:
        with transaction.atomic():
            with in_practice(practice_a):
                raise_events("claim.created", [new_id()], at=NOW)
            transaction.set_rollback(True)

        assert not Event.objects.exists()

    def test_of_an_unknown_name_is_refused(self, practice_a: Practice) -> None:
        with in_practice(practice_a), pytest.raises(UnknownEvent):
            raise_events("claim.vanished", [new_id()], at=NOW)

    def test_outside_says_whose_it_is(self, practice_a: Practice) -> None:
        with pytest.raises(context.OutsidePractice):
            raise_events("era.received", [new_id()], at=NOW)
        with in_clearing():
            raise_events(
                "era.received", [new_id()], at=NOW, organization_id=practice_a.organization_id
            )

        assert Event.objects.get().practice_id is None

    def test_of_another_practice_is_neither_seen_nor_written(
        self, practice_a: Practice, practice_b: Practice
    ) -> None:
        with in_practice(practice_a):
            raise_events("claim.created", [new_id()], at=NOW)
        with in_practice(practice_b):
            assert not Event.objects.exists()
            with pytest.raises(Exception, match="row-level security"), transaction.atomic():
                Event.objects.create(
                    organization_id=practice_a.organization_id,
                    practice_id=practice_a.pk,
                    name="claim.created",
                    subject_ids=[new_id()],
                    at=NOW,
                )

    def test_is_not_undone_or_changed_by_a_practice(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            raise_events("claim.created", [new_id()], at=NOW)
            for change in ("DELETE FROM events_event", "UPDATE events_event SET name = ''"):
                with (
                    pytest.raises(Exception, match="permission denied"),
                    transaction.atomic(),
                    connection.cursor() as cursor,
                ):
                    cursor.execute(change)

    def test_endpoints_and_their_secrets_are_not_for_practices(self, practice_a: Practice) -> None:
        for table in ("endpoint", "delivery", "attempt", "door"):
            with (
                in_practice(practice_a),
                pytest.raises(Exception, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"SELECT * FROM events_{table}")


@pytest.mark.django_db
class TestHearing:
    def test_tells_what_happened_inside_the_practice(self, practice_a: Practice) -> None:
        told: list[tuple[EventNote, uuid.UUID, str]] = []

        @on("claim.created", name="scrub.check")
        def check(event: EventNote) -> None:
            told.append((event, context.practice().id, context.actor().key))

        ids = builders.happened(practice_a, at=NOW, rows=2)
        work()

        ((event, place, actor),) = told
        assert event.subject_ids == tuple(ids)
        assert (place, actor, event.at) == (practice_a.pk, "system:scrub", NOW)

    def test_of_a_group_happens_in_no_practice(self, practice_a: Practice) -> None:
        places: list[object] = []
        on("era.received", name="test.group")(lambda _: places.append(context.practice_or_none()))
        raise_events("era.received", [new_id()], at=NOW, organization_id=practice_a.organization_id)

        work()

        assert places == [None]

    def test_one_that_fails_stops_no_other(
        self, practice_a: Practice, heard: list[EventNote]
    ) -> None:
        on("claim.created", name="test.fails")(lambda _: 1 / 0)  # type: ignore[arg-type]  # it never returns
        on("claim.created", name="test.too")(heard.append)

        builders.happened(practice_a, at=NOW)
        work()

        assert len(heard) == 2
        states = dict(Job.objects.values_list("arguments__subscriber", "state"))
        assert states == {"test.heard": "done", "test.too": "done", "test.fails": "parked"}

    def test_one_added_later_does_not_hear_of_old_events(
        self, practice_a: Practice, heard: list[EventNote]
    ) -> None:
        builders.happened(practice_a, at=NOW)
        work()
        late: list[EventNote] = []
        on("claim.created", name="test.late")(late.append)

        builders.happened(practice_a, at=LATER)
        work()

        assert (len(heard), [event.at for event in late]) == (2, [LATER])

    def test_of_one_name_twice_is_refused(self, heard: list[EventNote]) -> None:
        with pytest.raises(TwoOfOneName):
            on("claim.created", name="test.heard")(lambda _: None)

    def test_of_an_unknown_event_is_refused(self) -> None:
        with pytest.raises(UnknownEvent):
            on("claim.vanished")(lambda _: None)


class Cut(Exception):
    """Here the power fails."""


@pytest.mark.django_db
class TestUnderFailures:
    @pytest.mark.parametrize("seed", range(6))
    def test_each_event_that_stands_reaches_each_subscriber_once(
        self, practice_a: Practice, practice_b: Practice, seed: int
    ) -> None:
        """Raisers roll back, routers are cut off after any step, subscribers fail before or after
        their effect: what is left is one effect for each pair of event and subscriber."""
        chance = random.Random(seed)
        calm = [False]
        for name in ("one", "two", "three"):
            on("claim.created", name=f"test.{name}")(_effect(name, chance, calm))
        raised: Counter[str] = Counter()
        for _ in range(12):
            self.raise_or_roll_back(chance, chance.choice([practice_a, practice_b]), raised)
            self.route_or_break(chance)
            jobs.run_all_now(now=NOW + timedelta(minutes=chance.randrange(60)))
        calm[0] = True
        for job in list(Job.objects.filter(state="parked")):
            jobs.retry(job_id=job.pk, now=NOW)
        work()

        done: Counter[str] = Counter()
        for practice in (practice_a, practice_b):
            with in_practice(practice):
                done.update(Patient.objects.values_list("last_name", flat=True))
        assert len(raised) > 3
        assert done == Counter({f"{pk}:{n}": 1 for pk in raised for n in ("one", "two", "three")})

    def raise_or_roll_back(
        self, chance: random.Random, practice: Practice, raised: Counter[str]
    ) -> None:
        subject = new_id()
        stands = chance.random() < 0.7
        with transaction.atomic():
            with in_practice(practice):
                raise_events("claim.created", [subject], at=NOW)
            transaction.set_rollback(not stands)
        if stands:
            raised[subject.hex] += 1

    def route_or_break(self, chance: random.Random) -> None:
        """Cut off after it did its work and before that was kept."""
        try:
            with transaction.atomic():
                actions.route(now=NOW)
                if chance.random() < 0.4:
                    raise Cut
        except Cut:
            return


def _effect(name: str, chance: random.Random, calm: list[bool]) -> Callable[[EventNote], None]:
    def hear(event: EventNote) -> None:
        if not calm[0] and chance.random() < 0.3:
            raise Cut
        for pk in event.subject_ids:
            told = f"{pk.hex}:{name}"
            Patient.objects.create(source_key=new_id().hex, first_name="x", last_name=told)
        if not calm[0] and chance.random() < 0.3:
            raise Cut

    return hear


@pytest.mark.django_db
class TestForgetting:
    """By the wall's clock, which is in the ids."""

    def test_drops_what_is_old_with_its_log(self, practice_a: Practice) -> None:
        now = datetime.now(UTC)
        delivery = builders.delivery(practice_a, at=now)
        Attempt.objects.create(delivery=delivery, at=now, status=200, milliseconds=1)
        Delivery.objects.update(state="arrived")

        assert actions.forget(now=now + timedelta(days=29)) == 0
        assert actions.forget(now=now + timedelta(days=31)) == 1
        for model in (Event, Delivery, Attempt):
            assert not model.objects.exists()

    def test_drops_finished_jobs_after_a_day_and_does_not_do_them_again(
        self, practice_a: Practice, heard: list[EventNote]
    ) -> None:
        now = datetime.now(UTC)
        builders.happened(practice_a, at=now)
        jobs.run_all_now(now=now)

        assert actions.forget(now=now + timedelta(hours=23)) == 0
        assert actions.forget(now=now + timedelta(hours=25)) == 1
        actions.route(now=now + timedelta(hours=25))

        assert not Job.objects.exists()
        assert len(heard) == 1

    def test_keeps_what_somebody_still_has_to_do(self, practice_a: Practice) -> None:
        on("claim.created", name="test.fails")(lambda _: 1 / 0)  # type: ignore[arg-type]  # it never returns
        builders.happened(practice_a, at=NOW)
        work()

        assert actions.forget(now=NOW + timedelta(days=31)) == 0
        assert Event.objects.exists()
        assert Job.objects.exists()

    def test_keeps_what_is_still_to_be_sent(self, practice_a: Practice) -> None:
        builders.delivery(practice_a, at=NOW)

        assert actions.forget(now=NOW + timedelta(days=31)) == 0


def test_names_say_thing_and_happening() -> None:
    for name, kind in CATALOGUE.items():
        thing, _, happening = name.partition(".")
        assert thing.isidentifier()
        assert happening.isidentifier()
        assert len(name) <= 40
        assert kind.raised_by.split(".")[0] in {"practices", "billing", "remits"}


def test_every_event_is_told_to_those_who_write_receivers() -> None:
    told = (Path(__file__).parents[3] / "docs" / "webhooks.md").read_text()

    assert [name for name in CATALOGUE if f"`{name}`" not in told] == []
