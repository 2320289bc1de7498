"""The files of one Postgres: made once, cleaned of what a killed server left."""

import os
import shutil
from pathlib import Path

from dso.embedded import places, programs

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
    """Remove lock files whose process is gone or is somebody else's.

    Postgres takes any living process of its own account for another server, so a number that
    the system has given to a stranger would keep it from starting for ever.
    """
    if running(data) is None:
        for file in (
            places.postgres_folder(data) / "postmaster.pid",
            places.socket_folder(data) / ".s.PGSQL.5432.lock",
            places.socket_folder(data) / ".s.PGSQL.5432",
        ):
            file.unlink(missing_ok=True)


def running(data: Path) -> int | None:
    """The process id of a living `postgres` on exactly this cluster."""
    folder = places.postgres_folder(data)
    try:
        pid = int((folder / "postmaster.pid").read_text().split("\n", 1)[0])
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return None  # no file, half a file, or no such process; a zombie has no words
    is_postgres = Path(os.fsdecode(words[0])).name == "postgres"
    return pid if is_postgres and os.fsencode(folder) in words else None
