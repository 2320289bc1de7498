"""The parts of the product as processes of their own, to be killed and started again."""

import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connections

from dso.embedded import places, postgres
from dso.embedded.children import BASE

PARTS = ("worker", "web", "beat")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """Postgres and the parts over one data folder. Only the main thread starts and kills."""

    data: Path
    port: int = field(default_factory=free_port)
    parts: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    kills: dict[str, int] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def keep_up(self) -> None:
        """Start whatever does not run, the database first."""
        postgres.ensure_running(self.data)
        for name in PARTS:
            if name not in self.parts or self.parts[name].poll() is not None:
                self.start(name)

    def start(self, name: str) -> None:
        self.parts[name] = self._start(name)

    def kill(self, name: str) -> None:
        """Without a word: kill -9."""
        if name == "postgres":
            pid = postgres.ensure_running(self.data).pid()
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
        else:
            os.killpg(self.parts[name].pid, signal.SIGKILL)
            self.parts[name].wait()
        self.kills[name] = self.kills.get(name, 0) + 1

    def stop(self) -> None:
        for part in self.parts.values():
            if part.poll() is None:
                os.killpg(part.pid, signal.SIGKILL)
            part.wait()
        postgres.ensure_running(self.data).close()

    def said(self) -> str:
        return "".join(log.read_text(errors="replace") for log in self.data.glob("*.log"))

    def _start(self, name: str) -> "subprocess.Popen[bytes]":
        commands = {
            "worker": ["dso.embedded.part", "worker"],
            "web": ["dso.embedded.part", "web", f"127.0.0.1:{self.port}"],
            "beat": [
                "celery", "--app=dso.celery", "--quiet", "beat", "--loglevel=WARNING",
                "--pidfile=", "--scheduler=celery.beat:Scheduler",
            ],
        }  # fmt: skip
        ours = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_")}
        with (self.data / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *commands[name]],
                cwd=BASE,
                env=ours | {"DSO_DATA": str(self.data), "DSO_SUPERVISOR": str(os.getpid())},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


@contextmanager
def pointed_at(data: Path) -> Iterator[None]:
    """This process reads and writes the database of that folder."""
    before = {alias: dict(connections[alias].settings_dict) for alias in connections}
    for alias in before:
        connections[alias].close()
        connections[alias].settings_dict |= {
            "HOST": str(places.socket_folder(data)),
            "NAME": places.DATABASE,
        }
    try:
        yield
    finally:
        for alias, settings in before.items():
            connections[alias].close()
            connections[alias].settings_dict |= settings


def password() -> str:
    return secrets.token_urlsafe(16)
