"""The files of one Postgres: made once, cleaned of what a killed server left."""

import errno
import os
import shutil
import subprocess
from pathlib import Path

from dso.embedded import places, programs
from dso.embedded.trouble import FULL, in_words

INITDB = (
    "--username=postgres",
    "--auth=trust",  # the socket folder is open to its owner alone
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",  # the same order of names on every machine
    "--locale=C",
    "--no-sync",
)


class NotOurFolder(SystemExit):
    """The folder for the socket belongs to somebody else."""


class NotMade(SystemExit):
    """initdb failed."""


def make(data: Path) -> None:
    """Make the cluster if there is none. A making that was cut short leaves nothing behind."""
    folder = places.postgres_folder(data)
    if folder.exists():
        return
    half = folder.with_name(folder.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    programs.give(half)
    made = programs.run(data, "initdb", f"--pgdata={half}", *INITDB)
    if made.returncode and FULL in made.stderr:
        raise NotMade(in_words(OSError(errno.ENOSPC, FULL), data))
    if made.returncode:
        raise NotMade(f"Postgres could not make its files in {folder}:\n{made.stderr.strip()}")
    os.sync()
    half.rename(folder)


def open_socket_folder(data: Path) -> Path:
    folder = places.socket_folder(data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = places.server_account()
    if folder.stat().st_uid not in {os.geteuid(), account.pw_uid if account else os.geteuid()}:
        raise NotOurFolder(
            f"{folder} belongs to another account, so the database will not open its socket "
            "there. Your data is untouched. Remove that folder, or set DSO_DATA to a shorter path."
        )
    programs.give(folder)
    return folder


def forget_killed_server(data: Path) -> None:
    """Remove lock files that are cut short, or whose number the system gave to a stranger.

    Postgres takes any living process for another server and would never start again. A file
    whose process is gone stays: Postgres reads in it whether a session still holds the memory.
    """
    if running(data) is not None:
        return
    for file in (_pid_file(data), places.socket_folder(data) / ".s.PGSQL.5432.lock"):
        pid = _first_number(file)
        if pid is None or _is_alive(pid):
            file.unlink(missing_ok=True)


def running(data: Path) -> int | None:
    """The process id of a living `postgres` on exactly this cluster."""
    pid = _first_number(_pid_file(data))
    words = _command(pid) if pid is not None else []
    is_ours = str(places.postgres_folder(data)) in words and Path(words[0]).name == "postgres"
    return pid if is_ours else None


def is_held(data: Path) -> bool:
    """Whether sessions of a killed server still hold its shared memory; they end within seconds."""
    try:
        segment = _pid_file(data).read_text().splitlines()[6].split()[1]
        table = Path("/proc/sysvipc/shm").read_text().splitlines()
    except (OSError, IndexError):
        return False
    rows = (line.split() for line in table)
    return any(row[1] == segment and row[6] != "0" for row in rows)


def _pid_file(data: Path) -> Path:
    return places.postgres_folder(data) / "postmaster.pid"


def _first_number(file: Path) -> int | None:
    try:
        return int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _command(pid: int) -> list[str]:
    """The words a process was started with; none for one that is gone or waits to be reaped."""
    if Path("/proc/self").exists():
        try:
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes()).split("\0")
        except OSError:
            return []
    asked = ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603  # ps
    return answer.stdout.split()
