"""Files on their whole way: from a folder through the real agent into the mirror and records."""

import base64
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from pytest_django.fixtures import Settings

from practices.agent.agent import Agent
from practices.agent.loop import turn
from practices.agent.schedule import Timing
from practices.mirror.models import Appointment, PatientPayment, SourceRow
from practices.mirror.models import Patient as Person
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions
from practices.sync.models import Agent as Enrolled
from practices.wire.messages import Enroll
from tests.doubles.rest import Cloud, serving
from tests.practices.agent.files.office import PATIENT, Office, office, patients
from tests.practices.agent.rest.office import Office as CloudOffice
from tests.practices.agent.tables.look_alike import LookAlike
from tests.practices.sync.caller import Caller, approved
from tests.practices.sync.loops import InProcess

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TIMING = Timing(first_compare_max=0, query_share=0, recheck=0, heartbeat=1e9)
TURNS_MAX = 60


@pytest.fixture
def exporting(tmp_path: Path, settings: Settings) -> Office:
    settings.SYNC_CONFIRM_SECONDS = 0
    return office(tmp_path)


def enrolled(practice: Practice, pms: str = "files") -> Caller:
    """An agent of files, or of another system, that a person let in."""
    caller, now = Caller(), datetime.now(UTC)
    code = actions.issue_code(practice=practice, now=now)
    told = Enroll(
        code=code, agent_version="1", system="test", pms=pms,
        public_key=base64.b64encode(caller.public_key).decode(),
    )  # fmt: skip
    assert caller.call("POST", "enroll", told)[0] == 200
    actions.approve(agent_id=Enrolled.objects.get(key_id=caller.key_id).pk, now=now)
    return caller


class TestSystem:
    def test_is_one_at_a_practice(self, practice_a: Practice) -> None:
        first = Enrolled.objects.get(key_id=approved(practice_a).key_id)
        with pytest.raises(actions.NotWaiting, match="reads Open Dental is active here"):
            enrolled(practice_a)

        actions.revoke(agent_id=first.pk, now=NOW)
        waiting = Enrolled.objects.get(pms="files")

        assert actions.approve(agent_id=waiting.pk, now=NOW).state == "active"

    def test_lets_an_agent_read_its_own_list_alone(self, practice_a: Practice) -> None:
        caller = enrolled(practice_a)

        _, told = caller.call("GET", "config")
        status, _ = caller.open("provider")

        assert {table["keys"] for table in told["tables"]} == {"text"}
        assert status == 404


class TestPreview:
    def test_tells_counts_alone_until_a_person_accepts(
        self, practice_a: Practice, tmp_path: Path
    ) -> None:
        look_alike, clock = LookAlike(tmp_path / "practice.db"), [0.0]
        look_alike.patient("P1", "Sample")
        agent = Agent(
            look_alike.source(), InProcess(enrolled(practice_a, "eaglesoft")),
            clock=lambda: clock[0], sleep=lambda _: None, chance=lambda: 1.0, timing=TIMING,
        )  # fmt: skip
        rounds(agent, clock)
        assert mirrored(practice_a) == {}

        with in_practice(practice_a):
            assert actions.accept_program(program=look_alike.source().program()) == 5
        agent.streams.clear()
        rounds(agent, clock)

        assert list(mirrored(practice_a)) == ["P1"]

    def test_of_an_api_becomes_records_once_it_is_accepted(
        self, practice_a: Practice, tmp_path: Path
    ) -> None:
        with serving(Cloud()) as cloud:
            cloud.lists = {"patients": {}, "appointments": {}, "ledger": {}}
            cloud.put("patients", "p1", name="Sample", born="1990-05-01")
            cloud.put("appointments", "a1", patient={"id": "p1"}, at="2026-11-24T15:30:00Z")
            office = CloudOffice(cloud, tmp_path / "lists")
            agent = office.agent(InProcess(enrolled(practice_a, "ascend")), TIMING)
            in_the_cloud(agent, office)
            assert mirrored(practice_a) == {}

            with in_practice(practice_a):
                assert actions.accept_program(program=office.source().program()) == 3
            agent.streams.clear()
            in_the_cloud(agent, office)

        with in_practice(practice_a):
            assert actions.make_records(practice_a, now=NOW)
            visit = Appointment.objects.select_related("patient").get()
            assert (visit.source_key, visit.patient.last_name) == ("f/a1", "Sample")
            assert visit.starts_at == datetime(2026, 11, 24, 15, 30, tzinfo=UTC)


