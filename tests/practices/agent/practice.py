"""A practice whose clock we set: a real MariaDB whose sessions all believe the same moment."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pymysql

from practices.agent.agent import Agent
from practices.agent.loop import turn
from practices.agent.pms.open_dental import OpenDental, connector
from practices.agent.schedule import Timing
from practices.agent.server import Server
from practices.wire.messages import Table
from practices.wire.values import canonical
from tests.practices.mariadb import MariaDb

SQL = Path(__file__).with_name("tables.sql")
TABLES = (
    Table(name="claimproc", key=("ClaimProcNum",), kind="stamped", seconds=2, stamp="SecDateTEdit",
          columns=("ClaimProcNum", "PatNum", "InsPayAmt", "Remarks", "DateCP")),
    Table(name="patient", key=("PatNum",), kind="stamped", seconds=2, stamp="DateTStamp",
          columns=("PatNum", "LName", "Birthdate", "SchedBeforeTime")),
    Table(name="securitylog", key=("SecurityLogNum",), kind="grows", seconds=2,
          columns=("SecurityLogNum", "PermType", "LogText", "LogDateTime")),
    Table(name="clinic", key=("ClinicNum",), kind="whole", seconds=20,
          columns=("ClinicNum", "Description")),
)  # fmt: skip
GRANTS = {
    "claimproc": [],
    "patient": ["PatNum", "LName", "Birthdate", "SchedBeforeTime", "DateTStamp"],
    "securitylog": [],
    "clinic": [],
    "preference": [],
}
BEGIN = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
TIMING = Timing(first_compare_max=0, compare=3600, recheck=60, keep_cursor=300, slices=1)


class Practice:
    """One database. `at` is the moment everybody in it believes; `pass_time` moves it."""

    def __init__(self, server: MariaDb, name: str, engine: str) -> None:
        self.server, self.name, self.engine = server, name, engine
        self.at = BEGIN
        self._connections: list[pymysql.Connection[Any]] = []

    def begin_anew(self) -> None:
        """Our four tables, empty."""
        self.close()
        self.at = BEGIN
        self.server.create(self.name, self.engine, SQL.read_text())
        self.server.grant(self.name, GRANTS)
        self.writer = self.connect()

    def connect(self) -> "pymysql.Connection[Any]":
        """Somebody of the practice, writing."""
        connection = self.server.admin(self.name)
        self._connections.append(connection)
        self._set_clock(connection)
        return connection

    def pass_time(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        for connection in self._connections:
            self._set_clock(connection)

    def do(
        self, sql: str, given: Sequence[object] = (), on: "pymysql.Connection[Any] | None" = None
    ) -> int:
        with (on or self.writer).cursor() as cursor:
            return int(cursor.execute(sql, list(given) or None))

    def truth(self, table: Table) -> dict[int, bytes]:
        """All rows as the agent ought to have told them."""
        pms = self.pms()
        try:
            found = pms.rows_after(table, None, 1_000_000)
            return {int(key): canonical(values) for key, _, values in found}
        finally:
            pms.close()

    def pms(self) -> "TimedOpenDental":
        return TimedOpenDental(self)

    def agent(self, server: Server, timing: Timing = TIMING) -> Agent:
        """A new agent, with nothing in memory."""
        return Agent(
            self.pms(), server, clock=self.seconds, sleep=lambda _: None, chance=lambda: 1.0,
            timing=timing,
        )  # fmt: skip

    def forget(self, connection: "pymysql.Connection[Any]") -> None:
        self._connections.remove(connection)
        connection.close()

    def seconds(self) -> float:
        return (self.at - BEGIN).total_seconds()

    def close(self) -> None:
        while self._connections:
            self._connections.pop().close()

    def _set_clock(self, connection: "pymysql.Connection[Any]") -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET timestamp={int(self.at.timestamp())}")


class TimedOpenDental(OpenDental):
    """Asks the practice's clock instead of the server's."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(connector(practice.server.reader(practice.name)))
        self._practice = practice

    def now(self) -> datetime:
        return self._practice.at.replace(tzinfo=None, microsecond=0)


@contextlib.contextmanager
def practice(server: MariaDb, name: str, engine: str) -> Iterator[Practice]:
    made = Practice(server, name, engine)
    made.begin_anew()
    try:
        yield made
    finally:
        made.close()


def settle(agent: Agent, practice: Practice, minutes: int = 3) -> None:
    """Quiet time: turns as they fall due, a minute apart."""
    for _ in range(minutes):
        for _ in range(200):
            if turn(agent) > 0:
                break
        practice.pass_time(61)
