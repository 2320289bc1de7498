"""What every clearinghouse's adapter does, and what may be concluded at which point.

The caller's course for one parcel, each note a commit of its own:

    note intent → stage → note staged → release → note sent

`release` is the one step that makes a parcel theirs. So before `staged` was noted none was ever
tried, and once it was, a temporary name that is gone has been released. After a crash the caller
asks `standing(parcel, staged=…)`, telling whether it had noted `staged`, and goes on from there:

    ABSENT    nothing is theirs: stage (a part that is there is resumed)
    STAGED    nothing is theirs, all lies ready: note staged, release
    RELEASED  it is theirs: note sent
    UNSURE    it cannot be told: a person, or their acknowledgement, says

| Where we stopped                     | drop-box (sftp, folder)       | http                      |
|--------------------------------------|-------------------------------|---------------------------|
| intent noted, no line yet            | ABSENT                        | ABSENT                    |
| host proven, signed in               | ABSENT                        | ABSENT                    |
| temporary name made, part written    | ABSENT                        | (nothing is staged there) |
| all written                          | STAGED                        | ABSENT                    |
| staged noted                         | STAGED                        | STAGED                    |
| release asked, it did not get there  | STAGED                        | STAGED                    |
| release asked, they have it          | RELEASED                      | RELEASED                  |
| they have it and picked it up        | RELEASED by what was noted    | RELEASED                  |
| their answer is here, sent not noted | RELEASED                      | RELEASED                  |
| final name with another size         | UNSURE                        | UNSURE (another content)  |
| who keeps no keys, or sweeps         | UNSURE where no name is left  | UNSURE once staged        |
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol, Self

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
KEY = re.compile(r"[A-Za-z0-9._:-]{1,100}")
PARCEL_BYTES_MAX = 64 * 2**20
FOUND_BYTES_MAX = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file of ours. `key` is the submission's, and http's idempotency key; `name` follows from
    it, so that both, and the bytes, are the same at each try. Raises ValueError."""

    key: str
    name: str
    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key) or not NAME.fullmatch(self.name):
            raise ValueError("A key and a name are plain characters, at most a hundred.")
        if not 0 < len(self.data) <= PARCEL_BYTES_MAX:
            raise ValueError(f"A parcel holds one byte to {PARCEL_BYTES_MAX}.")

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Released, surely. `number` is theirs where they gave one."""

    number: str = ""


class Standing(Enum):
    ABSENT = "absent"
    STAGED = "staged"
    RELEASED = "released"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that waits. `at` is by their clock; `mark` is how their side calls it."""

    name: str
    size: int
    at: datetime
    mark: str = ""


class Door(Protocol):
    """Holds one connection while it is entered; a line that broke is opened anew by the next call.

    Every call raises Down, Refused or WrongKey; Unsure where that is said.
    """

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def stage(self, parcel: Parcel) -> None:
        """Lay it ready, not yet theirs. Repeatable; resumes. Raises Unsure if it is theirs."""

    def release(self, parcel: Parcel) -> Receipt:
        """Make it theirs, once. Raises Unsure where the answer got lost."""

    def standing(self, parcel: Parcel, *, staged: bool | None = None) -> Standing:
        """By looking alone. `staged`: whether the caller had noted so; None if it does not know."""

    def listing(self) -> Iterator[Found]:
        """What waits in the inbox and grows no more, oldest first. Other names are left alone."""

    def fetch(self, found: Found) -> bytes:
        """All of it. Raises Changed if it is not what was found, Refused("size")."""

    def archive(self, found: Found) -> None:
        """Put aside, once we keep it safely. Repeatable; raises Changed if it is another now."""
