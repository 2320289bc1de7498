"""A folder on an SFTP server as if it were here: what is finished there is copied down first.

A copy bears the time of the file it is of, so that the two are compared without reading either. A
line that breaks leaves no half copy; the next look begins the file again.
"""

import fnmatch
import os
from collections.abc import Sequence
from pathlib import Path

from practices.agent.pms.files.folder import ACCEPT, ASIDE, DONE, Drop, Dropped
from practices.agent.sftp.line import Line, There, seen

FILE_BYTES_MAX = 256 * 2**20
HALF = ".half"
SECOND_NS = 10**9


class RemoteDrop(Drop):
    """`copies` is a folder of the agent's own; of each pattern the `newest` files are copied."""

    def __init__(
        self, line: Line, patterns: Sequence[str], copies: Path, settle_seconds: float, *,
        newest: int,
    ) -> None:  # fmt: skip
        super().__init__(copies, 0)
        self._line, self._patterns = line, patterns
        self._seconds, self._newest = settle_seconds, newest
        self._seen: dict[There, float] = {}

    @property
    def name(self) -> str:
        return self._line.name

    def reach(self) -> None:
        """Raises PmsAway."""
        self._line.files()

    def look(self, clock: float) -> None:
        """Raises PmsAway, OSError where there is no room for copies."""
        there = self._line.files()
        self._seen = {one: self._seen.get(one, clock) for one in there.values()}
        wanted = self._wanted(there, clock)
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._drop_others(wanted, there)
        for one in wanted:
            self._copy(one)
            if one.name + ACCEPT in there:
                (self.path / (one.name + ACCEPT)).touch(mode=0o600)
        super().look(clock)

    def put_aside(self, one: Dropped) -> None:
        """Moved on the server; then our copy goes. What changed there meanwhile stays."""
        name = one.path.name
        if self._line.file(name) == There(name, one.size, one.changed_ns // SECOND_NS):
            self._line.make(ASIDE)
            self._move(name + DONE, one)
            self._move(name, one)
        one.path.unlink(missing_ok=True)

    def rest(self) -> None:
        self._line.close()

    def _wanted(self, there: dict[str, There], clock: float) -> list[There]:
        wanted: dict[There, None] = {}
        for pattern in self._patterns:
            alike = [
                one
                for one in there.values()
                if fnmatch.fnmatchcase(one.name.lower(), pattern.lower())
                and one.size <= FILE_BYTES_MAX
                and self._is_finished(one, there, clock)
            ]
            newest = sorted(alike, key=lambda one: (one.changed, one.name), reverse=True)
            wanted |= dict.fromkeys(newest[: self._newest])
        return list(wanted)

    def _is_finished(self, one: There, there: dict[str, There], clock: float) -> bool:
        """What was copied before was finished then, whenever the agent was started."""
        is_settled = clock - self._seen[one] >= self._seconds
        return one.name + DONE in there or is_settled or self._is_copied(one)

    def _drop_others(self, wanted: list[There], there: dict[str, There]) -> None:
        names = {one.name for one in wanted}
        names |= {name + ACCEPT for name in names if name + ACCEPT in there}
        for copy in self.path.iterdir():
            if copy.name not in names:
                copy.unlink(missing_ok=True)

    def _copy(self, one: There) -> None:
        """Whole, and the same before and after; else it is begun again at the next look."""
        if self._is_copied(one):
            return
        half = self.path / HALF
        half.unlink(missing_ok=True)
        place = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(place, "wb") as file:
            for piece in self._line.pieces(one):
                file.write(piece)
        if half.stat().st_size != one.size or self._line.file(one.name) != one:
            half.unlink()
            return
        os.utime(half, ns=(one.changed * SECOND_NS,) * 2)
        half.replace(self.path / one.name)

    def _is_copied(self, one: There) -> bool:
        try:
            return seen(one.name, (self.path / one.name).stat()) == one
        except FileNotFoundError:
            return False

    def _move(self, name: str, one: Dropped) -> None:
        """Under its own name, or with its time behind it where that one is taken."""
        target = f"{ASIDE}/{name}"
        is_taken = self._line.file(target) is not None
        self._line.move(name, f"{target}-{one.changed_ns}" if is_taken else target)
