"""The whole way of a row: from a real database through the loop to a platform in memory."""

import pytest
from msgspec.structs import replace

from practices.agent import reading
from practices.agent.agent import Agent
from practices.agent.loop import turn
from practices.agent.pms import PmsAway
from practices.agent.schedule import Timing
from practices.agent.server import Unreachable
from tests.practices.agent.chances import Dying, Fuse, Killed
from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.practice import TABLES, Practice, settle

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
CLAIMPROC, PATIENT, SECURITYLOG, CLINIC = TABLES
NO_COMPARE = Timing(first_compare_max=1e9, compare_hot=1e9)


def fill(office: Practice, rows: int = 120) -> None:
    for number in range(1, rows + 1):
        office.do("INSERT INTO claimproc (PatNum, InsPayAmt) VALUES (%s, %s)", [number % 7, number])
    office.do("INSERT INTO patient (LName) VALUES ('A'), ('B'), ('C')")
    office.do("INSERT INTO securitylog (LogText) VALUES ('x'), ('y')")
    office.do("INSERT INTO clinic (Description) VALUES ('North'), ('South')")


def assert_same(office: Practice, server: MemoryServer) -> None:
    for table in TABLES:
        assert server.mirror(table.name) == office.truth(table), table.name


def lose_the_answer(agent: Agent, name: str) -> None:
    """The next such call has its effect, and the network fails before we hear of it."""
    call = getattr(agent.server, name)

    def lost(*given: object) -> None:
        call(*given)
        raise Unreachable("lost")

    setattr(agent.server, name, lost)
    with pytest.raises(Unreachable):
        turn(agent)
    setattr(agent.server, name, call)


