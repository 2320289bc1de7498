"""A folder on an SFTP server. Version 3 of the protocol, as OpenSSH speaks it.

Its plain rename (not `posix-rename`, which puts one file over another) refuses a name that is
taken; OpenSSH does it as a link and an unlink, so after a crash of theirs both names may stand,
and that counts as released. The part left over is removed by the next `release`.
"""

import contextlib
import stat
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import paramiko

from billing.submission.clearinghouses.place import Place
from billing.submission.clearinghouses.session import Session
from billing.submission.clearinghouses.side import Seen
from billing.submission.clearinghouses.troubles import (
    AWAY,
    LATE,
    MAYBE,
    STILL_GROWING,
    Changed,
    Down,
    Refused,
    Trouble,
    Unsure,
)

PIECE = 2**15
FAILURES = (OSError, EOFError, paramiko.SSHException, paramiko.SFTPError)


class Sftp:
    """A Side over one session, opened when something is asked and again after it broke."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._session: Session | None = None
        self._late = threading.Event()

    @contextlib.contextmanager
    def bounded(self) -> Iterator[None]:
        """Each wait of the library is bounded, their sum is not: a clock of ours ends it."""
        self._late = late = threading.Event()
        timer = threading.Timer(self._place.seconds_max, self._cut, [late])
        timer.daemon = True
        timer.start()
        try:
            yield
        except Down:
            if late.is_set():
                raise Down(LATE) from None
            raise
        finally:
            timer.cancel()

    def seen(self, path: str) -> Seen | None:
        with self._trouble():
            folder, _, name = path.rpartition("/")
            try:
                return _seen(name, self._sftp().lstat(path))
            except FileNotFoundError:
                self._sftp().stat(folder)
                return None

    def files(self, folder: str) -> Iterator[Seen]:
        with self._trouble():
            for entry in self._sftp().listdir_iter(folder):
                one = _seen(entry.filename, entry)
                if one is not None:
                    yield one

    def read(self, path: str, bytes_max: int) -> bytes:
        with self._trouble():
            try:
                file = self._sftp().open(path, "rb")
            except FileNotFoundError:
                raise Changed(STILL_GROWING) from None
            with file:
                file.prefetch(min(file.stat().st_size or 0, bytes_max))
                return b"".join(_pieces(file.read, bytes_max))

    def write(self, path: str, data: bytes, *, at: int) -> None:
        with self._trouble(), self._sftp().open(path, "r+b" if at else "wxb") as file:
            file.set_pipelined(True)
            file.seek(at)
            for start in range(0, len(data), PIECE):
                file.write(data[start : start + PIECE])

    def remove(self, path: str) -> None:
        with self._trouble(), contextlib.suppress(FileNotFoundError):
            self._sftp().remove(path)

    def move(self, path: str, target: str) -> None:
        """Some servers would put it over another, so it is looked for first."""
        if self.seen(target) is not None:
            raise Refused("taken")
        with self._trouble():
            sftp = self._sftp()
        try:
            sftp.rename(path, target)
        except PermissionError:
            raise Refused("folder") from None
        except FAILURES as why:
            if self._is_told(why):
                raise Refused("taken") from None
            self.close()
            raise Unsure(MAYBE) from None

    def make(self, folder: str) -> None:
        with self._trouble():
            try:
                self._sftp().stat(folder)
            except FileNotFoundError:
                self._sftp().mkdir(folder)

    def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _cut(self, late: threading.Event) -> None:
        late.set()
        session = self._session
        if session is not None:
            session.close()

    def _sftp(self) -> paramiko.SFTPClient:
        if self._session is None:
            self._session = Session(self._place)
            if self._late.is_set():  # cutting came before there was anything to cut
                self.close()
                raise Down(LATE)
        return self._session.sftp

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        """What the library raises as ours. What is no answer of theirs ends the session."""
        try:
            yield
        except Trouble:
            raise
        except (FileNotFoundError, PermissionError):
            raise Refused("folder") from None
        except FAILURES as why:
            if not self._is_told(why):
                self.close()
            raise Down(AWAY) from None

    def _is_told(self, why: Exception) -> bool:
        """Whether it is a "failure" by which they answered: the library gives it no number."""
        is_open = self._session is not None and self._session.is_open
        return type(why) is OSError and why.errno is None and is_open


def _seen(name: str, told: paramiko.SFTPAttributes) -> Seen | None:
    if not stat.S_ISREG(told.st_mode or 0):
        return None
    return Seen(name, told.st_size or 0, datetime.fromtimestamp(told.st_mtime or 0, UTC))


def _pieces(read: Callable[[int], bytes], bytes_max: int) -> Iterator[bytes]:
    left = bytes_max
    while left > 0 and (piece := read(min(PIECE, left))):
        left -= len(piece)
        yield piece
