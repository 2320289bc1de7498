"""A real worker over each broker of the embedded default."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dso.embedded import broker, places, postgres
from dso.embedded.children import BASE
from tests.dso.embedded.conftest import environment, wait_until

SEND = """
import sys
from tests.dso.embedded.echo import note
for word in sys.argv[1:]:
    note.apply_async(kwargs={"word": word})
"""
BROKERS = {"pgmq": {}, "filesystem": {"BROKER_URL": "filesystem://"}}


@pytest.fixture
def server(data: Path) -> Iterator[postgres.Server]:
    server = postgres.ensure_running(data)
    yield server
    server.close()


@pytest.mark.slow
@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("kind", BROKERS)
@pytest.mark.slow
class TestWorker:
    def test_runs_what_was_sent_before_and_after_it_came_up(self, data: Path, kind: str) -> None:
        env = environment(data, ECHO_FILE=str(data / "echo"), **BROKERS[kind])
        send(env, "before")
        worker = start_worker(env)
        wait_until(lambda: heard(data) == ["before"])

        send(env, "one", "two", "three")

        wait_until(lambda: sorted(heard(data)) == ["before", "one", "three", "two"])
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0

    def test_lets_a_sender_leave_at_once(self, data: Path, kind: str) -> None:
        env = environment(data, ECHO_FILE=str(data / "echo"), **BROKERS[kind])
        began = time.monotonic()

        send(env, "only")

        assert time.monotonic() - began < 5  # a pool left open holds it up for longer than that


@pytest.mark.slow
@pytest.mark.usefixtures("server")
@pytest.mark.slow
class TestSenders:
    def test_do_not_disturb_each_other_with_their_first_messages(self, data: Path) -> None:
        env = environment(data, ECHO_FILE=str(data / "echo"))
        command = [sys.executable, "-c", SEND, "first"]
        senders = [subprocess.Popen(command, cwd=BASE, env=env) for _ in range(8)]
        worker = start_worker(env)

        codes = [sender.wait(60) for sender in senders]

        assert codes == [0] * 8
        wait_until(lambda: heard(data) == ["first"] * 8)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0


class TestConnection:
    def test_goes_through_the_socket_of_the_embedded_server(self, data: Path) -> None:
        url, options = broker.connection(places.EMBEDDED_BROKER, data)

        assert url == places.EMBEDDED_BROKER
        assert str(places.socket_folder(data)) in options["conn_string"]
        assert options["wait_time_seconds"] == 0

    def test_makes_the_folders_of_a_filesystem_broker(self, data: Path) -> None:
        _, options = broker.connection(f"filesystem://{data}/queues", data)

        assert Path(options["data_folder_in"]).is_dir()
        assert options["data_folder_in"] == options["data_folder_out"]

    def test_leaves_a_real_broker_its_own_address(self, data: Path) -> None:
        url, _ = broker.connection("amqp://user@broker/vhost", data)

        assert url == "amqp://user@broker/vhost"


def send(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-c", SEND, *words], cwd=BASE, env=env, check=True, timeout=30)


def start_worker(env: dict[str, str]) -> subprocess.Popen[bytes]:
    words = "worker -P threads -c 2 -Q interactive,bulk --without-gossip --without-mingle -n t@dso"
    echo = ["-m", "celery", "--app=tests.dso.embedded.echo"]
    return subprocess.Popen(
        [sys.executable, *echo, *words.split()], cwd=BASE, env={**env, "CELERY_SKIP_CHECKS": "1"}
    )


def heard(data: Path) -> list[str]:
    file = data / "echo"
    return file.read_text().split() if file.exists() else []