class TestTurn:
    def test_sends_all_there_is_and_goes_on_in_windows(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        fill(office)

        settle(office.agent(server), office)

        assert_same(office, server)
        modes = {name: kept.cursor.partition(":")[0] for name, kept in server.tables.items()}
        assert modes == {
            "claimproc": "window", "patient": "window", "securitylog": "tail", "clinic": "whole",
        }  # fmt: skip

    def test_sends_what_changed_and_nothing_else(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        fill(office)
        agent = office.agent(server)
        settle(agent, office)
        before = server.pushed

        office.do("UPDATE claimproc SET InsPayAmt = 7 WHERE ClaimProcNum = 5")
        office.do("UPDATE claimproc SET SecurityHash = 'rewritten'")
        settle(agent, office)

        assert_same(office, server)
        assert server.pushed - before == 1

    def test_sends_almost_nothing_when_an_upgrade_stamps_every_row(
        self, office: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of two thousand rows whose stamps all move and three of which change, three travel."""
        monkeypatch.setattr(reading, "FLOOD_ROWS", 500)
        server = MemoryServer(TABLES, rows_max=500)
        office.do("INSERT INTO claimproc (PatNum) VALUES (1)")
        for _ in range(11):
            office.do("INSERT INTO claimproc (PatNum, InsPayAmt) SELECT PatNum, 7 FROM claimproc")
        settle(office.agent(server), office)
        office.pass_time(900)
        before = server.pushed

        office.do("UPDATE claimproc SET SecurityHash = 'rewritten'")
        changed = office.do("UPDATE claimproc SET InsPayAmt = 8 ORDER BY ClaimProcNum LIMIT 3")
        settle(office.agent(server), office)

        assert_same(office, server)
        assert server.asked >= 2_048
        assert server.pushed - before == changed == 3

    def test_compares_stamped_tables_by_sums_and_sends_nothing_for_them(
        self, office: Practice
    ) -> None:
        server = MemoryServer(TABLES)
        fill(office)
        agent = office.agent(server)
        settle(agent, office)
        before, server.levels = server.pushed, []

        office.pass_time(3600)
        settle(agent, office)

        assert ("claimproc", 1) in server.levels
        assert ("securitylog", 1) not in server.levels
        assert (server.pushed, server.asked) == (before, 0)

    def test_finds_by_sums_what_was_stamped_in_the_past(self, office: Practice) -> None:
        """A row committed so late that no window sees it; values are compared a week later."""
        server = MemoryServer(TABLES)
        fill(office)
        agent = office.agent(server, timing=Timing(first_compare_max=0, slices=7))
        settle(agent, office)

        office.do("UPDATE claimproc SET InsPayAmt = 9, SecDateTEdit = '2026-01-01' LIMIT 1")
        office.do("UPDATE claimproc SET SecDateTEdit = '2026-01-01' WHERE ClaimProcNum = 50")
        office.pass_time(3700)
        settle(agent, office)

        assert_same(office, server)

    def test_tells_what_it_sees_of_a_table_and_stops_where_it_is_told(
        self, office: Practice
    ) -> None:
        server = MemoryServer(TABLES)
        fill(office)
        agent = office.agent(server)
        settle(agent, office)
        office.do("ALTER TABLE claimproc DROP COLUMN Remarks")
        server.tables["claimproc"].paused = "Column Remarks is missing."
        office.pass_time(901)
        office.do("INSERT INTO patient (LName) VALUES ('D')")

        settle(agent, office)

        assert "Remarks" not in server.opened["claimproc"].columns
        assert server.opened["claimproc"].program == "24.3.10.0"
        assert "Remarks is missing" in agent.watches["claimproc"].error
        assert server.mirror("patient") == office.truth(PATIENT)
        office.do("ALTER TABLE claimproc ADD COLUMN Remarks varchar(500) NULL DEFAULT ''")
        server.tables["claimproc"].paused = ""
        office.pass_time(901)
        settle(agent, office)
        assert_same(office, server)

    def test_sends_no_row_while_it_may_only_observe(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        fill(office)
        server.tables["claimproc"].observe = True
        agent = office.agent(server)

        settle(agent, office)

        assert server.mirror("claimproc") == {}
        assert ("claimproc", 1) in server.levels
        assert agent.watches["claimproc"].mode == "observe"
        server.tables["claimproc"].observe = False
        agent.streams.clear()
        office.pass_time(901)
        settle(agent, office)
        assert_same(office, server)

    @pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
    def test_loses_nothing_whichever_call_it_dies_at(self, office: Practice, after: bool) -> None:
        """The power fails before or just after each call to the platform, one after the other."""
        server, deaths = MemoryServer(TABLES, rows_max=40), 0
        timing = Timing(first_compare_max=0, compare=60, compare_hot=60, recheck=1, slices=1)
        fill(office, rows=90)
        for calls in range(1, 60):
            agent, fuse = office.agent(server, timing), Fuse(calls, after)
            settle(agent, office, minutes=1)
            agent.server = Dying(server, fuse)
            office.do("INSERT INTO claimproc (PatNum) VALUES (%s)", [calls])
            office.do("UPDATE claimproc SET InsPayAmt = %s WHERE ClaimProcNum < 60", [calls])
            office.do("DELETE FROM claimproc WHERE ClaimProcNum = %s", [calls])
            try:
                settle(agent, office, minutes=2)
            except Killed:
                deaths += 1
            else:
                break
            finally:
                agent.pms.close()
        settle(office.agent(server, timing), office, minutes=4)

        assert deaths >= 20
        assert_same(office, server)

    def test_finds_what_was_deleted_after_a_second_look(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        fill(office)
        agent = office.agent(server)
        settle(agent, office)

        office.do("DELETE FROM claimproc WHERE ClaimProcNum IN (3, 120)")
        office.do("DELETE FROM clinic WHERE ClinicNum = 1")
        office.pass_time(3600)
        settle(agent, office, minutes=1)
        assert "3" not in server.gone
        settle(agent, office)

        assert_same(office, server)
        assert sorted(server.gone) == ["1", "120", "3"]

    def test_sends_a_deleted_row_again_when_it_returns(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        fill(office, rows=5)
        agent = office.agent(server)
        settle(agent, office)
        office.do("DELETE FROM claimproc WHERE ClaimProcNum = 3")
        office.pass_time(3600)
        settle(agent, office)

        office.do("INSERT INTO claimproc (ClaimProcNum, PatNum, InsPayAmt) VALUES (3, 3, 3)")
        settle(agent, office)

        assert_same(office, server)

    def test_halves_what_the_platform_finds_too_much(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        server.rows_max = 8
        fill(office)

        settle(office.agent(server), office)

        assert_same(office, server)

    def test_pages_through_a_second_that_stamped_everything(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        fill(office)
        settle(office.agent(server), office)
        office.pass_time(900)

        office.do("UPDATE claimproc SET InsPayAmt = InsPayAmt + 1")
        settle(office.agent(server, timing=NO_COMPARE), office)

        assert_same(office, server)

    def test_sees_what_was_written_before_and_committed_after_it_looked(
        self, office: Practice
    ) -> None:
        server = MemoryServer(TABLES)
        fill(office, rows=5)
        agent = office.agent(server, timing=NO_COMPARE)
        settle(agent, office)
        late = office.connect()
        office.do("BEGIN", on=late)
        office.do("INSERT INTO claimproc (PatNum) VALUES (9)", on=late)
        office.do("INSERT INTO securitylog (LogText) VALUES ('late')", on=late)
        office.do("INSERT INTO claimproc (PatNum) VALUES (10)")
        office.do("INSERT INTO securitylog (LogText) VALUES ('soon')")
        settle(agent, office)

        office.do("COMMIT", on=late)
        settle(agent, office)

        assert server.compared <= {"clinic"}
        assert_same(office, server)

    def test_asks_anew_after_an_answer_was_lost(self, office: Practice) -> None:
        """The platform kept what we do not know it has; the row is then as it was before."""
        server = MemoryServer(TABLES)
        fill(office, rows=5)
        agent = office.agent(server, timing=NO_COMPARE)
        settle(agent, office)

        office.do("UPDATE claimproc SET Remarks = 'new' WHERE ClaimProcNum = 2")
        office.pass_time(10)
        lose_the_answer(agent, "push")
        office.do("UPDATE claimproc SET Remarks = '' WHERE ClaimProcNum = 2")
        office.pass_time(10)
        settle(agent, office, minutes=1)

        assert_same(office, server)

    def test_says_up_to_when_all_tables_were_read(self, office: Practice) -> None:
        server = MemoryServer(TABLES)
        fill(office)

        settle(office.agent(server), office)

        assert set(server.cycles[-1].epochs) == {table.name for table in TABLES}
        assert server.cycles[-1].db_now == "2026-03-02T15:02:00Z"

    def test_waits_for_no_table_that_is_read_seldom(self, office: Practice) -> None:
        *often, log, clinic = TABLES
        server = MemoryServer((*often, replace(log, seconds=3600), clinic))
        fill(office)
        agent = office.agent(server)
        settle(agent, office)
        before = server.cycles[-1].db_now

        office.pass_time(600)
        settle(agent, office, minutes=1)

        assert server.cycles[-1].db_now > before
        assert log.name not in server.cycles[-1].epochs

    def test_stops_when_the_database_is_away(self, office: Practice) -> None:
        agent = office.agent(MemoryServer(TABLES))
        office.do("ALTER USER 'dso_ro'@'127.0.0.1' ACCOUNT LOCK")

        with pytest.raises(PmsAway, match="locked"):
            turn(agent)
