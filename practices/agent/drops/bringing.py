"""Files are brought one by one and put aside only once the platform has them.

The power may fail anywhere: what is not aside is brought again, and the platform knows it by its
hash. Nothing is sent while nobody there switched it on.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from practices.agent.pms import PmsAway
from practices.agent.pms.files.folder import Drop, Dropped
from practices.agent.server import Refused, SwitchedOff, TableRefused, TooMuch, Unreachable
from practices.wire import drops
from practices.wire.messages import Brought, Config, DropsHealth

log = logging.getLogger("dso-agent")  # counts and hashes; never a name, it may say too much
FILES_PER_ROUND_MAX = 50
UNFINISHED = (".done", ".accept", ".part", ".tmp", ".filepart")
OFF = "Remittances wait: nobody let this agent bring them. See the practice's Connection page."
UNREADABLE = "The folder for remittances cannot be read."
FIXED = "Remittances were brought and cannot be put aside: may the agent write in their folder?"
TOO_LARGE = "A file is too large to be brought; upload it on the page Money in."
NOT_TAKEN = "The platform does not take a file; upload it on the page Money in."


class DropServer(Protocol):
    """Every call raises Refused or Unreachable; a call that raised may have had its effect."""

    def config(self) -> Config: ...

    def bring(self, sha256: str, body: bytes) -> Brought: ...


@dataclass(slots=True)
class Bringer:
    """`refused` are files that are not tried again while they stay as they are."""

    drop: Drop
    pattern: str
    server: DropServer
    clock: Callable[[], float]
    refused: dict[Dropped, str] = field(default_factory=dict)
    brought: set[Dropped] = field(default_factory=set)

    def round(self) -> DropsHealth:
        """Bring what is finished. Raises nothing: what stops it is told."""
        trouble, there = "", 0
        try:
            self.drop.look(self.clock())
            there = len(self._finished())
            trouble = self._bring()
            there = len(self._finished()) - len(self.brought)
        except OSError:
            trouble = UNREADABLE
        except (PmsAway, Refused, Unreachable) as why:
            trouble = OFF if isinstance(why, SwitchedOff) else str(why)
        finally:
            self.drop.rest()
        if trouble:
            log.warning("remittances: %s", trouble)
        return DropsHealth(waiting=there, error=trouble[:400])

    def _bring(self) -> str:
        """What a person should know of it."""
        files = self._finished()
        self.refused = {one: why for one, why in self.refused.items() if one in files}
        self.brought &= set(files)
        open_ = [one for one in files if one not in self.refused]
        if open_ and not self.server.config().drops:
            return OFF
        for one in open_[:FILES_PER_ROUND_MAX]:
            self._one(one)
        return next(iter(self.refused.values()), "")

    def _one(self, one: Dropped) -> None:
        if one not in self.brought:
            try:
                self._send(one)
            except (TooMuch, drops.DropTooLarge):
                self.refused[one] = TOO_LARGE
                return
            except TableRefused:
                self.refused[one] = NOT_TAKEN
                return
        self._put_aside(one)

    def _send(self, one: Dropped) -> None:
        if one.size > drops.FILE_BYTES_MAX:
            raise drops.DropTooLarge
        content = one.path.read_bytes()
        sha256 = drops.sha256_of(content)
        told = self.server.bring(sha256, drops.pack(one.path.name, content))
        self.brought.add(one)
        again = ", known already" if told.came_before else ""
        log.info("remittances: brought %s, %d bytes%s", sha256[:12], len(content), again)

    def _put_aside(self, one: Dropped) -> None:
        """Brought all the same if that fails; then only this is tried again."""
        try:
            self.drop.put_aside(one)
        except OSError:
            raise PmsAway(FIXED) from None
        self.brought.discard(one)

    def _finished(self) -> list[Dropped]:
        """The oldest first."""
        found = [one for one in self.drop.finished(self.pattern) if _is_one(one)]
        return [one for one in reversed(found) if one.path.exists()]


def _is_one(one: Dropped) -> bool:
    name = one.path.name.lower()
    return not name.startswith(".") and not name.endswith(UNFINISHED) and one.size > 0
