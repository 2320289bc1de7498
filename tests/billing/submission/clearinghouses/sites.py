"""One clearinghouse by each of its doors."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from billing.submission.clearinghouses import Door, Folders, Parcel, Place, Standing, open_door
from tests.doubles.clearinghouse import House, Script
from tests.doubles.clearinghouse.samples import AT, numbered
from tests.doubles.clearinghouse.serving import serving
from tests.practices.agent.sftp.server import SftpServer

TOKEN = "sample-token"


@dataclass
class Site:
    place: Place
    house: House

    def door(self, **changes: object) -> Door:
        return open_door(replace(self.place, **changes))  # type: ignore[arg-type]  # a story

    def names(self, folder: str) -> list[str]:
        return sorted(path.name for path in (self.house.mailbox.root / folder).iterdir())

    def put(self, name: str, data: bytes) -> Path:
        path = self.house.mailbox.root / "in" / name
        path.write_bytes(data)
        return path


def parcel(key: str = "SUB-1", claims: int = 3) -> Parcel:
    """The same key gives the same bytes."""
    control = sum(key.encode())
    return Parcel(key, f"{key}.837", numbered(*(f"{key}-{n}" for n in range(claims)),
                                              control=control))  # fmt: skip


def send(door: Door, one: Parcel, *, staged: bool = False) -> None:
    """The caller's course from what it has noted; raises where a person is asked."""
    standing = door.standing(one, staged=staged)
    assert standing is not Standing.UNSURE
    if standing is Standing.RELEASED:
        return
    if not staged or standing is Standing.ABSENT:
        door.stage(one)
    door.release(one)


def folders(root: Path) -> Folders:
    return Folders(*(f"{root}/{name}" for name in ("out", "in", "archive", "sent")))


@contextlib.contextmanager
def site(
    kind: str, home: Path, sshd: SftpServer | None = None, script: Script | None = None
) -> Iterator[Site]:
    house = House(home / "house", AT, script or Script())
    if kind == "http":
        with serving(house, token=TOKEN) as url:
            yield Site(Place("http", url, password=TOKEN, seconds_max=5, settle_seconds=0), house)
    elif kind == "folder":
        place = Place("folder", str(house.mailbox.root), settle_seconds=0,
                      folders=Folders(sent="sent"))  # fmt: skip
        yield Site(place, house)
    else:
        assert sshd is not None
        told = sshd.place()
        assert told.key_file is not None
        place = Place(
            "sftp", told.host, told.port, told.user, private_key=told.key_file.read_text(),
            host_keys=(told.host_key,), folders=folders(house.mailbox.root), seconds_max=20,
            settle_seconds=0,
        )  # fmt: skip
        yield Site(place, house)
