"""Data folders of their own, and real processes on them."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dso.embedded import places
from dso.embedded.children import BASE

SECONDS_MAX = 60


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that the server's account can reach; what still runs on it is ended."""
    folder = Path(tempfile.mkdtemp(prefix="dso-test-"))
    folder.chmod(0o755)
    yield folder
    clear_away(folder)


def clear_away(folder: Path) -> None:
    for pid in processes_of(folder):
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not processes_of(folder))
    for leftover in {folder, places.home(folder), places.socket_folder(folder)}:
        shutil.rmtree(leftover, ignore_errors=True)


def processes_of(data: Path) -> list[int]:
    """Every living process that was started on this data folder, the server's own among them."""
    asked = [str(data).encode(), str(places.home(data)).encode()]
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            said = _read(process / "cmdline") + _read(process / "environ")
            if any(place in said for place in asked):
                found.append(int(process.name))
    return found


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def wait_until(is_so: Callable[[], object], seconds: float = SECONDS_MAX) -> float:
    """Wait for it, and return how long that took; fail the test when it does not come."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, "it did not happen in time"
        time.sleep(0.02)
    return time.monotonic() - began


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, **more: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**ours, "DSO_DATA": str(data), "DJANGO_SETTINGS_MODULE": "dso.settings", **more}


class Up:
    """`manage.py up` as somebody types it, with what it printed so far."""

    def __init__(self, data: Path, *flags: str, port: int | None = None, **env: str) -> None:
        self.data, self.port = data, port or free_port()
        self.log = data / f"up-{secrets.token_hex(4)}.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", f"--port={self.port}", "--no-browser", *flags],
                cwd=BASE,
                env=environment(data, **env),
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text()

    def ready(self) -> "Up":
        wait_until(lambda: "Ready after" in self.said() or self.process.poll() is not None)
        assert "Ready after" in self.said(), self.said()
        return self

    def part(self, name: str) -> int:
        return self.parts(name)[0]

    def parts(self, name: str) -> list[int]:
        """The process of one part, while it runs."""
        words = f"dso.embedded.part\0{name}".encode()
        return [
            pid
            for pid in processes_of(self.data)
            if words in _read(Path(f"/proc/{pid}/cmdline"))
            and f"\nPPid:\t{self.process.pid}\n" in Path(f"/proc/{pid}/status").read_text()
        ]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS_MAX)


@pytest.fixture
def up(data: Path) -> Iterator[Callable[..., Up]]:
    started: list[Up] = []

    def start(*flags: str, port: int | None = None, **env: str) -> Up:
        started.append(Up(data, *flags, port=port, **env))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()
