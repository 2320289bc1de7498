"""A MariaDB of our own, where the machine has its program: a practice system keeps its rows there.

It runs as an ordinary account, ends with who started it, and starts again over its files after a
kill. Its root comes in by the socket alone, whose folder is open to that account only.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymysql

from dso.embedded import cluster, places, programs
from dso.embedded.children import ends_with_parent

HOST, START_SECONDS_MAX = "127.0.0.1", 60
PACKAGE = "mariadb-server-core"
PARTS = ("system_tables", "performance_tables", "system_tables_data")
SHARES = ("share/mysql", "share/mariadb")
SETTINGS = (
    "--innodb-log-file-size=16M", "--innodb-buffer-pool-size=64M", "--key-buffer-size=8M",
    "--innodb-flush-log-at-trx-commit=2", "--skip-log-bin", "--skip-name-resolve",
    "--performance-schema=OFF", "--max-connections=40",
)  # fmt: skip
SESSION = "SET time_zone='+00:00', sql_mode=''"
LOG_CHARACTERS_SHOWN = 500


class NotThere(RuntimeError):
    """The program is not on this machine; the text says which package brings it."""


class DidNotStart(RuntimeError):
    """It does not answer; the text ends with what it said last."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one server has its files, its socket, its port on this machine, and its log."""

    folder: Path
    socket: Path
    port: int
    log: Path


def missing() -> str:
    """Why there can be none here; "" if there can."""
    if _program() is None or _share() is None:
        return f"MariaDB is not on this machine (Debian: {PACKAGE})"
    return ""


def place_of(data: Path) -> Place:
    """The server of a data folder, under the port that it was last started with; 0 before."""
    folder = places.home(data) / "mariadb"
    try:
        port = int(_port_file(data).read_text())
    except (OSError, ValueError):
        port = 0
    socket_file = places.socket_folder(data) / "mariadb.sock"
    return Place(folder, socket_file, port, data / "logs" / "mariadb.log")


def start(place: Place) -> "subprocess.Popen[bytes]":
    """Our child, on files that are made if there are none; `await_answer` tells when it serves.

    Raises NotThere, and DidNotStart if the files could not be made.
    """
    common = _common(place)
    if not (place.folder / "mysql").exists():
        _make(place)
    place.log.parent.mkdir(parents=True, exist_ok=True)
    own = _open(place.folder.with_name(place.folder.name + ".tmp"))
    listening = (f"--socket={place.socket}", f"--bind-address={HOST}", f"--port={place.port}")
    with place.log.open("ab") as log:
        return _popen(
            [*common, f"--datadir={place.folder}", f"--tmpdir={own}",
             f"--pid-file={own / 'pid'}", *SETTINGS, *listening],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip


def serve(data: Path) -> int:
    """Run the server of a data folder until it, or who asked for it, ends; its exit code."""
    cluster.open_socket_folder(data)
    place = place_of(data)
    if not place.port or not _is_free(place.port):
        _port_file(data).write_text(str(free_port()))
    server = start(place_of(data))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.terminate())
    return server.wait()


def await_answer(
    place: Place, process: "subprocess.Popen[bytes] | None" = None, *, seconds: float
) -> None:
    """Raises DidNotStart when the process has ended, or nobody answers in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and (process is None or process.poll() is None):
        with contextlib.suppress(pymysql.MySQLError):
            connect(place).close()
            return
        time.sleep(0.05)
    said = place.log.read_text(errors="replace") if place.log.exists() else "nothing"
    raise DidNotStart(f"MariaDB did not start. It said: {said[-LOG_CHARACTERS_SHOWN:]}")


def connect(place: Place, database: str | None = None) -> "pymysql.Connection[Any]":
    """As the server's own root, in UTC, and as forgiving as a practice system has it."""
    return pymysql.connect(
        unix_socket=str(place.socket), user="root", database=database, autocommit=True,
        charset="utf8mb4", init_command=SESSION,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _make(place: Place) -> None:
    """Whole or not at all: files whose making was cut short are not taken for a server's."""
    half = place.folder.with_name(place.folder.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    _open(half)
    own = _open(place.folder.with_name(place.folder.name + ".tmp"))
    command = [*_common(place), f"--datadir={half}", f"--tmpdir={own}", *SETTINGS, "--bootstrap"]
    maker = _popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said, _ = maker.communicate(_first_words().encode(), timeout=START_SECONDS_MAX)
    if maker.returncode:
        raise DidNotStart(f"MariaDB could not make its files: {said.decode()[-500:]}")
    half.rename(place.folder)


def _first_words() -> str:
    """System tables, and no login but root's own, from this machine's socket."""
    share = _share()
    assert share is not None, "asked for before"
    told = "".join(_script(share, part).read_text() for part in PARTS)
    return (
        f"CREATE DATABASE mysql;\nUSE mysql;\n{told}\n"
        "DELETE FROM global_priv WHERE User <> 'root' OR Host <> 'localhost';\n"
    )


def _common(place: Place) -> list[str]:
    program, share = _program(), _share()
    if program is None or share is None:
        raise NotThere(missing())
    return [program, "--no-defaults", f"--lc-messages-dir={share}"]


def _open(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    programs.give(folder)
    return folder


def _popen(command: list[str], **given: Any) -> "subprocess.Popen[bytes]":  # noqa: ANN401  # Popen's own words
    account = places.server_account()
    return subprocess.Popen(  # noqa: S603  # the machine's program, arguments from our own code
        command,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        user=account and account.pw_uid,
        group=account and account.pw_gid,
        extra_groups=account and [],
        preexec_fn=ends_with_parent(signal.SIGTERM),
        **given,
    )


def _program() -> str | None:
    return shutil.which("mariadbd", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


def _share() -> Path | None:
    """Where the program's own SQL lies; packages differ in names, not in what is in them."""
    program = _program()
    roots = [Path(program).resolve().parent.parent] if program else []
    found = [root / share for root in roots for share in SHARES]
    return next((one for one in found if all(_script(one, part).is_file() for part in PARTS)), None)


def _script(share: Path, part: str) -> Path:
    newer = share / f"mariadb_{part}.sql"
    return newer if newer.is_file() else share / f"mysql_{part}.sql"


def _port_file(data: Path) -> Path:
    return places.home(data) / "mariadb.port"


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((HOST, port)) != 0
