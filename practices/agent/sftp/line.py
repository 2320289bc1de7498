"""What is asked of a folder on an SFTP server. Whatever goes wrong ends the session."""

import contextlib
import posixpath
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from practices.agent.pms import PmsAway
from practices.agent.pms.files.folder import FILES_MAX
from practices.agent.sftp.place import SftpPlace
from practices.agent.sftp.session import AWAY, Session

PIECE = 2**15
NAME = re.compile(r"[^.\x00-\x1f/\\:*?\"<>|][^\x00-\x1f/\\:*?\"<>|]{0,199}")
"""Whoever runs the server chooses names; one that would leave our folder is none."""
UNREADABLE = "The folder on the SFTP server cannot be read, or not written where it must be."
TOO_MANY = "The folder on the SFTP server holds too many files."


@dataclass(frozen=True, slots=True)
class There:
    """A file on the server as it was seen; `changed` in seconds, as the server tells it."""

    name: str
    size: int
    changed: int


class Line:
    """Opened when something is asked. Every call raises PmsAway."""

    def __init__(self, place: SftpPlace, folder: str) -> None:
        self._place, self._folder = place, folder
        self._session: Session | None = None

    @property
    def name(self) -> str:
        return f"{self._place.name}{posixpath.join('/', self._folder)}"

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None

    def files(self) -> dict[str, There]:
        """Plain files alone: a link may point anywhere."""
        found: dict[str, There] = {}
        with self._trouble():
            for entry in self._sftp().listdir_iter(self._folder):
                if stat.S_ISREG(entry.st_mode or 0) and NAME.fullmatch(entry.filename):
                    found[entry.filename] = seen(entry.filename, entry)
                if len(found) > FILES_MAX:
                    raise PmsAway(TOO_MANY)
        return found

    def file(self, name: str) -> There | None:
        with self._trouble():
            try:
                return seen(name, self._sftp().lstat(self._at(name)))
            except FileNotFoundError:
                return None

    def pieces(self, one: There) -> Iterator[bytes]:
        """At most one byte more than the file had when it was seen."""
        with self._trouble(), self._sftp().open(self._at(one.name), "rb") as file:
            file.prefetch(one.size)
            left = one.size + 1
            while left > 0 and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                yield piece

    def make(self, folder: str) -> None:
        if self.file(folder) is None:
            with self._trouble():
                self._sftp().mkdir(self._at(folder))

    def move(self, name: str, target: str) -> None:
        """What is not there is not moved."""
        if self.file(name) is not None:
            with self._trouble():
                self._sftp().rename(self._at(name), self._at(target))

    def _at(self, name: str) -> str:
        return posixpath.join(self._folder, name)

    def _sftp(self) -> Any:  # noqa: ANN401  # the library is not always there
        if self._session is None:
            self._session = Session(self._place)
        return self._session.sftp

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        """What the library raises as what the agent understands."""
        try:
            yield
        except PmsAway:
            self.close()
            raise
        except (FileNotFoundError, PermissionError):
            self.close()
            raise PmsAway(UNREADABLE) from None
        except Exception as why:
            self.close()
            if isinstance(why, OSError | EOFError) or type(why).__module__.startswith("paramiko"):
                raise PmsAway(AWAY) from None
            raise


def seen(name: str, told: Any) -> There:  # noqa: ANN401  # of the library, or of this system
    return There(name, int(told.st_size or 0), int(told.st_mtime or 0))
