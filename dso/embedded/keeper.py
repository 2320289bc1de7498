"""A small process that holds Postgres for as long as anybody uses it.

Several processes share one embedded server: `up`, a shell beside it, the workers of a test run.
Each holds the users' lock; whoever comes first starts this keeper, and it stops the server when
the last of them has gone, in whatever way it went.
"""

import contextlib
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from dso.embedded import children, locks, places, programs

USERS_LOCK = "postgres.users"
LOG_BYTES_MAX = 10 * 2**20
LOOK_SECONDS = 0.2
FAST_SHUTDOWN_SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    # A migration of one practice touches every table of it in one transaction.
    "max_locks_per_transaction": "256",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # No row, parameter or statement of a patient may reach the log.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
if sys.platform == "linux":
    # After a kill the server answers in 0.2 s instead of 9: one call, not one for every file.
    SETTINGS["recovery_init_sync_method"] = "syncfs"


def keep(data: Path) -> int:
    """Run the server until its last user is gone; returns its exit code."""
    server = programs.start_postgres(data, *_arguments(data))
    signal.signal(signal.SIGTERM, _stopping(server))
    while server.poll() is None:
        time.sleep(LOOK_SECONDS)
        last = locks.take(data / USERS_LOCK)
        if last is not None:  # kept to our end: who comes now waits, and then starts anew
            server.send_signal(signal.SIGINT)
            return server.wait(FAST_SHUTDOWN_SECONDS)
    return server.returncode


def start(data: Path) -> "subprocess.Popen[bytes]":
    """Start a keeper. It writes into the log alone: a pipe of its starter's must not stay open."""
    file = log_file(data)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LOG_BYTES_MAX:
        file.replace(file.with_suffix(".log.1"))
    with file.open("ab") as log:
        return children.start_python("-m", "dso.embedded.keeper", str(data), output=log)


def log_file(data: Path) -> Path:
    return data / "logs" / "postgres.log"


def _arguments(data: Path) -> list[str]:
    settings = {**SETTINGS, "unix_socket_directories": str(places.socket_folder(data))}
    flags = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return ["-D", str(places.postgres_folder(data)), *flags]


def _stopping(server: "subprocess.Popen[bytes]") -> "signal._HANDLER":
    def stop(_signal: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            server.send_signal(signal.SIGINT)

    return stop


if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1])))
