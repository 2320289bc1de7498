"""Running a command of ours on a data folder of its own, which is removed afterwards."""

import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dso.embedded import children, places

STOP_SECONDS_MAX = 60


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
            if child.poll() is None:
                child.send_signal(signal.SIGINT)
                child.wait(STOP_SECONDS_MAX)


@contextmanager
def _folder() -> Iterator[Path]:
    data = Path(tempfile.mkdtemp(prefix="dso-once-"))
    data.chmod(0o711)  # the server may run under another account, which must reach its own part
    try:
        yield data
    finally:
        for place in (places.socket_folder(data), places.home(data), data):
            shutil.rmtree(place, ignore_errors=True)
