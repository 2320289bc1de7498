"""The trail: whatever changes a practice's rows, and whoever opens its pages, leaves an event."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.models.fields.related import RelatedField
from django.test import Client
from django.urls import reverse

from billing.ledger.models import Posting
from compliance.access.actor import Actor
from compliance.access.context import ActorChanged, acting_as
from compliance.access.roles import Role
from compliance.audit import actions
from compliance.audit.models import Event
from compliance.identity.models import User
from practices.mirror.models import Misread, Patient, ReadMark, Record, SourceRow
from practices.registry import actions as registry
from practices.registry.guard import PracticeModel
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice
from practices.registry.router import practice_models
from practices.registry.tenancy import in_practice
from tests.databases import GROUP, NOW, TODAY
from tests.remits import builders

REQUEST = "request-1"
BILLER = Actor.person(77, "Some Body")
WATCHED = [model for model in practice_models() if model.watched]
EDITED = [model for model in WATCHED if not model.append_only]
SECRET = "Zanzibar"  # stands for what a patient's row holds


def as_biller() -> AbstractContextManager[Actor]:
    return acting_as(BILLER, request_id=REQUEST)


def row_of(model: type[PracticeModel], **given: Any) -> dict[str, Any]:  # noqa: ANN401  # column values
    """One row that the table takes, by the kinds of its columns, with no row it points to."""
    return {
        field.attname: given.get(field.attname, _value(field))
        for field in model._meta.concrete_fields
        if not isinstance(field, models.GeneratedField)
    }


def _value(field: "models.Field[Any, Any]") -> object:
    if field.primary_key or (isinstance(field, RelatedField) and not field.null):
        return new_id()
    if field.null:
        return None
    values: dict[str, object] = {
        "BigIntegerField": 1,
        "PositiveIntegerField": 1,
        "PositiveSmallIntegerField": 1,
        "IntegerField": 1,
        "BooleanField": True,
        "DateField": date(2026, 11, 20),
        "DateTimeField": NOW,
        "JSONField": "{}",
        "UUIDField": new_id(),
        "ArrayField": [],
    }
    length = getattr(field, "max_length", None) or 8
    return values.get(field.get_internal_type(), SECRET[:length])


def insert(model: type[PracticeModel]) -> list[uuid.UUID]:
    """Straight into the table, past every check that is deferred to the commit."""
    rows = [row_of(model)]
    if model is Posting:  # legs come in pairs that sum to zero
        rows.append({**rows[0], "id": new_id(), "amount_cents": -rows[0]["amount_cents"]})
    names = ", ".join(f'"{_column(model, name)}"' for name in rows[0])
    marks = ", ".join(["(" + ", ".join(["%s"] * len(rows[0])) + ")"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {marks}',
            [value for row in rows for value in row.values()],
        )
    return [row["id"] for row in rows]


def _column(model: type[PracticeModel], attname: str) -> str:
    columns = {field.attname: field.column for field in model._meta.concrete_fields}
    return str(columns[attname])


def events(**asked: object) -> list[Event]:
    return list(Event.objects.filter(request_id=REQUEST, **asked).order_by("pk"))


def only(**asked: object) -> Event:
    (event,) = events(**asked)
    return event


def told_of(event: Event) -> tuple[str, str, uuid.UUID | None, str]:
    return event.deed, event.subject_kind, event.practice_id, event.actor


class TakenBack(Exception):
    """Ends a visit without its deferred checks."""


def undone(work: Callable[[], None]) -> None:
    """Look and take it back, so that no deferred check of a made-up row is ever reached."""
    with suppress(TakenBack), transaction.atomic():
        work()


@pytest.fixture
def inside(practice_a: Practice) -> Practice:
    return practice_a


def test_only_what_comes_of_batches_is_left_to_the_event_of_its_batch() -> None:
    unwatched = set(practice_models()) - set(WATCHED)

    assert unwatched == {SourceRow, ReadMark, Misread, *Record.__subclasses__()}


@pytest.mark.parametrize("model", WATCHED, ids=lambda model: model._meta.db_table)
class TestEveryTable:
    def test_notes_an_insert(self, inside: Practice, model: type[PracticeModel]) -> None:
        def work() -> None:
            with as_biller(), in_practice(inside):
                made = insert(model)
                event = only(subject_kind=model._meta.db_table)
                assert told_of(event) == ("insert", model._meta.db_table, inside.pk, BILLER.key)
                assert (event.subject_ids, event.fields, event.detail) == (made, [], {})
                raise TakenBack

        undone(work)

    def test_notes_a_delete_or_forbids_it(
        self, inside: Practice, model: type[PracticeModel]
    ) -> None:
        table = model._meta.db_table

        def work() -> None:
            with as_biller(), in_practice(inside):
                made = insert(model)
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f'DELETE FROM "{table}"')
                event = only(deed="delete", subject_kind=table)
                assert (event.subject_ids, event.actor) == (made, BILLER.key)
                raise TakenBack

        if model.append_only:
            with pytest.raises(DatabaseError, match="permission denied"):
                undone(work)
        else:
            undone(work)

    def test_refuses_to_be_written_by_nobody(
        self, inside: Practice, model: type[PracticeModel]
    ) -> None:
        def work() -> None:
            with in_practice(inside), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('dso.actor', '', true)")
                insert(model)

        with pytest.raises(DatabaseError, match="nobody acts"):
            undone(work)

    def test_may_not_be_emptied_at_once(self, inside: Practice, model: type[PracticeModel]) -> None:
        """TRUNCATE fires no trigger of ours, so nobody but the owner may."""

        def work() -> None:
            with in_practice(inside), connection.cursor() as cursor:
                cursor.execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')

        with pytest.raises(DatabaseError, match="permission denied"):
            undone(work)


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model._meta.db_table)
def test_an_update_is_noted_with_the_names_of_what_changed(
    inside: Practice, model: type[PracticeModel]
) -> None:
    table = model._meta.db_table
    field = next(f for f in model._meta.concrete_fields if not f.primary_key and not f.is_relation)
    other = {"CharField": "b", "UUIDField": str(new_id())}.get(field.get_internal_type())

    def work() -> None:
        with as_biller(), in_practice(inside), connection.cursor() as cursor:
            made = insert(model)
            value = other or ("2001-01-01" if "Date" in field.get_internal_type() else "7")
            cursor.execute(f'UPDATE "{table}" SET "{field.column}" = %s', [value])
            event = only(deed="update", subject_kind=table)
            assert (event.subject_ids, event.fields) == (made, [field.column])
            assert (event.practice_id, event.actor) == (inside.pk, BILLER.key)
            raise TakenBack

    undone(work)


class TestWaysToWrite:
    """Whichever way rows are written, the database itself notes it."""

    def patients(self, count: int = 3) -> list[Patient]:
        return [
            Patient(source_key=str(n), first_name="Testa", last_name=SECRET) for n in range(count)
        ]

    def test_a_bulk_insert_is_one_event_with_every_id(self, inside: Practice) -> None:
        with as_biller(), in_practice(inside):
            made = Patient.objects.bulk_create(self.patients(500))

        event = only()
        assert event.deed == "insert"
        assert set(event.subject_ids) == {patient.pk for patient in made}

    def test_copy_is_noted(self, inside: Practice) -> None:
        pk = new_id()
        row = row_of(Patient, id=pk, source_key="c")
        with as_biller(), in_practice(inside), connection.cursor() as cursor:
            names = ", ".join(_column(Patient, name) for name in row)
            with cursor.copy(f"COPY mirror_patient ({names}) FROM STDIN") as copy:
                copy.write_row(list(row.values()))

        assert (only().deed, only().subject_ids) == ("insert", [pk])

    def test_a_queryset_update_names_the_rows_and_the_columns(self, inside: Practice) -> None:
        with in_practice(inside):
            made = Patient.objects.bulk_create(self.patients())
        with as_biller(), in_practice(inside):
            Patient.objects.update(first_name="Other", last_name="Name")

        event = only()
        assert event.fields == ["first_name", "last_name"]
        assert set(event.subject_ids) == {patient.pk for patient in made}

    def test_an_upsert_notes_what_it_made_and_what_it_changed(self, inside: Practice) -> None:
        with in_practice(inside):
            (old,) = Patient.objects.bulk_create(self.patients(1))
        new = Patient(source_key="new", first_name="N", last_name="N")
        with as_biller(), in_practice(inside):
            Patient.objects.bulk_create(
                [Patient(source_key="0", first_name="Changed", last_name=SECRET), new],
                update_conflicts=True,
                unique_fields=["source_key"],
                update_fields=["first_name"],
            )

        assert {event.deed: event.subject_ids for event in events()} == {
            "insert": [new.pk],
            "update": [old.pk],
        }

    def test_a_queryset_delete_is_noted(self, inside: Practice) -> None:
        with in_practice(inside):
            Patient.objects.bulk_create(self.patients())
        with as_biller(), in_practice(inside):
            Patient.objects.all().delete()

        assert (only().deed, len(only().subject_ids)) == ("delete", 3)

    def test_an_update_that_changes_nothing_says_so(self, inside: Practice) -> None:
        with in_practice(inside):
            Patient.objects.bulk_create(self.patients())
        with as_biller(), in_practice(inside):
            Patient.objects.update(last_name=SECRET)

        assert only().fields == []

    def test_a_statement_that_meets_no_row_leaves_none(self, inside: Practice) -> None:
        with as_biller(), in_practice(inside):
            Patient.objects.update(last_name=SECRET)
            Patient.objects.all().delete()

        assert events() == []

    def test_a_visit_inside_another_transaction_notes_its_own_actor(self, inside: Practice) -> None:
        with transaction.atomic():
            with as_biller(), in_practice(inside):
                Patient.objects.bulk_create(self.patients(1))
            with acting_as(Actor.system("second"), request_id=REQUEST), in_practice(inside):
                Patient.objects.update(last_name="X")

        assert [event.actor for event in events()] == [BILLER.key, "system:second"]

    def test_nobody_else_can_begin_to_act_inside_a_visit(self, inside: Practice) -> None:
        """The trigger writes the name that was told at the door."""
        with in_practice(inside), pytest.raises(ActorChanged), as_biller():
            pass


class TestWithTheAct:
    def test_stands_and_falls_with_it(self, inside: Practice) -> None:
        with as_biller(), transaction.atomic():
            with in_practice(inside):
                Patient.objects.create(source_key="1", first_name="T", last_name="S")
            actions.record(deed="tried", subject_kind="patient")
            assert [event.deed for event in events()] == ["insert", "tried"]
            transaction.set_rollback(True)

        assert events() == []

    def test_is_there_for_others_once_it_is_committed(self, own_database: str) -> None:
        practice = Practice.objects.get(public_id="alder")
        with connections["owner"].cursor() as other:
            with as_biller(), in_practice(practice):
                Patient.objects.create(source_key="1", first_name="T", last_name="S")
                assert self.count(other) == 0
            assert self.count(other) == 1

    def count(self, cursor: Any) -> int:  # noqa: ANN401  # a cursor of either kind
        cursor.execute("SELECT count(*) FROM audit_event WHERE request_id = %s", [REQUEST])
        return int(cursor.fetchone()[0])

    def test_holds_no_value_of_any_row(self, inside: Practice) -> None:
        payer = builders.payer()
        with as_biller(), in_practice(inside):
            row = Patient.objects.create(source_key=SECRET, first_name=SECRET, last_name=SECRET)
            row.last_name = SECRET * 2
            row.save()
            row.delete()
            builders.claim(payer_row=payer, member_id=SECRET)
            builders.arrive(builders.answer(last_name=SECRET))
        with connection.cursor() as cursor:
            # A moment or a key may hold any digits by chance, and can hold no text.
            cursor.execute(
                "SELECT (to_jsonb(e) - '{id,at,xid,practice_id,subject_ids}'::text[])::text"
                " FROM audit_event e"
            )
            written = "\n".join(text for (text,) in cursor.fetchall())

        assert len(events()) > 5
        for value in (SECRET, "Testa", "1200", "D2740"):
            assert value not in written


class TestPages:
    @pytest.fixture
    def client(self, practice_a: Practice) -> Client:
        user = User.objects.create_user("biller@example.test", name="Some Body")
        group = Organization.objects.get(public_id=GROUP)
        registry.grant(user=user, role=Role.CENTRAL_BILLER, at=group)
        client = Client()
        client.force_login(user)
        return client

    def reads(self) -> list[Event]:
        return list(Event.objects.filter(deed="read").order_by("pk"))

    def test_opened_by_a_person_leave_one_event(self, client: Client, practice_a: Practice) -> None:
        payer = builders.payer()
        with in_practice(practice_a):
            claim = builders.claim(payer_row=payer)

        client.get(reverse("claims:claim", args=["alder", claim.pk]))

        (event,) = self.reads()
        assert (event.detail, event.subject_ids) == ({"page": "claims:claim"}, [claim.pk])
        assert (event.practice_id, event.subject_kind) == (practice_a.pk, "claims")
        assert event.actor == f"user:{User.objects.get().pk}"
        assert len(event.request_id) == 32

    def test_that_list_patients_leave_one_too(self, client: Client) -> None:
        client.get(reverse("claims:claims", args=["alder"]))

        assert [event.detail for event in self.reads()] == [{"page": "claims:claims"}]

    def test_that_were_refused_leave_none(self, client: Client) -> None:
        client.get(reverse("claims:claim", args=["alder", new_id()]))
        client.get(reverse("claims:claims", args=["nosuch"]))

        assert self.reads() == []

    def test_that_change_something_note_both_person_and_request(
        self, client: Client, practice_a: Practice
    ) -> None:
        payer = builders.payer()
        with in_practice(practice_a):
            builders.claim(payer_row=payer)
            payment = builders.arrive(builders.answer()).first
        before = Event.objects.count()

        client.post(reverse("posting:posting", args=["alder", payment.pk]))

        made = Event.objects.order_by("pk")[before:]
        assert {event.actor for event in made} == {f"user:{User.objects.get().pk}"}
        assert len({event.request_id for event in made}) == 1
        assert "ledger_posting" in {event.subject_kind for event in made}


class TestAskingForIt:
    def test_finds_what_happened_to_one_row(self, inside: Practice) -> None:
        with as_biller(), in_practice(inside):
            row = Patient.objects.create(source_key="1", first_name="T", last_name="S")
            Patient.objects.create(source_key="2", first_name="T", last_name="S")
            row.last_name = "Other"
            row.save(update_fields=["last_name"])
            found = list(Event.objects.about(row.pk).newest_first())

        assert [event.deed for event in found] == ["update", "insert"]

    def test_shows_a_practice_its_own_alone(
        self, practice_a: Practice, practice_b: Practice
    ) -> None:
        for practice in (practice_a, practice_b):
            with as_biller(), in_practice(practice):
                Patient.objects.create(source_key="1", first_name="T", last_name="S")
        with in_practice(practice_a):
            assert {event.practice_id for event in Event.objects.all()} == {practice_a.pk}

    def test_knows_the_moment_it_was_written(self, inside: Practice) -> None:
        with as_biller(), in_practice(inside):
            Patient.objects.create(source_key="1", first_name="T", last_name="S")

        assert isinstance(only().at, datetime)
        assert only().at.tzinfo is not None
        assert only().at.date() >= TODAY.replace(year=2020)
