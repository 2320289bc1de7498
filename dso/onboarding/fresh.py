"""Running a command of ours on a data folder of its own, which is removed afterwards."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dso.embedded import children, cluster, places

STOP_SECONDS_MAX, LOOK_SECONDS = 60, 0.1


def run(*arguments: str) -> int:
    """`manage.py` with these arguments, on a new Postgres of its own; returns its exit code.

    A process has one database for its life, so this one starts another. Ctrl-C ends both.
    """
    with _folder() as data:
        child = children.start_python(
            str(children.BASE / "manage.py"),
            *arguments,
            env={"DSO_DATA": str(data), "DSO_DEMO": "1"},
        )
        try:
            return child.wait()
        finally:
            _end(child)
            _wait_for_its_server(data)


@contextmanager
def _folder() -> Iterator[Path]:
    data = Path(tempfile.mkdtemp(prefix="dso-once-"))
    data.chmod(0o711)  # the server may run under another account, which must reach its own part
    try:
        yield data
    finally:
        for place in (places.socket_folder(data), places.home(data), data):
            shutil.rmtree(place, ignore_errors=True)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """It has nothing to lose: all it did is about to be removed."""
    if child.poll() is None:
        child.terminate()
        child.wait(STOP_SECONDS_MAX)


def _wait_for_its_server(data: Path) -> None:
    """The keeper stops Postgres when its last user is gone; then nobody writes there any more."""
    until = time.monotonic() + STOP_SECONDS_MAX
    while cluster.running(data) is not None and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
