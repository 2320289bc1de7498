"""Open Dental's database as it really is: odd values, other shapes, older states, slow engines."""

import threading
import time
from datetime import timedelta

import msgspec
import pytest

from practices.agent.comparing import Comparing
from practices.agent.loop import turn
from practices.agent.pace import Pace
from practices.agent.pms import TableUnreadable
from practices.agent.pms.open_dental import OpenDental, connector
from practices.agent.source import Source
from practices.sync.maps import open_dental
from practices.wire.messages import Compare, Differing, Table
from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.practice import TABLES, Practice, settle
from tests.practices.mariadb import READER, SHAPE, MariaDb

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
CLAIMPROC, PATIENT, SECURITYLOG, CLINIC = TABLES
NOTHING_DIFFERS = Differing(buckets=())


def values(server: MemoryServer, table: Table, key: int) -> list[object]:
    found: list[object] = msgspec.json.decode(server.mirror(table.name)[key])
    return found[1:]


class TestValues:
    def test_of_any_kind_pass(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        office.do(
            "INSERT INTO patient VALUES (1, %s, '0000-00-00', '', '-01:30:00', NOW())", ["a\0b"]
        )
        office.do("INSERT INTO patient VALUES (2, NULL, '0001-01-01', '', NULL, '0000-00-00')")
        office.do("INSERT INTO patient VALUES (3, 'A\u030a', '2026-02-00', '', '08:00:00', NOW())")
        office.do("INSERT INTO claimproc (InsPayAmt, DateCP) VALUES (0.1 + 0.2, '2026-03-02')")
        office.do(
            "INSERT INTO securitylog (LogText, LogDateTime) VALUES ('x', '2026-03-02 08:15:00')"
        )

        settle(office.agent(server), office)

        assert values(server, PATIENT, 1) == ["a\ufffdb", None, "-01:30:00"]
        assert values(server, PATIENT, 2) == [None, None, None]
        assert values(server, PATIENT, 3) == ["Å", None, "08:00:00"]
        assert values(server, CLAIMPROC, 1) == [0, "0.3000", "", "2026-03-02"]
        assert values(server, SECURITYLOG, 1) == [0, "x", "2026-03-02T08:15:00"]

    def test_in_bytes_that_are_no_text_stop_nobody(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        office.do("ALTER TABLE patient MODIFY LName varbinary(100)")
        office.do("INSERT INTO patient (LName) VALUES (%s), ('whole')", [b"M\xfcller"])

        settle(office.agent(server), office)

        assert values(server, PATIENT, 1)[0] == "M\ufffdller"
        assert values(server, PATIENT, 2)[0] == "whole"


class TestShape:
    def test_without_a_column_sets_one_table_aside(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        agent = office.agent(server)
        settle(agent, office)

        office.do("ALTER TABLE patient DROP COLUMN Birthdate")
        office.do("INSERT INTO patient (LName) VALUES ('later')")
        office.do("INSERT INTO claimproc (PatNum) VALUES (1)")
        settle(agent, office)

        assert "column" in agent.watches["patient"].error
        assert {one.table for one in server.beats[-1].streams if one.error} == {"patient"}
        assert server.mirror("claimproc") == office.truth(CLAIMPROC)

        office.do("ALTER TABLE patient ADD COLUMN Birthdate date NOT NULL DEFAULT '0001-01-01'")
        office.do(f"GRANT SELECT (Birthdate) ON {office.name}.patient TO '{READER}'@'127.0.0.1'")
        settle(agent, office, minutes=20)

        assert agent.watches["patient"].error == ""
        assert server.mirror("patient") == office.truth(PATIENT)

    def test_with_one_more_column_is_the_same(self, office: Practice) -> None:
        pms = office.pms()
        before = pms.schema(CLAIMPROC)

        office.do("ALTER TABLE claimproc ADD COLUMN Fresh int NOT NULL DEFAULT 0")

        assert pms.schema(CLAIMPROC) == before

    def test_with_a_wider_type_opens_the_table_anew(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        agent = office.agent(server)
        settle(agent, office)

        office.do("ALTER TABLE claimproc MODIFY Remarks text NULL")
        settle(agent, office, minutes=17)

        assert server.tables["claimproc"].epoch == 2
        assert server.tables["patient"].epoch == 1

    @pytest.mark.parametrize("column", ["SSN", "ssn", "LName`, `SSN", "1"])
    def test_is_read_as_listed_but_never_what_must_stay(
        self, office: Practice, column: str
    ) -> None:
        table = Table(name="patient", columns=("PatNum", column), key=("PatNum",), kind="whole")

        with pytest.raises(TableUnreadable):
            office.pms().rows_after(table, None, 1)


class TestAnotherDatabase:
    def test_that_is_an_older_state_is_told_by_opening_anew(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        office.do("INSERT INTO securitylog (LogText) VALUES ('a'), ('b'), ('c')")
        agent = office.agent(server)
        settle(agent, office)

        office.do("DELETE FROM securitylog WHERE SecurityLogNum > 1")
        office.do("INSERT INTO claimproc (PatNum) VALUES (1)")
        settle(agent, office, minutes=5)

        assert server.tables["securitylog"].epoch == 2
        assert server.mirror("claimproc") == office.truth(CLAIMPROC)

    def test_by_another_title_begins_another_epoch(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        agent = office.agent(server)
        settle(agent, office)

        office.do("UPDATE preference SET ValueString = 'Other' WHERE PrefName = 'PracticeTitle'")
        settle(agent, office)

        assert {kept.epoch for kept in server.tables.values()} == {2}


class Indifferent(MemoryServer):
    """Takes all buckets for alike."""

    def compare(self, table: str, told: Compare) -> Differing:
        return NOTHING_DIFFERS


def slowest_update(office: Practice) -> float:
    """Seconds that one UPDATE in a hundred waits while a whole table is compared."""
    source = Source(office.pms(), CLAIMPROC, 2_000, timedelta(0))
    waits, done = list[float](), threading.Event()

    def write() -> None:
        while not done.is_set():
            began = time.monotonic()
            office.do("UPDATE claimproc SET PatNum = PatNum + 1 WHERE ClaimProcNum = 77")
            waits.append(time.monotonic() - began)
            time.sleep(0.005)

    writer = threading.Thread(target=write)
    writer.start()
    began = time.monotonic()
    pace = Pace(time.monotonic, time.sleep)
    list(Comparing(source, Indifferent(TABLES), 1, pace).by_values())
    took = time.monotonic() - began
    done.set()
    writer.join()
    slow = sorted(waits)[int(len(waits) * 0.99)]
    print(f"{office.engine}: 32,768 rows in {took:.2f} s, UPDATE p99 {slow:.3f} s")
    return slow


class TestComparing:
    def test_lets_people_write_meanwhile(self, office: Practice) -> None:
        """An UPDATE waits for one page at most, with MyISAM too. Thrice, if others are busy."""
        copy = "INSERT INTO claimproc (PatNum, Remarks) SELECT PatNum, Remarks FROM claimproc"
        office.do("INSERT INTO claimproc (PatNum, Remarks) VALUES (1, 'x')")
        for _ in range(15):
            office.do(copy)

        assert any(slowest_update(office) < 0.15 for _ in range(3))


@pytest.fixture(params=["InnoDB", "MyISAM"])
def whole_schema(database_server: MariaDb, request: pytest.FixtureRequest) -> MariaDb:
    """All tables there are, with the rights the list asks for and no others."""
    database_server.create("od_whole", request.param, SHAPE.read_text())
    grants = {
        table.name: [*table.columns, *([table.stamp] if table.stamp else [])]
        for table in open_dental.TABLES
    }
    database_server.grant("od_whole", {**grants, "preference": []})
    return database_server


class TestList:
    def test_can_be_read_with_the_rights_it_asks_for(self, whole_schema: MariaDb) -> None:
        with whole_schema.admin("od_whole") as connection, connection.cursor() as cursor:
            for table in open_dental.TABLES:
                cursor.execute(f"INSERT INTO {table.name} ({table.key[0]}) VALUES (5)")
        pms = OpenDental(connector(whole_schema.reader("od_whole")))

        for table in open_dental.TABLES:
            assert pms.schema(table)
            ((key, stamp, told),) = pms.rows_after(table, None, 10)
            assert (key, len(told), stamp is not None) == (5, len(table.columns), bool(table.stamp))

    def test_is_sent_in_a_few_turns(self, whole_schema: MariaDb) -> None:
        server = MemoryServer(open_dental.TABLES, rows_max=2_000)
        office = Practice(whole_schema, "od_whole", "")
        agent = office.agent(server)

        while turn(agent) == 0:
            pass

        assert set(server.tables) == {table.name for table in open_dental.TABLES}
        assert not [watch.error for watch in agent.watches.values() if watch.error]
        office.close()
