"""What goes wrong with disk, folder and port is said in words, with what to do."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dso.embedded import postgres, supervisor
from dso.embedded.children import BASE
from dso.embedded.postgres import DatabaseDidNotStart
from dso.embedded.supervisor import Supervisor
from dso.embedded.terminal import Terminal
from dso.embedded.trouble import in_words, is_full
from tests.dso.embedded.conftest import clear_away

DATA = Path("/somewhere")
SECONDS_MAX = 60


class TestWords:
    def test_name_the_folder_and_the_way_out(self) -> None:
        assert "is full" in str(in_words(OSError(28, "No space left on device"), DATA))
        assert "is full" in str(in_words(psycopg.errors.DiskFull(), DATA))
        for number in (1, 13, 20, 30):
            assert "/somewhere cannot be written" in str(in_words(OSError(number, "x"), DATA))

    def test_leave_all_else_to_its_traceback(self) -> None:
        assert in_words(OSError(5, "Input/output error"), DATA) is None
        assert in_words(psycopg.OperationalError("connection refused"), DATA) is None


class FullAtFirst:
    """A Postgres that cannot start for want of room, the first times it is asked."""

    def __init__(self, times: int) -> None:
        self.left, self.data = times, DATA

    def pid(self) -> int | None:
        return None

    def ensure_running(self, data: Path) -> "FullAtFirst":
        self.left -= 1
        if self.left > 0:
            raise DatabaseDidNotStart("PANIC: could not write: No space left on device")
        return self


def test_a_supervisor_waits_for_room(monkeypatch: pytest.MonkeyPatch) -> None:
    full = FullAtFirst(3)
    monkeypatch.setattr(supervisor, "FULL_PAUSE_SECONDS", 0)
    monkeypatch.setattr(postgres, "ensure_running", full.ensure_running)
    keeps = Supervisor(DATA, "beat", 0, Terminal(), full)  # type: ignore[arg-type]  # as a server

    for _ in range(3):
        keeps._keep_database_up()

    assert full.left == 0
    assert is_full(DatabaseDidNotStart("x No space left on device"))


def start(data: Path, *flags: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "up", "--no-browser", *flags],
        cwd=BASE,
        env={"PATH": os.environ["PATH"], "HOME": "/nowhere", "DSO_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def said(process: "subprocess.Popen[str]") -> str:
    text, _ = process.communicate(timeout=SECONDS_MAX)
    assert process.returncode != 0
    assert "Traceback" not in text
    return text


@pytest.fixture
def little_room(tmp_path: Path) -> Iterator[Path]:
    """A disk of thirty megabytes."""
    folder = Path("/tmp") / f"dso-little-{os.getpid()}"
    folder.mkdir(mode=0o755)
    mounted = ["mount", "-t", "tmpfs", "-o", "size=30m,mode=755", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mounted, capture_output=True, check=False).returncode:
        folder.rmdir()
        pytest.skip("only root may mount a small disk")
    yield folder
    clear_away(folder / "data")
    subprocess.run(["umount", "--lazy", str(folder)], check=False)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
class TestStart:
    def test_on_a_full_disk_says_so(self, little_room: Path) -> None:
        assert "is full. What was saved is safe. Make room" in said(start(little_room / "data"))

    def test_in_a_folder_that_cannot_be_written_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()

        assert "set DSO_DATA to a folder of its own" in said(start(tmp_path / "file" / "data"))

    @pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
    def test_at_no_port_says_which_there_are(self, tmp_path: Path, port: str) -> None:
        assert "from 1 to 65535" in said(start(tmp_path, f"--port={port}"))

    def test_that_is_broken_off_at_any_moment_says_so_in_a_line(self, data: Path) -> None:
        for seconds in (0.3, 0.6, 1.0):
            process = start(data)
            time.sleep(seconds)
            process.send_signal(signal.SIGINT)

            assert "othing is lost" in said(process)
