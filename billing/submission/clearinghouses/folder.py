"""A folder that both sides see: files and their names are on disk before we say so."""

import contextlib
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from billing.submission.clearinghouses.side import Seen
from billing.submission.clearinghouses.troubles import (
    AWAY,
    MAYBE,
    STILL_GROWING,
    Changed,
    Down,
    Refused,
    Trouble,
    Unsure,
)


class Folder:
    """A Side in our own file system, which must know hard links."""

    def __init__(self, address: str) -> None:
        self._root = Path(address)

    @contextlib.contextmanager
    def bounded(self) -> Iterator[None]:
        """The file system's own time is all there is."""
        yield

    def seen(self, path: str) -> Seen | None:
        with self._trouble():
            place = self._root / path
            try:
                return _seen(place.name, place.lstat())
            except FileNotFoundError:
                if not place.parent.is_dir():
                    raise
                return None

    def files(self, folder: str) -> Iterator[Seen]:
        with self._trouble(), os.scandir(self._root / folder) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    one = _seen(entry.name, entry.stat(follow_symlinks=False))
                    if one is not None:
                        yield one

    def read(self, path: str, bytes_max: int) -> bytes:
        with self._trouble():
            try:
                handle = os.open(self._root / path, os.O_RDONLY | os.O_NOFOLLOW)
            except FileNotFoundError:
                raise Changed(STILL_GROWING) from None
            with os.fdopen(handle, "rb") as file:
                return file.read(bytes_max)

    def write(self, path: str, data: bytes, *, at: int) -> None:
        place = self._root / path
        flags = os.O_WRONLY | os.O_NOFOLLOW | (0 if at else os.O_CREAT | os.O_EXCL)
        with self._trouble(), os.fdopen(os.open(place, flags, 0o640), "wb") as file:
            file.seek(at)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            _keep(place.parent)

    def remove(self, path: str) -> None:
        with self._trouble():
            (self._root / path).unlink(missing_ok=True)

    def move(self, path: str, target: str) -> None:
        """A second name, then the first one goes: no file system puts that over another."""
        here, there = self._root / path, self._root / target
        with self._trouble():
            try:
                there.hardlink_to(here)
            except FileExistsError:
                raise Refused("taken") from None
            except FileNotFoundError:
                raise Unsure(MAYBE) from None
        try:
            _keep(there.parent)
            here.unlink()
            _keep(here.parent)
        except OSError:
            raise Unsure(MAYBE) from None

    def make(self, folder: str) -> None:
        with self._trouble():
            (self._root / folder).mkdir(exist_ok=True)

    def close(self) -> None:
        """Nothing is held."""

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        """Where all of it is gone, it is a mount that is away."""
        try:
            yield
        except Trouble:
            raise
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            if not self._root.is_dir():
                raise Down(AWAY) from None
            raise Refused("folder") from None
        except OSError:
            raise Down(AWAY) from None


def _seen(name: str, told: os.stat_result) -> Seen | None:
    if not stat.S_ISREG(told.st_mode):
        return None
    return Seen(name, told.st_size, datetime.fromtimestamp(told.st_mtime, UTC))


def _keep(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
