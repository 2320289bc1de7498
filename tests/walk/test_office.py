"""A small office, its agent and the pages' own API: what stands at the source is what we have."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from billing.claims.models import Claim
from billing.claims.states import UNSENT
from billing.ledger import queries as ledger
from compliance.access.context import acting_as
from dso.embedded import mariadb, places, postgres
from dso.embedded.children import BASE
from dso.onboarding.actions.load import biller, found_demo
from dso.onboarding.actions.office import agent, busy_day, writer
from dso.onboarding.actions.office.database import DATABASE
from dso.onboarding.actions.office.load import finish_jobs, load_office
from dso.onboarding.group import OFFICE
from dso.onboarding.history import Past, Stage, history_of
from dso.onboarding.models import DemoLoad
from dso.onboarding.open_dental.claims import filed
from dso.onboarding.open_dental.left import left_of
from dso.onboarding.people import people_of
from practices.agent.agent import Agent
from practices.agent.https import HttpsServer
from practices.agent.loop import turn
from practices.agent.pms.open_dental import OpenDental, connector
from practices.agent.schedule import Timing
from practices.agent.state import Folder
from practices.events.models import Event
from practices.mirror.models import SourceRow
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import maps
from practices.sync.course import WriteBackState
from practices.sync.models import Agent as AgentRow
from practices.sync.models import AgentState, WriteBack
from practices.wire.values import canonical
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import actions as posting
from tests.dso.embedded.conftest import wait_until
from tests.walk.running import Running, pointed_at

pytestmark = [pytest.mark.kill, pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
SMALL = replace(OFFICE, patients=60, claims=400)
MINUTES, SECONDS_MAX = 90, 90
IMPATIENT = Timing(first_compare_max=0, compare=30, compare_hot=30, recheck=0.1, query_share=0)


@pytest.fixture(scope="module")
def running(django_db_blocker: DjangoDbBlocker) -> Iterator[Running]:
    if why := mariadb.missing():
        pytest.skip(why)
    folder = Path(tempfile.mkdtemp(prefix="dso-office-"))
    folder.chmod(0o755)
    parts = Running(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUBLIC_URL", parts.address)
        patch.setenv("SYNC_CONFIRM_SECONDS", "0")
        postgres.ensure_running(folder)
        server = system(folder)
        try:
            with django_db_blocker.unblock(), pointed_at(folder):
                call_command("prepare", verbosity=0)
                parts.start("web")
                yield parts
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
            parts.stop()
            for leftover in {folder, places.home(folder), places.socket_folder(folder)}:
                shutil.rmtree(leftover, ignore_errors=True)


def system(data: Path) -> "subprocess.Popen[bytes]":
    """The practice system as `up` keeps it."""
    return subprocess.Popen(
        [sys.executable, "-m", "dso.embedded.part", "mariadb", str(data)],
        cwd=BASE, start_new_session=True, env=os.environ | {"DSO_SUPERVISOR": str(os.getpid())},
    )  # fmt: skip


@pytest.fixture(scope="module")
def api(running: Running) -> Iterator[str]:
    """The office's program, as far as its API goes, once its database is there."""
    port = mariadb.free_port()
    place = mariadb.place_of(running.data)
    program = subprocess.Popen(
        [sys.executable, "-m", "dso.embedded.part", "api", str(port), str(place.socket)],
        cwd=BASE, start_new_session=True, env=os.environ | {"DSO_SUPERVISOR": str(os.getpid())},
    )  # fmt: skip
    yield f"http://127.0.0.1:{port}/api/v1"
    os.killpg(program.pid, signal.SIGKILL)
    program.wait()


@pytest.fixture
def office(running: Running, settings: Settings) -> Practice:
    """Loaded whole: rows, agent, records, claims, mail."""
    settings.DATA = running.data
    settings.DISPATCH_FOLDER = running.data / "dispatch"
    today = timezone.localdate()
    found_demo(clock=timezone.now, today=today)
    wait_until(lambda: served(running))
    load_office(running.address, clock=timezone.now, site=SMALL)
    return Practice.objects.get(public_id=SMALL.public_id)


def served(running: Running) -> bool:
    from dso.embedded import address

    return address.answers(running.port)


def past() -> tuple[Past, ...]:
    today = DemoLoad.objects.get().today
    return history_of(SMALL, people_of(SMALL, today), today)


def pms(data: Path) -> OpenDental:
    return OpenDental(connector(Folder(data / "office-agent").settings().database))


def truth(data: Path) -> dict[tuple[str, str], str]:
    with closing(pms(data)) as source:
        return {
            (table.name, str(key)): canonical(values).decode()
            for table in maps.TABLES
            for key, _, values in source.rows_after(table, None, 1_000_000)
        }


def mirror(practice: Practice) -> dict[tuple[str, str], str]:
    with in_practice(practice):
        rows = SourceRow.objects.filter(gone_at=None)
        return {(row.table, row.key): row.values for row in rows}


def read_quietly(data: Path, practice: Practice) -> None:
    """Until nothing is left to find."""
    hurry(data, lambda: mirror(practice) == truth(data))


def hurry(data: Path, is_so: Callable[[], bool]) -> None:
    """By an agent in a hurry, until it is so or time is up."""
    folder = Folder(data / "office-agent")
    hurried = Agent(
        pms(data),
        HttpsServer(folder.settings().place, folder.key(), folder.enrolled().key_id),
        clock=time.monotonic, sleep=time.sleep, chance=lambda: 0.0, timing=IMPATIENT,
    )  # fmt: skip
    end = time.monotonic() + SECONDS_MAX
    while not is_so() and time.monotonic() < end:
        time.sleep(min(max(turn(hurried), 0.0), 0.5))


