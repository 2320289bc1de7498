"""A practice's own system keeps its mirror true: a real agent, MariaDB, and the server over TLS."""

import ipaddress
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from dso.embedded import places, postgres
from dso.embedded.children import BASE
from practices.agent.agent import Agent
from practices.agent.https import HttpsServer, Place
from practices.agent.loop import turn
from practices.agent.pms.open_dental import OpenDental, connector
from practices.agent.schedule import Timing
from practices.agent.state import Folder
from practices.mirror.models import SourceRow
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, maps
from practices.sync.models import Agent as AgentRow
from practices.sync.models import Stream
from practices.wire.values import canonical
from tests.databases import GROUP, NORTH, NPI_A, TAX_ID
from tests.practices import mariadb
from tests.practices.mariadb import SHAPE, MariaDb
from tests.walk.running import Running, pointed_at

pytestmark = [pytest.mark.kill, pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
DATABASE = "od_walk"
FIRST_ROWS = 40
KILLS = 6
SECONDS_MAX = 60
# A stamp counts seconds, and the agent reads up to two of them ago.
SETTLED_SECONDS = 3
IMPATIENT = Timing(
    first_compare_max=0, compare=1, compare_hot=1, recheck=0.1, query_share=0, slices=1
)


@pytest.fixture
def running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[Running]:
    folder = Path(tempfile.mkdtemp(prefix="dso-sync-"))
    folder.chmod(0o755)
    parts = Running(folder)
    certified(tmp_path)
    monkeypatch.setenv(
        "GUNICORN_CMD_ARGS", f"--certfile={tmp_path / 'cert'} --keyfile={tmp_path / 'key'}"
    )
    monkeypatch.setenv("PUBLIC_URL", f"https://127.0.0.1:{parts.port}")
    monkeypatch.setenv("SYNC_CONFIRM_SECONDS", "0")
    postgres.ensure_running(folder)
    try:
        with django_db_blocker.unblock(), pointed_at(folder):
            call_command("prepare", verbosity=0)
            parts.start("web")
            yield parts
    finally:
        parts.stop()
        for leftover in {folder, places.home(folder), places.socket_folder(folder)}:
            shutil.rmtree(leftover, ignore_errors=True)


@pytest.fixture
def practice(running: Running) -> Practice:
    group = registry.found_organization(
        public_id=GROUP, name="Test Group", regions={NORTH: "North"}
    )
    return registry.add_practice(
        organization=group,
        region=group.regions.get(),
        public_id="alder",
        name="Alder",
        npi=NPI_A,
        tax_id=TAX_ID,
        joined_on=date(2020, 1, 1),
        now=timezone.now(),
    )


@pytest.fixture(scope="module")
def server() -> Iterator[MariaDb]:
    with mariadb.running() as made:
        made.create(DATABASE, "InnoDB", SHAPE.read_text())
        columns = {t.name: [*t.columns, *filter(None, [t.stamp])] for t in maps.TABLES}
        made.grant(DATABASE, columns | {"preference": ["PrefName", "ValueString"]})
        yield made


def certified(folder: Path) -> None:
    """A certificate of our own for this machine, which the agent is told to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


class Office:
    """The practice's side: a database somebody works in, and a folder with an agent."""

    def __init__(self, server: MariaDb, running: Running, folder: Path) -> None:
        self.server, self.folder, self.running = server, folder / "agent", running
        self.place = Place(f"https://127.0.0.1:{running.port}", ca_file=str(folder / "cert"))
        self.folder.mkdir()
        database = server.reader(DATABASE)
        (self.folder / "password").write_text(database["password"])
        (self.folder / "password").chmod(0o600)
        (self.folder / "agent.toml").write_text(
            f'[platform]\nurl = "{self.place.url}"\nca_file = "{self.place.ca_file}"\n'
            f'[database]\nhost = "127.0.0.1"\nport = {database["port"]}\n'
            f'user = "{database["user"]}"\npassword_file = "password"\n'
            f'database = "{DATABASE}"\n'
        )

    def run(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "practices.agent", "--folder", str(self.folder), *arguments],
            cwd=BASE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip

    def say(self, *arguments: str) -> str:
        process = self.run(*arguments)
        told, _ = process.communicate(timeout=SECONDS_MAX)
        assert process.returncode == 0, told
        return told

    def do(self, *statements: str) -> None:
        with self.server.admin(DATABASE) as connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def agent(self) -> Agent:
        """In this process, and in a hurry."""
        folder = Folder(self.folder)
        https = HttpsServer(self.place, folder.key(), folder.enrolled().key_id)
        return Agent(
            self.pms(), https, clock=time.monotonic, sleep=time.sleep, chance=lambda: 0.0,
            timing=IMPATIENT,
        )  # fmt: skip

    def pms(self) -> OpenDental:
        return OpenDental(connector(self.server.reader(DATABASE)))

    def truth(self) -> dict[tuple[str, str], str]:
        pms = self.pms()
        found = {}
        for table in maps.TABLES:
            for key, _, values in pms.rows_after(table, None, 1_000_000):
                found[table.name, str(key)] = canonical(values).decode()
        pms.close()
        return found


@pytest.fixture
def office(running: Running, practice: Practice, server: MariaDb, tmp_path: Path) -> Office:
    """Enrolled by its own command, and approved."""
    office = Office(server, running, tmp_path)
    _await_server(office)
    told = office.say("enroll", actions.issue_code(practice=practice, now=timezone.now()))
    row = AgentRow.objects.get()
    assert row.key_id in (office.folder / "agent.json").read_text()
    assert "Compare these words" in told
    actions.approve(agent_id=row.pk, now=timezone.now())
    return office


def _await_server(office: Office) -> None:
    import requests

    end = time.monotonic() + SECONDS_MAX
    while time.monotonic() < end:
        try:
            requests.get(f"{office.place.url}/health", verify=office.place.ca_file, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("The server does not answer.")


def mirror(practice: Practice) -> dict[tuple[str, str], str]:
    with in_practice(practice):
        rows = SourceRow.objects.filter(gone_at=None)
        return {(row.table, row.key): row.values for row in rows}


def _begun(practice: Practice) -> set[tuple[int, bool]]:
    with in_practice(practice):
        return set(Stream.objects.values_list("epoch", "holds_deletes"))


def _held(practice: Practice, table: str) -> bool:
    """Whether rows are missed and wait for a person."""
    with in_practice(practice):
        missed = SourceRow.objects.filter(table=table, gone_at=None).exclude(missed_at=None)
        stream = Stream.objects.get(table=table)
        return stream.epoch == 2 and stream.holds_deletes and missed.count() == 3


def insert(chance: random.Random, count: int) -> list[str]:
    return [
        "INSERT INTO claimproc (PatNum, InsPayAmt, Remarks) "
        f"VALUES ({chance.randrange(9)}, {chance.randrange(9999) / 100}, 'r{chance.random()}')"
        for _ in range(count)
    ]


class TestSync:
    def test_brings_the_mirror_to_the_source_whatever_is_killed(
        self, office: Office, practice: Practice
    ) -> None:
        chance = random.Random(4)
        office.do(
            *insert(chance, FIRST_ROWS),
            "INSERT INTO patient (LName, FName, Birthdate) VALUES ('Sample', 'Anna', '0001-01-01')",
            "INSERT INTO provider (Abbr, LName) VALUES ('DOC1', 'Sample')",
        )
        for number in range(KILLS):
            agent = office.run("run")
            office.do(
                *insert(chance, 5),
                f"UPDATE claimproc SET InsPayAmt={chance.randrange(99)} WHERE ClaimProcNum%5=2",
                f"DELETE FROM claimproc WHERE ClaimProcNum = {chance.randrange(1, FIRST_ROWS)}",
            )
            time.sleep(chance.uniform(0.5, 2.5))
            if number % 2:
                office.running.kill("web")
                office.running.start("web")
            os.killpg(agent.pid, signal.SIGKILL)
            agent.communicate()

        _await_server(office)
        hurried, end = office.agent(), time.monotonic() + SECONDS_MAX
        while mirror(practice) != office.truth() and time.monotonic() < end:
            time.sleep(min(max(turn(hurried), 0.0), 0.5))

        assert mirror(practice) == office.truth()
        assert len(office.truth()) > FIRST_ROWS

    def test_reads_an_older_dump_anew_and_holds_what_it_lacks(
        self, office: Office, practice: Practice, running: Running
    ) -> None:
        """A backup of this morning is restored under the agent."""
        office.do(
            *insert(random.Random(5), FIRST_ROWS),
            "INSERT INTO securitylog (LogText) VALUES ('a'), ('b'), ('c')",
        )
        hurried, end = office.agent(), time.monotonic() + SECONDS_MAX
        while mirror(practice) != office.truth() and time.monotonic() < end:
            time.sleep(min(max(turn(hurried), 0.0), 0.5))
        before = mirror(practice)

        office.do(
            "DELETE FROM securitylog ORDER BY SecurityLogNum DESC LIMIT 1",
            "DELETE FROM claimproc ORDER BY ClaimProcNum DESC LIMIT 3",
        )
        while not _held(practice, "claimproc") and time.monotonic() < end + SECONDS_MAX:
            time.sleep(min(max(turn(hurried), 0.0), 0.5))

        assert mirror(practice).keys() == before.keys()
        assert _begun(practice) == {(2, True)}

    def test_says_in_plain_words_how_it_is(self, office: Office) -> None:
        office.say("once")

        assert "All is well" in office.say("doctor")
        assert "claimproc" in office.say("status")
