"""Which of a feed's files are taken in, and in what order."""

import logging
import sqlite3
from collections.abc import Callable
from datetime import datetime

from practices.agent.pms import PmsAway
from practices.agent.pms.files.bad import NotTaken
from practices.agent.pms.files.folder import ACCEPT, Drop, Dropped
from practices.agent.pms.files.keeping import Archive, sha256_of
from practices.agent.pms.files.laying import laid
from practices.agent.pms.files.mapping import Feed, mark_of
from practices.agent.pms.files.store import Good, Store

log = logging.getLogger("dso-agent")
UNREADABLE = "The file cannot be read."
LATE = "It is older than one that was taken: export it again, or accept it."


class Intake:
    """Of one feed. Refused files stay refused while they are there unchanged, or until a person
    accepts one."""

    def __init__(
        self, name: str, feed: Feed, store: Store, archive: Archive,
        wall_clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._name, self._feed, self._store = name, feed, store
        self._archive, self._wall_clock = archive, wall_clock
        self.refused: dict[Dropped, str] = {}

    def take(self, drop: Drop) -> None:
        """Raises PmsAway where we cannot keep anything."""
        finished = drop.finished(self._feed.pattern)
        if self._feed.reads == "whole":
            self._take_newest(finished)
        else:
            self._take_in_turn(finished[::-1])

    def _take_newest(self, finished: list[Dropped]) -> None:
        """The newest good one."""
        before = self._store.good()
        fresh = [one for one in finished if before is None or self._is_newer(one, before)]
        self._forget_but(fresh)
        for one in fresh:
            if not self._stays_refused(one) and self._is_taken(one, before):
                return

    def _take_in_turn(self, finished: list[Dropped]) -> None:
        """Each that was not taken yet, the oldest first. A bad one stops those behind it: what
        they say may rest on it. Another mapping reads all that are there anew."""
        self._forget_but(finished)
        for one in finished:
            before = self._store.good()
            if before is not None and before.mapping != mark_of(self._feed):
                before = None
            if before is not None and self._store.has_taken(one.mark):
                continue
            if self._stays_refused(one) or not self._is_taken(one, before):
                return

    def _is_taken(self, one: Dropped, before: Good | None) -> bool:
        try:
            self._take(one, before)
        except NotTaken as why:
            self.refused[one] = str(why)
            log.warning("%s: a file is refused. %s", self._name, why)
            return False
        self.refused.pop(one, None)
        return True

    def _take(self, one: Dropped, before: Good | None) -> None:
        """Raises NotTaken, and then nothing has changed."""
        is_part = self._feed.reads != "whole"
        if is_part and before and one.place < before.place and not one.has_beside(ACCEPT):
            raise NotTaken(LATE)
        try:
            sha256 = sha256_of(one.path)
        except OSError:
            raise NotTaken(UNREADABLE) from None
        try:
            with self._store.writing(onto=is_part and before is not None) as fresh:
                rows = laid(fresh, self._feed, one, before)
                fresh.note_taken(one.mark)
                if not one.is_unchanged():
                    raise NotTaken("The file changed while it was read.")
                self._archive.keep(self._name, one.path, sha256, self._wall_clock())
                place = max(one.place, before.place) if is_part and before else one.place
                mapping = mark_of(self._feed)
                fresh.keep(Good(sha256=sha256, rows=rows, mapping=mapping, place=place))
        except (OSError, sqlite3.Error):
            raise PmsAway("The agent's own folder cannot be written: is the disk full?") from None
        log.info("%s: took a file; it has %d rows", self._name, rows)

    def _stays_refused(self, one: Dropped) -> bool:
        return self.refused.get(one, UNREADABLE) != UNREADABLE and not one.has_beside(ACCEPT)

    def _forget_but(self, there: list[Dropped]) -> None:
        self.refused = {one: why for one, why in self.refused.items() if one in there}

    def _is_newer(self, one: Dropped, before: Good) -> bool:
        """The same file is, once it is to be read another way."""
        is_other = before.mapping != mark_of(self._feed)
        return one.place > before.place or (one.place == before.place and is_other)
