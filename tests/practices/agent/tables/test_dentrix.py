"""The Dentrix preview against views of the published names: it shows that reader and mapping fit,
and nothing about the program itself."""

from pathlib import Path

import msgspec
import pytest

from practices.agent.agent import Agent
from practices.agent.cli import main
from practices.agent.loop import turn
from practices.agent.pms import TableUnreadable
from practices.agent.pms.files.mapping import BadMapping
from practices.agent.pms.tables import mapping
from practices.agent.schedule import Timing
from practices.agent.sources import source_of
from practices.agent.state import Folder, NotSetUp
from practices.sync import maps
from practices.wire import signing
from practices.wire.messages import Table
from practices.wire.signed_file import signature_of
from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.tables.dentrix import COMPLETED, TEMPLATE, Dentrix, dentrix
from tests.practices.mariadb import MariaDb

pytestmark = pytest.mark.xdist_group("mariadb")
TIMING = Timing(first_compare_max=0, query_share=0, recheck=0, set_aside=60)


@pytest.fixture
def office(database_server: MariaDb) -> Dentrix:
    return dentrix(database_server)


def listed(name: str) -> Table:
    return next(t for t in maps.config("dentrix").tables if t.name == name)


class TestTemplate:
    def test_leaves_out_what_nobody_completed_and_names_it(self) -> None:
        told = mapping.read(TEMPLATE)

        assert told.waiting == {"feed_appointment": ("columns.status.words",)}
        assert "feed_appointment" not in told.feeds

    def test_that_is_completed_reads_it(self) -> None:
        told = mapping.read(COMPLETED)

        assert told.waiting == {}
        assert "feed_appointment" in told.feeds

    def test_fills_columns_that_the_platform_lists(self) -> None:
        for name, feed in mapping.read(COMPLETED).feeds.items():
            assert feed.columns.keys() <= set(listed(name).columns)

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (b'schema = "admin"', b'schema = "?"'), (b'schema = "admin"', b'schema = "a.b"'),
            (b'"zipcode"', b'"social_sec_num"'), (b'"npi"', b'"ssn"'),
            (b'newest = "7"', b'newest = "soon"'),
        ],
    )  # fmt: skip
    def test_that_is_not_as_it_should_be_is_refused(self, before: bytes, after: bytes) -> None:
        assert before in TEMPLATE
        with pytest.raises(BadMapping):
            mapping.read(TEMPLATE.replace(before, after, 1))


@pytest.mark.slow
class TestReading:
    def test_brings_the_mirror_to_the_views(self, office: Dentrix) -> None:
        for number in range(120):
            office.do("INSERT INTO patient (patient_id, last_name) VALUES (%s, 'Sample')", number)
        tables = tuple(t for t in maps.config("dentrix").tables if t.name in office.told.feeds)
        server, clock = MemoryServer(tables), [0.0]
        agent = Agent(
            office.source(), server, clock=lambda: clock[0], sleep=lambda _: None,
            chance=lambda: 1.0, timing=TIMING,
        )  # fmt: skip
        settle(agent, clock)
        assert len(server.tables["feed_patient"].rows) == 120

        office.do("DELETE FROM patient WHERE patient_id = '7'")
        office.do("UPDATE patient SET birth_date = '1990-05-01' WHERE patient_id = '8'")
        settle(agent, clock)

        rows = server.tables["feed_patient"].rows
        assert "7" not in rows
        assert len(rows) == 119
        told = dict(
            zip(listed("feed_patient").columns, msgspec.json.decode(rows["8"]), strict=True)
        )
        assert (told["last_name"], told["born_on"]) == ("Sample", "1990-05-01")

    def test_makes_one_moment_of_day_hour_and_minute(self, office: Dentrix) -> None:
        office.do(
            "INSERT INTO appt (appointment_id, appointment_date, start_hour, start_minute, length,"
            " status_id) VALUES ('1', '2026-12-01', 9, 5, 40, '1'),"
            " ('2', '2026-12-01', 14, 30, 40, '7')"
        )
        table = listed("feed_appointment")

        rows = office.source().rows_after(table, None, 10)

        told = [dict(zip(table.columns, values, strict=True)) for _, _, values in rows]
        assert [row["starts_at"] for row in told] == ["2026-12-01T09:05:00", "2026-12-01T14:30:00"]
        assert [row["status"] for row in told] == ["scheduled", "7"]  # the platform refuses a 7
        assert told[0]["minutes"] == 40

    def test_stops_at_a_view_that_the_account_may_not_see(self, office: Dentrix) -> None:
        office.do("REVOKE SELECT, SHOW VIEW ON admin.v_insured FROM 'dso_ro'@'127.0.0.1'")

        with pytest.raises(TableUnreadable, match="not let us read v_insured"):
            office.source().rows_after(listed("feed_subscription"), None, 1)


class TestVersion:
    @pytest.mark.parametrize(
        ("version", "fits"), [("6.1", 0), ("6.2", 1), ("7.9.1", 1), ("8.0", 0)]
    )
    def test_beyond_what_is_known_is_refused(
        self, version: str, fits: bool, office: Dentrix, tmp_path: Path
    ) -> None:
        set_up(tmp_path, version, office.url)
        folder = Folder(tmp_path)

        if fits:
            assert source_of(folder, folder.settings()).program().startswith(version)
            return
        with pytest.raises(NotSetUp, match=r"for dentrix, 6\.2 to 7"):
            source_of(folder, folder.settings())


class TestDoctor:
    def test_names_what_is_missing_and_what_is_to_be_completed(
        self, tmp_path: Path, office: Dentrix, capsys: pytest.CaptureFixture[str]
    ) -> None:
        set_up(tmp_path, "7.6", office.url, TEMPLATE)
        office.do("ALTER TABLE provider DROP COLUMN npi")
        office.do("CREATE OR REPLACE VIEW v_provider AS SELECT * FROM provider")

        assert main(["--folder", str(tmp_path), "doctor"]) == 1

        told = capsys.readouterr().out
        assert "ILL   feed_provider: v_provider has no column npi." in told
        assert "ILL   feed_appointment: To be completed: columns.status.words." in told
        assert "well  feed_patient: It has the columns that we read." in told


def settle(agent: Agent, clock: list[float]) -> None:
    for _ in range(3):
        for _ in range(60):
            if turn(agent) > 0:
                break
        clock[0] += 1_900


def set_up(home: Path, version: str, url: str, raw: bytes = COMPLETED) -> None:
    key = signing.new_key()
    (home / "mapping.toml").write_bytes(raw)
    (home / "mapping.toml.sig").write_bytes(signature_of(raw, key))
    (home / "database-url").write_text(url)
    (home / "agent.toml").write_text(
        f"""
        [platform]
        url = "http://localhost:1"
        [tables]
        system = "dentrix"
        version = "{version}"
        mapping_key = "{signing.public_text(key)}"
        """
    )