class TestOffice:
    def test_is_here_to_the_cent_and_its_mail_on_the_desk(
        self, office: Practice, running: Running
    ) -> None:
        with in_practice(office):
            told = {
                claim.control_number: (claim.state, claim.charge_cents, claim.rank)
                for claim in Claim.objects.all()
            }
            waiting = Counter(ClaimPayment.objects.values_list("stage", flat=True))
            book_cents = sum(ledger.balances().values())

        states = {Stage.OPEN: "sent", Stage.NEWEST: "sent"}
        unmade, waiting_there = left_of(filed(past()))
        assert {
            number: ("here" if state in UNSENT else state, cents, rank)
            for number, (state, cents, rank) in told.items()
        } == {
            one.past.case.control_number: (
                "here" if one.number in waiting_there else states.get(one.past.stage, "closed"),
                one.past.case.charge_cents, one.past.case.rank,
            )
            for one in filed(past()) if one.number not in unmade
        }  # fmt: skip
        newest = [one for one in past() if one.stage is Stage.NEWEST]
        assert newest
        assert waiting == Counter({PaymentStage.PROPOSED: len(newest)})
        assert book_cents == 0
        assert AgentRow.objects.get(practice=office).state == AgentState.ACTIVE
        assert not load_office(running.address, clock=timezone.now, site=SMALL)

    def test_tells_nobody_of_what_was_there_before(self, office: Practice) -> None:
        told = set(Event.objects.filter(practice=office).values_list("name", flat=True))

        assert "claim.created" in told
        assert not {name for name in told if name.startswith(("appointment", "procedure"))}
        assert "patient.changed" not in told
        created = Event.objects.filter(practice=office, name="claim.created")
        with in_practice(office):
            still_open = Claim.objects.exclude(state="closed").count()
        assert sum(len(event.subject_ids) for event in created) == still_open

    def test_is_followed_through_a_busy_day(self, office: Practice, running: Running) -> None:
        place = mariadb.place_of(running.data)
        before = truth(running.data)

        said = list(
            busy_day.work(
                place, today=timezone.localdate(), minutes=MINUTES, minute_seconds=0,
                sleep=lambda _: None,
            )
        )  # fmt: skip
        read_quietly(running.data, office)

        after = truth(running.data)
        assert mirror(office) == after
        assert len(said) > MINUTES / 4
        changed = {table for (table, _), _ in set(after.items()) ^ set(before.items())}
        assert changed >= {
            "appointment", "procedurelog", "claim", "claimproc", "patient", "payment", "commlog",
        }  # fmt: skip

        finish_jobs(clock=timezone.now)
        with in_practice(office):
            ours = Claim.objects.filter(control_number__contains="/")
            with mariadb.connect(place, DATABASE) as link, link.cursor() as cursor:
                cursor.execute("SELECT ClaimNum, ROUND(ClaimFee * 100) FROM claim WHERE"
                               " ClaimIdentifier LIKE '%/%'")  # fmt: skip
                theirs = {(str(key), int(cents)) for key, cents in cursor.fetchall()}
            assert set(ours.values_list("source_key", "charge_cents")) == theirs != set()
            assert sum(ledger.balances().values()) == 0


def test_what_is_approved_stands_in_the_tables_and_is_confirmed(
    office: Practice, running: Running, api: str
) -> None:
    load_office(running.address, clock=timezone.now, site=SMALL, api=api)
    with acting_as(biller().actor), in_practice(office):
        posted = posting.approve_clean(now=timezone.now())
    finish_jobs(clock=timezone.now)
    agent.run(writer.folder(), "write", "--once")
    hurry(running.data, lambda: confirmed(office) == posted)

    newest = {one.case.control_number: one.verdict for one in past() if one.stage is Stage.NEWEST}
    with mariadb.connect(mariadb.place_of(running.data), DATABASE) as link, link.cursor() as cursor:
        cursor.execute(
            "SELECT ClaimIdentifier, ROUND(100 * SUM(l.InsPayAmt)), SUM(ClaimPaymentNum = 0)"
            " FROM claim c JOIN claimproc l ON l.ClaimNum = c.ClaimNum WHERE c.ClaimStatus = 'R'"
            " GROUP BY c.ClaimNum"
        )
        told = {key: (int(cents), int(open_)) for key, cents, open_ in cursor.fetchall()}
    assert posted == confirmed(office) > 0
    written = {key: told[key] for key in newest if key in told}
    assert len(written) == posted
    for key, stands in written.items():
        verdict = newest[key]
        assert verdict is not None
        assert stands == (verdict.paid_cents, 0)


def confirmed(practice: Practice) -> int:
    with in_practice(practice):
        return WriteBack.objects.filter(state=WriteBackState.CONFIRMED).count()


def test_names_nobody(office: Practice, running: Running) -> None:
    said = list(
        busy_day.work(
            mariadb.place_of(running.data), today=timezone.localdate(), minutes=60,
            minute_seconds=0, seed=secrets.randbelow(1000), sleep=lambda _: None,
        )
    )  # fmt: skip

    names = {word for person in people_of(SMALL, timezone.localdate())
             for word in (person.first_name, person.last_name)}  # fmt: skip
    assert not [line for line in said if any(name in line for name in names)]


def test_agent_folder_is_for_its_owner_alone(office: Practice) -> None:
    files = {file.name: file.stat().st_mode & 0o077 for file in agent.folder().iterdir()}

    assert files["database-password"] == 0
    assert all(mode == 0 for name, mode in files.items() if name.startswith("key"))
