"""The preview against a look-alike database, made from its own mapping: it shows that reader and
mapping fit, and nothing about the program itself."""

from pathlib import Path

import msgspec
import pytest

from practices.agent.agent import Agent
from practices.agent.cli import main
from practices.agent.loop import turn
from practices.agent.pms import PmsAway, TableUnreadable
from practices.agent.pms.files.mapping import BadMapping
from practices.agent.pms.tables import mapping
from practices.agent.pms.tables.connector import Tables
from practices.agent.pms.tables.place import tables_place
from practices.agent.schedule import Timing
from practices.agent.sources import source_of
from practices.agent.state import Folder, NotSetUp
from practices.sync import maps
from practices.wire import signing
from practices.wire.signed_file import signature_of
from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.tables.look_alike import MAPPING, TOLD, LookAlike

LISTED = tuple(t for t in maps.config("eaglesoft").tables if t.name in TOLD.feeds)
PATIENT = next(t for t in LISTED if t.name == "feed_patient")
TIMING = Timing(first_compare_max=0, query_share=0, recheck=0, set_aside=60)


@pytest.fixture
def look_alike(tmp_path: Path) -> LookAlike:
    return LookAlike(tmp_path / "practice.db")


class TestMapping:
    def test_fills_columns_that_the_platform_lists(self) -> None:
        listed = {table.name: set(table.columns) for table in maps.config("eaglesoft").tables}

        for name, feed in TOLD.feeds.items():
            assert feed.columns.keys() <= listed[name]
        assert TOLD.status == "preview"
        assert TOLD.limits

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (b'"zipcode"', b'"social_security"'), (b'"zipcode"', b'"encrypted_social_security"'),
            (b'"zipcode"', b'"password"'), (b'"zipcode"', b'"zip; DROP TABLE x"'),
            (b'table = "patient"', b'table = "patient\\" --"'),
            (b'status = "preview"', b'status = "stable"'),
            (b'id = { from = "patient_id" }', b'id = { from = ["a", "b"] }'),
        ],
    )  # fmt: skip
    def test_with_what_may_not_be_is_refused(self, before: bytes, after: bytes) -> None:
        assert before in MAPPING
        with pytest.raises(BadMapping):
            mapping.read(MAPPING.replace(before, after, 1))


class TestReading:
    def test_brings_the_mirror_to_the_database(self, look_alike: LookAlike) -> None:
        for number in range(120):
            look_alike.patient(f"P{number}", "Sample")
        server, clock = MemoryServer(LISTED), [0.0]
        agent = Agent(
            look_alike.source(), server, clock=lambda: clock[0], sleep=lambda _: None,
            chance=lambda: 1.0, timing=TIMING,
        )  # fmt: skip
        self.settle(agent, clock)
        assert len(server.tables["feed_patient"].rows) == 120

        look_alike.do("DELETE FROM patient WHERE patient_id = 'P7'")
        look_alike.do("UPDATE patient SET last_name = 'Other' WHERE patient_id = 'P8'")
        self.settle(agent, clock)

        rows = server.tables["feed_patient"].rows
        assert "P7" not in rows
        assert len(rows) == 119
        told = dict(zip(PATIENT.columns, msgspec.json.decode(rows["P8"]), strict=True))
        assert (told["last_name"], told["born_on"], told["phone"]) == ("Other", "1990-05-01", None)

    def settle(self, agent: Agent, clock: list[float]) -> None:
        for _ in range(3):
            for _ in range(60):
                if turn(agent) > 0:
                    break
            clock[0] += 1_900

    def test_tells_what_it_does_not_understand_as_it_is(self, look_alike: LookAlike) -> None:
        look_alike.patient("1", "a", born="soon")
        look_alike.patient("2", "b", born="1753-01-01")

        rows = look_alike.source().rows_after(PATIENT, None, 10)

        place = PATIENT.columns.index("born_on")
        assert [values[place] for _, _, values in rows] == ["soon", None]

    def test_stops_at_a_table_that_is_not_as_it_should_be(self, look_alike: LookAlike) -> None:
        look_alike.do("ALTER TABLE patient DROP COLUMN zipcode")
        look_alike.do("DROP TABLE employer")
        source = look_alike.source()
        plan = next(t for t in LISTED if t.name == "feed_plan")

        with pytest.raises(TableUnreadable, match="patient has no column zipcode"):
            source.rows_after(PATIENT, None, 1)
        with pytest.raises(TableUnreadable, match="no table employer"):
            source.schema(plan)

    def test_refuses_keys_it_could_not_find_again(self, look_alike: LookAlike) -> None:
        look_alike.patient("P1 ", "a")

        with pytest.raises(TableUnreadable, match="blanks around it"):
            look_alike.source().rows_after(PATIENT, None, 1)

    def test_says_that_the_database_is_away(self, tmp_path: Path) -> None:
        source = Tables(TOLD, f"sqlite:///{tmp_path / 'none' / 'x.db'}", "21.0")

        with pytest.raises(PmsAway):
            source.rows_after(PATIENT, None, 1)


class TestVersion:
    def test_is_another_whenever_the_catalogue_is(self, look_alike: LookAlike) -> None:
        before = look_alike.source().program()

        look_alike.do("ALTER TABLE patient ADD COLUMN pager VARCHAR(9)")

        assert before.startswith("21.0 ")
        assert look_alike.source().program() != before

    def test_is_never_known_beforehand(self, look_alike: LookAlike) -> None:
        """So that nothing but counts and hashes leaves until a person accepts it."""
        told = look_alike.source().program()

        assert not maps.is_known_program(told, maps.SYSTEMS["eaglesoft"].map)
        assert len(told) <= 40

    def test_beyond_the_mappings_is_refused(self, tmp_path: Path) -> None:
        set_up(tmp_path, "17.4")

        with pytest.raises(NotSetUp, match="for eaglesoft, 18 to 99"):
            source_of(Folder(tmp_path), Folder(tmp_path).settings())

    @pytest.mark.parametrize("version", ["", "new", "21", "21.x", "-1.0"])
    def test_that_is_none_is_refused(self, version: str, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="version"):
            tables_place({"system": "eaglesoft", "version": version}, tmp_path)


class TestDoctor:
    def test_names_what_the_database_lacks(
        self, tmp_path: Path, look_alike: LookAlike, capsys: pytest.CaptureFixture[str]
    ) -> None:
        set_up(tmp_path, "21.0")
        look_alike.do("ALTER TABLE patient DROP COLUMN zipcode")

        assert main(["--folder", str(tmp_path), "doctor"]) == 1

        told = capsys.readouterr().out
        assert "ILL   feed_patient: patient has no column zipcode." in told
        assert "well  feed_plan: It has the columns that we read." in told


def set_up(home: Path, version: str) -> None:
    key = signing.new_key()
    (home / "mapping.toml").write_bytes(MAPPING)
    (home / "mapping.toml.sig").write_bytes(signature_of(MAPPING, key))
    (home / "database-url").write_text(f"sqlite:///{home / 'practice.db'}")
    (home / "agent.toml").write_text(
        f"""
        [platform]
        url = "http://localhost:1"
        [tables]
        system = "eaglesoft"
        version = "{version}"
        mapping_key = "{signing.public_text(key)}"
        """
    )
