"""Source rows become records, whatever order they come in and however bad one of them is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F
from django.test import Client

from practices.events.models import Event
from practices.jobs import actions as jobs
from practices.jobs.models import Job
from practices.mirror.models import (
    Appointment,
    InsuranceClaim,
    InsuranceLine,
    Misread,
    Note,
    Patient,
    Provider,
    ReadMark,
)
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, maps
from practices.sync.actions import projecting
from practices.sync.models import Stream
from practices.wire.messages import Cycle
from tests.practices.sync.caller import DB_NOW, approved, provider
from tests.practices.sync.source import drop, put, put_many

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def _inside(practice_a: Practice) -> object:
    with in_practice(practice_a):
        yield


def make(practice: Practice) -> bool:
    return actions.make_records(practice, now=NOW)


def turn(table: str) -> projecting._Turn:
    meaning = maps.meaning_of(table)
    assert meaning is not None
    return projecting._Turn(meaning, Stream.objects.get(table=table), ZoneInfo("UTC"), NOW)


@pytest.mark.usefixtures("_inside")
class TestRecords:
    def test_say_what_their_source_rows_mean(self, practice_a: Practice) -> None:
        put("provider", 7, FName="Ada", LName="Molar", IsSecondary=1, NationalProvID="1999999992")
        put("appointment", 3, PatNum=5, ProvNum=7, AptStatus=1, Pattern="//XXXX//",
            AptDateTime="2026-12-01T09:30:00Z")  # fmt: skip

        assert make(practice_a)

        told = Provider.objects.get(source_key="7")
        assert (told.name, told.role, told.npi) == ("Ada Molar", "hygienist", "1999999992")
        visit = Appointment.objects.select_related("provider", "patient").get()
        assert (visit.status, visit.minutes, visit.provider) == ("scheduled", 40, told)
        assert visit.patient is None
        assert visit.starts_at == datetime(2026, 12, 1, 14, 30, tzinfo=UTC)

    def test_keep_their_own_id_and_follow_changes(self, practice_a: Practice) -> None:
        put("patient", 5, FName="Ann", LName="Sample")
        make(practice_a)
        before = Patient.objects.get()
        put("patient", 5, FName="Ann", LName="Other", Birthdate=date(1990, 5, 1))

        make(practice_a)

        after = Patient.objects.get()
        assert (after.pk, after.last_name) == (before.pk, "Other")
        assert after.born_on == date(1990, 5, 1)

    def test_are_made_once(self, practice_a: Practice) -> None:
        put("patient", 5, LName="Sample")
        make(practice_a)
        mark = ReadMark.objects.get(table="patient")

        make(practice_a)

        again = ReadMark.objects.get(table="patient")
        assert (again.change, again.key) == (mark.change, mark.key) == (1, "5")

    def test_that_left_are_retired_and_may_come_back(self, practice_a: Practice) -> None:
        put("patient", 5, LName="Sample")
        make(practice_a)
        drop("patient", 5, now=NOW)
        make(practice_a)
        assert Patient.objects.get().gone_at == NOW

        put("patient", 5, LName="Sample")
        make(practice_a)

        assert Patient.objects.get().gone_at is None

    def test_of_a_line_are_none_without_a_claim(self, practice_a: Practice) -> None:
        put("claimproc", 1, ProcNum=2)
        put("claimproc", 2, ProcNum=3, ClaimNum=9)
        make(practice_a)
        assert [line.source_key for line in InsuranceLine.objects.all()] == ["2"]

        put("claimproc", 2, ProcNum=3)
        make(practice_a)

        assert InsuranceLine.objects.get().gone_at == NOW

    def test_of_two_tables_stand_side_by_side(self, practice_a: Practice) -> None:
        put("commlog", 4, PatNum=5, Note="Called")
        put("procnote", 4, PatNum=5, ProcNum=6, Note="Done")
        make(practice_a)

        assert set(Note.objects.values_list("source_key", "kind")) == {
            ("contact/4", "contact"),
            ("procedure/4", "procedure"),
        }

    def test_leave_out_a_row_that_cannot_be_and_no_other(self, practice_a: Practice) -> None:
        put_many("claim", {1: {"ClaimStatus": "?"}, 2: {"ClaimStatus": "S"}})

        assert make(practice_a)

        assert [claim.source_key for claim in InsuranceClaim.objects.all()] == ["2"]
        told = Misread.objects.get()
        assert (told.table, told.key) == ("claim", "1")
        assert told.why == "ClaimStatus: expected a known code."

        put("claim", 1, ClaimStatus="S")
        make(practice_a)
        assert Misread.objects.count() == 0

    def test_leave_out_a_row_that_the_database_refuses(self) -> None:
        records = {key: A_PATIENT | {"source_key": key, "first_name": "Ann"} for key in "123"}
        records["2"]["first_name"] = "A" * 300

        put("patient", 4)
        told = projecting._laid(turn("patient"), records, was_there=False)

        assert told == {"2": projecting.NOT_HELD}
        assert set(Patient.objects.values_list("source_key", flat=True)) == {"1", "3"}

    def test_come_so_many_at_a_time(
        self, practice_a: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(projecting, "ROWS_AT_ONCE", 2)
        monkeypatch.setattr(projecting, "ROWS_IN_A_JOB", 4)
        put_many("patient", {key: {"LName": "Sample"} for key in range(1, 8)})

        assert not make(practice_a)
        assert Patient.objects.count() == 4
        assert make(practice_a)
        assert Patient.objects.count() == 7

    def test_of_claims_are_fresh_when_a_line_of_theirs_changed(self, practice_a: Practice) -> None:
        put_many("claim", {key: {"ClaimStatus": "S"} for key in (8, 9)})
        put("claimproc", 1, ClaimNum=9, ProcNum=1)
        make(practice_a)
        InsuranceClaim.objects.update(is_fresh=False)

        put("claimproc", 1, ClaimNum=8, ProcNum=1)
        make(practice_a)

        assert InsuranceClaim.objects.filter(is_fresh=True).count() == 2


TEXTS = (
    "last_name", "preferred_name", "guarantor_key", "provider_key", "phone", "mobile", "email",
    "address", "city", "state", "zip", "language",
)  # fmt: skip


def happened(name: str) -> list[str]:
    """Keys or ids that an event was raised of, in order."""
    rows = Event.objects.filter(name=name).order_by("pk")
    return [str(one) for row in rows for one in (*row.source_keys, *row.subject_ids)]


@pytest.mark.usefixtures("_inside")
class TestOthersHear:
    def read_before(self, *tables: str) -> None:
        """The first reading of these tables is over."""
        Stream.objects.filter(table__in=tables).update(history=F("changes"))

    def test_of_nothing_in_a_first_reading(self, practice_a: Practice) -> None:
        put("appointment", 3, AptStatus=1)
        put("procedurelog", 4, ProcStatus=2)
        put("patient", 5)

        make(practice_a)

        assert Event.objects.count() == 0

    def test_of_visits_procedures_and_patients(self, practice_a: Practice) -> None:
        put("appointment", 1, AptStatus=3)
        put("procedurelog", 4, ProcStatus=1)
        put("patient", 5)
        make(practice_a)
        self.read_before("appointment", "procedurelog", "patient")

        put("appointment", 1, AptStatus=1)
        put("appointment", 2, AptStatus=1)
        put("appointment", 3, AptStatus=6)
        put("procedurelog", 4, ProcStatus=2)
        put("patient", 5, FName="Ann")
        make(practice_a)

        assert happened("appointment.scheduled") == ["2"]
        assert happened("appointment.changed") == ["1"]
        assert happened("procedure.completed") == ["4"]
        assert happened("patient.changed") == [str(Patient.objects.get().pk)]

    def test_of_a_finished_procedure_once(self, practice_a: Practice) -> None:
        put("procedurelog", 4, ProcStatus=1)
        make(practice_a)
        self.read_before("procedurelog")

        for fee in (1, 2):
            put("procedurelog", 4, ProcStatus=2, ProcFee=fee)
            make(practice_a)

        assert happened("procedure.completed") == ["4"]


NONE: dict[str, str | None] = {"born_on": None, "may_text": None}
A_PATIENT = NONE | dict.fromkeys(TEXTS, "") | {"status": "patient"}


def test_a_cycle_that_ends_asks_for_records_once(practice_a: Practice, client: Client) -> None:
    caller = approved(practice_a)
    caller.open()
    caller.batch(1, [provider(1)], cursor="tail:1")
    ended = Cycle(epochs={"provider": 1}, db_now=DB_NOW)

    for _ in range(2):
        assert caller.call("POST", "cycles", ended)[0] == 200

    assert Job.objects.filter(kind="sync.records").count() == 1
    assert jobs.run_all_now(now=datetime.now(UTC)) >= 1
    with in_practice(practice_a):
        assert Provider.objects.get().source_key == "1"


def test_a_first_reading_is_over_with_its_last_batch(practice_a: Practice) -> None:
    caller = approved(practice_a)
    caller.open()
    caller.batch(1, [provider(1)], cursor="backfill:x:1")
    assert history(practice_a) is None
    caller.batch(2, [provider(2)], cursor="window:x")
    assert history(practice_a) == 2
    caller.batch(3, [provider(3)], cursor="window:y")
    assert history(practice_a) == 2

    caller.open(identity="another")

    assert history(practice_a) is None


def history(practice: Practice) -> int | None:
    with in_practice(practice):
        return Stream.objects.get().history
