"""The practice system's server as a part: killed, started again, gone with its parent."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pymysql
import pytest

from dso.embedded import mariadb
from dso.embedded.children import BASE
from tests.dso.embedded.conftest import processes_of, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("mariadb"),
    pytest.mark.skipif(bool(mariadb.missing()), reason=mariadb.missing() or "there"),
]
SECONDS_MAX = 60
Serve = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def serve(data: Path) -> Iterator[Serve]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        part = subprocess.Popen(
            [sys.executable, "-m", "dso.embedded.part", "mariadb", str(data)],
            cwd=BASE, start_new_session=True,
            env=os.environ | {"DSO_SUPERVISOR": str(os.getpid())},
        )  # fmt: skip
        started.append(part)
        mariadb.await_answer(mariadb.place_of(data), part, seconds=SECONDS_MAX)
        return part

    yield start
    for part in started:
        if part.poll() is None:
            os.killpg(part.pid, signal.SIGKILL)
        part.wait()


def server_of(data: Path) -> int:
    return int((data / "mariadb.tmp" / "pid").read_text())


def count(data: Path) -> int:
    with mariadb.connect(mariadb.place_of(data), "kept") as link, link.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM rows_of")
        return int((cursor.fetchone() or (0,))[0])


class TestServe:
    def test_starts_again_over_its_rows_when_it_was_killed(self, data: Path, serve: Serve) -> None:
        part = serve()
        with mariadb.connect(mariadb.place_of(data)) as link, link.cursor() as cursor:
            cursor.execute("CREATE DATABASE kept")
            cursor.execute("CREATE TABLE kept.rows_of (n int PRIMARY KEY)")
            rows = ", ".join(f"({number})" for number in range(1_000))
            cursor.execute(f"INSERT INTO kept.rows_of VALUES {rows}")

        os.kill(server_of(data), signal.SIGKILL)
        part.wait(SECONDS_MAX)
        serve()

        assert count(data) == 1_000

    def test_ends_with_whoever_serves_it_in_whatever_way(self, data: Path, serve: Serve) -> None:
        part = serve()

        part.kill()
        part.wait()

        wait_until(lambda: processes_of(data) == [])

    def test_ends_when_it_is_asked_to(self, data: Path, serve: Serve) -> None:
        part = serve()

        part.terminate()

        assert part.wait(SECONDS_MAX) == 0
        assert processes_of(data) == []

    def test_lets_nobody_in_by_its_port_without_a_login(self, data: Path, serve: Serve) -> None:
        serve()

        with pytest.raises(pymysql.MySQLError):
            pymysql.connect(host=mariadb.HOST, port=mariadb.place_of(data).port, user="root")

    def test_takes_no_making_that_was_cut_short_for_a_whole_one(
        self, data: Path, serve: Serve
    ) -> None:
        (data / "mariadb.half" / "mysql").mkdir(parents=True)

        serve()

        assert not (data / "mariadb.half").exists()
