"""A drop-box: parcels lie in `out` under a temporary name until one rename makes them theirs."""

import itertools
import time
from collections.abc import Iterator
from typing import Self

from billing.submission.clearinghouses import inbox
from billing.submission.clearinghouses.door import Found, Parcel, Receipt, Standing
from billing.submission.clearinghouses.place import Place
from billing.submission.clearinghouses.side import Side
from billing.submission.clearinghouses.troubles import AWAY, MAYBE, Down, Unsure

THEIRS, NOT_STAGED = "The file is theirs already.", "The file is not wholly there yet."


def temporary(parcel: Parcel) -> str:
    return f".{parcel.name}.part"


class Box:
    """A Door over a Side; `door` says what it concludes."""

    def __init__(self, place: Place, side: Side) -> None:
        self._place, self._side = place, side

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._side.close()

    def stage(self, parcel: Parcel) -> None:
        """A part is resumed if it is a beginning of ours, byte by byte; else begun anew.

        Two that stage at once write the same bytes at the same places.
        """
        with self._side.bounded():
            if self._side.seen(self._out(parcel.name)) is not None:
                raise Unsure(THEIRS)
            path = self._out(temporary(parcel))
            began = self._began(parcel, path)
            if began < len(parcel.data):
                self._side.write(path, parcel.data[began:], at=began)
            part = self._side.seen(path)
            if part is None or part.size != len(parcel.data):
                raise Down(NOT_STAGED)

    def release(self, parcel: Parcel) -> Receipt:
        with self._side.bounded():
            match self._standing(parcel, staged=None):
                case Standing.STAGED:
                    self._side.move(self._out(temporary(parcel)), self._out(parcel.name))
                case Standing.ABSENT:
                    raise Down(NOT_STAGED)
                case Standing.UNSURE:
                    raise Unsure(MAYBE)
                case Standing.RELEASED:
                    self._side.remove(self._out(temporary(parcel)))
        return Receipt()

    def standing(self, parcel: Parcel, *, staged: bool | None = None) -> Standing:
        with self._side.bounded():
            return self._standing(parcel, staged=staged)

    def listing(self) -> Iterator[Found]:
        with self._side.bounded():
            first = set(inbox.waiting(self._side, self._place.folders.inbox))
        if not first:
            return iter(())
        time.sleep(self._place.settle_seconds)
        with self._side.bounded():
            again = inbox.waiting(self._side, self._place.folders.inbox)
            return iter(sorted(first & set(again), key=lambda one: (one.at, one.name)))

    def fetch(self, found: Found) -> bytes:
        with self._side.bounded():
            return inbox.fetched(self._side, self._place.folders.inbox, found)

    def archive(self, found: Found) -> None:
        with self._side.bounded():
            try:
                inbox.put_aside(self._side, self._place.folders, found)
            except Unsure:
                raise Down(AWAY) from None

    def _standing(self, parcel: Parcel, *, staged: bool | None) -> Standing:
        """The temporary name first: a rename between the two looks is then seen as one."""
        part = self._side.seen(self._out(temporary(parcel)))
        final = self._side.seen(self._out(parcel.name))
        if final is not None:
            return Standing.RELEASED if final.size == len(parcel.data) else Standing.UNSURE
        if part is not None:
            return Standing.STAGED if part.size == len(parcel.data) else Standing.ABSENT
        self._prove_gone(parcel)
        if self._was_sent(parcel):
            return Standing.RELEASED
        if staged is None or (staged and self._place.sweeps):
            return Standing.UNSURE
        return Standing.RELEASED if staged else Standing.ABSENT

    def _prove_gone(self, parcel: Parcel) -> None:
        """A mount that was away for a moment is no proof; one list without both names is."""
        there = {one.name for one in self._side.files(self._place.folders.out)}
        if there & {parcel.name, temporary(parcel)}:
            raise Down(AWAY)

    def _was_sent(self, parcel: Parcel) -> bool:
        """Under its name, or with something of theirs behind it."""
        if not self._place.folders.sent:
            return False
        told = itertools.islice(self._side.files(self._place.folders.sent), inbox.FILES_MAX)
        names = [one.name for one in told]
        return any(name == parcel.name or name.startswith(f"{parcel.name}.") for name in names)

    def _began(self, parcel: Parcel, path: str) -> int:
        """How many bytes of it are there."""
        part = self._side.seen(path)
        if part is None:
            return 0
        told = self._side.read(path, len(parcel.data) + 1)
        if parcel.data.startswith(told) and told:
            return len(told)
        self._side.remove(path)
        return 0

    def _out(self, name: str) -> str:
        return f"{self._place.folders.out}/{name}"