def in_the_cloud(agent: Agent, office: CloudOffice) -> None:
    for _ in range(4):
        for _ in range(TURNS_MAX):
            if turn(agent) > 0:
                break
        office.pass_time(1_900)


def rounds(agent: Agent, clock: list[float]) -> None:
    for _ in range(3):
        for _ in range(TURNS_MAX):
            if turn(agent) > 0:
                break
        clock[0] += 1_900


def agent_of(practice: Practice, exporting: Office) -> Agent:
    return Agent(
        exporting.source(), InProcess(enrolled(practice)), clock=lambda: exporting.seconds,
        sleep=lambda _: None, chance=lambda: 1.0, timing=TIMING,
    )  # fmt: skip


def settle(agent: Agent, exporting: Office) -> None:
    """Three rounds, a minute and more apart."""
    for _ in range(3):
        for _ in range(TURNS_MAX):
            if turn(agent) > 0:
                break
        exporting.seconds += 61


def mirrored(practice: Practice, table: str = PATIENT) -> dict[str, list[object]]:
    with in_practice(practice):
        rows = SourceRow.objects.filter(table=table, gone_at=None).values_list("key", "values")
        return {key: msgspec.json.decode(values) for key, values in rows}


class TestFiles:
    def test_become_records(self, practice_a: Practice, exporting: Office) -> None:
        exporting.put("patients.csv", patients(("P1", "Müller"), ("7", "Sample")))
        exporting.put(
            "payments.csv",
            "Patient;No;Amount;Day\nP1;1;(12.50);2026-11-02\nTOTAL;;12.50-;\n".encode("cp1252"),
        )

        settle(agent_of(practice_a, exporting), exporting)

        with in_practice(practice_a):
            assert actions.make_records(practice_a, now=NOW)
            found = Person.objects.get(source_key="f/P1")
            assert (found.last_name, found.born_on) == ("Müller", date(1990, 5, 1))
            paid = PatientPayment.objects.select_related("patient").get()
            assert (paid.source_key, paid.cents) == ("f/P1-1", -1250)
            assert paid.patient == found

    def test_that_are_newer_change_rows_and_take_them_away(
        self, practice_a: Practice, exporting: Office
    ) -> None:
        agent = agent_of(practice_a, exporting)
        exporting.put("patients-1.csv", patients(*((str(n), "Sample") for n in range(10))))
        settle(agent, exporting)
        assert len(mirrored(practice_a)) == 10

        exporting.put("patients-2.csv", patients(*((str(n), "Other") for n in range(8))))
        settle(agent, exporting)

        found = mirrored(practice_a)
        assert sorted(found) == [str(n) for n in range(8)]
        assert {row[2] for row in found.values()} == {"Other"}

    def test_that_are_bad_change_nothing_and_the_platform_hears_why(
        self, practice_a: Practice, exporting: Office
    ) -> None:
        agent = agent_of(practice_a, exporting)
        agent.timing = Timing(first_compare_max=0, query_share=0, recheck=0, heartbeat=1)
        exporting.put("patients-1.csv", patients(("1", "Sample")))
        settle(agent, exporting)

        exporting.put("patients-2.csv", patients(("1", "Other"), ("2", "New"), dob="1990-05-01"))
        settle(agent, exporting)

        assert list(mirrored(practice_a)) == ["1"]
        said = Enrolled.objects.get(pms="files").said["streams"]
        (told,) = [one["error"] for one in said if one["table"] == PATIENT]
        assert told == (
            "The newest file is refused. Line 2, column DOB: expected a date written as %m/%d/%Y."
        )

    def test_that_stay_are_not_read_twice(self, practice_a: Practice, exporting: Office) -> None:
        agent = agent_of(practice_a, exporting)
        exporting.put("patients.csv", patients(("1", "Sample")))
        settle(agent, exporting)
        source = exporting.source()
        asked: list[str] = []
        agent.pms = source
        source.rows_after = lambda table, *_: asked.append(table.name) or []  # type: ignore[method-assign, func-returns-value]

        settle(agent, exporting)

        assert asked == []
