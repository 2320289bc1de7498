"""The folder files are dropped into: which of them are finished, and their order. Nothing in it is
changed, but that who brings files to the platform puts them aside."""

import fnmatch
import os
import stat
from dataclasses import dataclass
from pathlib import Path

FILES_MAX = 10_000
DONE, ACCEPT, ASIDE = ".done", ".accept", "done"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as it was seen; two that are equal are the same file, unchanged."""

    path: Path
    size: int
    changed_ns: int

    @property
    def place(self) -> tuple[int, str]:
        """Newer files stand behind older ones."""
        return self.changed_ns, self.path.name

    @property
    def mark(self) -> str:
        """The same for the same file, unchanged."""
        return f"{self.changed_ns} {self.size} {self.path.name}"

    def has_beside(self, ending: str) -> bool:
        return self.path.with_name(self.path.name + ending).exists()

    def is_unchanged(self) -> bool:
        told = self.path.stat(follow_symlinks=False)
        return (told.st_size, told.st_mtime_ns) == (self.size, self.changed_ns)


class Drop:
    """`settle_seconds`: a file without a `.done` beside it must have stayed as it is so long."""

    def __init__(self, path: Path, settle_seconds: float) -> None:
        self.path, self._settle_seconds = path, settle_seconds
        self._since: dict[Dropped, float] = {}
        self._clock = 0.0

    @property
    def name(self) -> str:
        """Differs between two folders."""
        return str(self.path.absolute())

    def finished(self, pattern: str) -> list[Dropped]:
        """The newest first, as they were at the last look."""
        found = sorted(self._matching(pattern), key=lambda one: one.place, reverse=True)
        return [one for one in found if one.has_beside(DONE) or self._is_settled(one)]

    def look(self, clock: float) -> None:
        """What is there now, and since when it has been as it is. Raises OSError."""
        self._since = {one: self._since.get(one, clock) for one in self._all()}
        self._clock = clock

    def reach(self) -> None:
        """Whether the folder can be read; nothing else happens. Raises OSError."""
        self._all()

    def put_aside(self, one: Dropped) -> None:
        """Into the subfolder `done`; what changed meanwhile stays. Raises OSError.

        The mark goes first: left alone it would call the next file of this name finished.
        """
        if not one.is_unchanged():
            return
        (self.path / ASIDE).mkdir(exist_ok=True)
        mark = one.path.with_name(one.path.name + DONE)
        if mark.exists():
            mark.replace(self._aside(mark, one))
        one.path.replace(self._aside(one.path, one))

    def rest(self) -> None:
        """Nothing is asked of the folder for a while."""
        return None  # noqa: RET501  # the word of the others that have something to close

    def _aside(self, path: Path, one: Dropped) -> Path:
        """Under its own name, or with its time behind it where that one is taken."""
        target = self.path / ASIDE / path.name
        return target.with_name(f"{path.name}-{one.changed_ns}") if target.exists() else target

    def _is_settled(self, one: Dropped) -> bool:
        return self._clock - self._since[one] >= self._settle_seconds

    def _matching(self, pattern: str) -> list[Dropped]:
        lower = pattern.lower()
        return [one for one in self._since if fnmatch.fnmatchcase(one.path.name.lower(), lower)]

    def _all(self) -> list[Dropped]:
        """Plain files alone: a link may point anywhere."""
        found: list[Dropped] = []
        with os.scandir(self.path) as entries:
            for entry in entries:
                told = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(told.st_mode):
                    found.append(Dropped(Path(entry.path), told.st_size, told.st_mtime_ns))
                if len(found) > FILES_MAX:
                    raise OSError("The folder holds too many files.")
        return found
