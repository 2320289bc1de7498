"""The embedded Postgres: attach to it, or start it for as long as somebody uses it."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from dso.embedded import cluster, keeper, locks, places, programs
from dso.embedded.bootstrap import bootstrap

START_LOCK = "postgres.start"
RECOVERY_SECONDS_MAX = 300
LEFTOVER_SECONDS_MAX = 60
LOG_LINES_SHOWN = 8


class DatabaseDidNotStart(SystemExit):
    """The embedded Postgres does not answer; its files are as it left them."""


@dataclass
class Server:
    """Our use of the embedded server. It runs until the last such use, of any process, ends."""

    data: Path
    socket: Path
    is_ours: bool
    lock: int
    keeper: "subprocess.Popen[bytes] | None" = None

    def answers(self) -> bool:
        return answers(self.data)

    def pid(self) -> int | None:
        return cluster.running(self.data)

    def close(self) -> None:
        """End our use; if it was the last one, return once the server has stopped."""
        _used.pop(self.data, None)
        os.close(self.lock)
        if self.keeper is not None:
            self._wait_unless_others_use_it(self.keeper)

    def _wait_unless_others_use_it(self, child: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + keeper.FAST_SHUTDOWN_SECONDS
        while child.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
            if self._others_use_it():
                return

    def _others_use_it(self) -> bool:
        """The keeper is alone with the lock while it stops; only users share it."""
        lock = locks.try_share(self.data / keeper.USERS_LOCK)
        if lock is None:
            return False
        os.close(lock)
        alone = locks.take(self.data / keeper.USERS_LOCK)
        if alone is None:
            return self.answers()
        os.close(alone)
        return False


_used: dict[Path, Server] = {}


def ensure_running(data: Path) -> Server:
    """A server that answers and has our logins and databases; again in one process is the same.

    Raises DatabaseDidNotStart with the last lines of its log.
    """
    server = _used.get(data)
    if server is not None and server.answers():
        return server
    if server is not None:
        server.close()
    lock = locks.share(data / keeper.USERS_LOCK)
    try:
        with locks.alone(data / START_LOCK):
            child = None if answers(data) else _start(data)
            bootstrap(str(places.socket_folder(data)))
    except BaseException:
        os.close(lock)
        raise
    _used[data] = Server(data, places.socket_folder(data), child is not None, lock, child)
    return _used[data]


def answers(data: Path) -> bool:
    if not places.postgres_folder(data).exists():
        return False
    where = f"--host={places.socket_folder(data)}"
    return programs.run(data, "pg_isready", "--quiet", where, "--timeout=5").returncode == 0


def _start(data: Path) -> "subprocess.Popen[bytes] | None":
    cluster.make(data)
    cluster.open_socket_folder(data)
    if _leftover_came_back(data):
        return None
    cluster.forget_killed_server(data)
    child = keeper.start(data)
    until = time.monotonic() + RECOVERY_SECONDS_MAX
    while not answers(data):
        if child.poll() is not None or time.monotonic() > until:
            child.terminate()
            raise DatabaseDidNotStart(_why(data))
        time.sleep(0.03)
    return child


def _leftover_came_back(data: Path) -> bool:
    """A server of an earlier start may still be recovering, or on its way out: wait for it."""
    until = time.monotonic() + LEFTOVER_SECONDS_MAX
    while (pid := cluster.running(data)) is not None or cluster.is_held(data):
        if answers(data):
            return True
        if time.monotonic() > until:
            raise DatabaseDidNotStart(
                f"A Postgres of an earlier start (process {pid or 'unknown'}) holds {data} and "
                f"does not answer. Your data is safe. Stop it with `kill -INT` and try again."
            )
        time.sleep(0.05)
    return False


def _why(data: Path) -> str:
    file = keeper.log_file(data)
    lines = file.read_text(errors="replace").splitlines() if file.exists() else []
    last = "\n  ".join(lines[-LOG_LINES_SHOWN:])
    return (
        f"The embedded Postgres did not start. Its files in {places.postgres_folder(data)} are "
        f"untouched. The last lines of {file}:\n  {last}"
    )
