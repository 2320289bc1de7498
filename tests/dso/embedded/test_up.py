"""`manage.py up` as real processes: its start, its end, and everything killed in between."""

import os
import signal
import socket
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from dso.embedded import cluster, postgres
from tests.dso.embedded.conftest import Up, clear_away, processes_of, wait_until
from tests.dso.embedded.databases import connect, one

pytestmark = [pytest.mark.slow]
Start = Callable[..., Up]


def page(up: Up) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{up.port}/health", timeout=10) as answer:
        return str(answer.read().decode())


class TestUp:
    def test_serves_pages_and_leaves_no_process_behind_on_ctrl_c(
        self, data: Path, up: Start
    ) -> None:
        running = up().ready()
        assert page(running) == "ok"

        code = running.stop()

        assert code == 0
        assert processes_of(data) == []
        assert "your data is kept" in running.said()

    def test_starts_again_over_the_same_data(self, data: Path, up: Start) -> None:
        up().ready().stop()
        made = (data / "pg18" / "PG_VERSION").stat().st_mtime_ns

        running = up().ready()

        assert page(running) == "ok"
        assert (data / "pg18" / "PG_VERSION").stat().st_mtime_ns == made
        running.stop()

    def test_says_who_serves_the_folder_already(self, data: Path, up: Start) -> None:
        first = up().ready()

        second = up()

        assert second.process.wait(30) == 1
        assert f"process {first.process.pid} serves it" in second.said()
        assert page(first) == "ok"
        first.stop()

    def test_takes_no_notice_of_a_lock_whose_holder_is_gone(self, data: Path, up: Start) -> None:
        (data / "up-all.lock").write_text('{"pid": 1, "place": "nowhere"}')

        running = up().ready()

        running.stop()

    def test_names_a_port_in_use_and_the_flag(self, up: Start) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            refused = up(port=taken.getsockname()[1])

            assert refused.process.wait(30) == 1

        assert f"Port {refused.port} is in use" in refused.said()
        assert "--port" in refused.said()

    def test_starts_no_database_where_a_real_one_is_named(
        self, data: Path, up: Start, tmp_path: Path
    ) -> None:
        # The embedded server of another folder stands in for a server of somebody else.
        elsewhere = tmp_path / "elsewhere"
        server = postgres.ensure_running(elsewhere)
        place = f"dso?host={server.socket}"

        running = up(
            DATABASE_URL=f"postgresql://dso_app@/{place}",
            DATABASE_OWNER_URL=f"postgresql://dso_owner@/{place}",
        ).ready()

        assert page(running) == "ok"
        assert not (data / "pg18").exists()
        assert (data / "broker" / "messages").is_dir()
        running.stop()
        server.close()
        clear_away(elsewhere)

    @pytest.mark.parametrize("role", ["web", "worker", "beat"])
    def test_runs_one_part_where_one_is_asked_for(self, data: Path, up: Start, role: str) -> None:
        up().ready().stop()

        running = up(DSO_ROLE=role)

        wait_until(lambda: "Ready after" in running.said())
        assert {name for name in ("web", "worker") if running.parts(name)} == {role} - {"beat"}
        assert running.stop() == 0

    def test_serves_pages_before_the_demo_is_loaded_and_resumes_what_was_cut(
        self, data: Path, up: Start
    ) -> None:
        cut = up("--demo").ready()
        assert page(cut) == "ok"
        assert "The demo group is loaded" not in cut.said()
        assert not cut.parts("worker")
        assert cut.stop() == 0

        again = up("--demo").ready()

        wait_until(lambda: "The demo group is loaded" in again.said(), seconds=150)
        wait_until(lambda: again.parts("worker"))
        assert again.stop() == 0
        assert processes_of(data) == []

    def test_gives_up_on_a_part_that_keeps_crashing(self, data: Path, up: Start) -> None:
        running = up(GUNICORN_CMD_ARGS="--no-such-flag")

        assert running.process.wait(90) == 1

        assert "times within a minute" in running.said()
        assert "your data is safe" in running.said()
        assert processes_of(data) == []


@pytest.mark.kill
class TestKilled:
    @pytest.mark.parametrize("name", ["web", "worker"])
    def test_part_is_started_again(self, data: Path, up: Start, name: str) -> None:
        running = up().ready()
        before = running.part(name)

        os.kill(before, signal.SIGKILL)

        wait_until(lambda: f"{name:<8} | stopped (killed by signal 9)" in running.said())
        wait_until(lambda: processes_of(data) and _other(running, name, before))
        wait_until(lambda: _serves(running))
        assert running.stop() == 0

    def test_database_is_started_again(self, data: Path, up: Start) -> None:
        running = up().ready()
        before = cluster.running(data)
        assert before

        os.kill(before, signal.SIGKILL)

        wait_until(lambda: cluster.running(data) not in (None, before))
        wait_until(lambda: postgres.answers(data))
        wait_until(lambda: _serves(running))
        sent = _messages(data)
        wait_until(lambda: _messages(data) > sent + 2 and _waiting(data) == 0)
        assert running.stop() == 0

    def test_supervisor_takes_everything_along(self, data: Path, up: Start) -> None:
        running = up().ready()

        running.process.kill()
        running.process.wait()

        wait_until(lambda: not processes_of(data), seconds=30)


def _other(running: Up, name: str, before: int) -> bool:
    try:
        return running.part(name) != before
    except (IndexError, FileNotFoundError):
        return False


def _serves(running: Up) -> bool:
    try:
        return page(running) == "ok"
    except OSError:
        return False


def _messages(data: Path) -> int:
    return _sum(data, "total_messages")


def _waiting(data: Path) -> int:
    """What nobody has picked up; what was in hand when all was killed comes again much later."""
    return _sum(data, "queue_visible_length")


def _sum(data: Path, column: str) -> int:
    with connect(data, "dso_app", "dso_broker") as broker:
        return int(str(one(broker, f"SELECT sum({column}) FROM pgmq.metrics_all()")))
