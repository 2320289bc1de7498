"""The inbox of a drop-box: what waits there, read whole, and put aside."""

import itertools
import re
from collections.abc import Iterator

from billing.submission.clearinghouses.door import FOUND_BYTES_MAX, Found
from billing.submission.clearinghouses.place import Folders
from billing.submission.clearinghouses.side import Seen, Side
from billing.submission.clearinghouses.troubles import STILL_GROWING, Changed, Refused

FILES_MAX = 20_000
NAME = re.compile(r"[^.\x00-\x1f\x7f/\\][^\x00-\x1f\x7f/\\]{0,199}")
"""They choose names; one that would leave our folder, or is hidden, is none."""
PARTIAL = (".part", ".partial", ".filepart", ".tmp", ".temp", ".writing", ".uploading", "~")
TWINS_MAX = 100


def waiting(side: Side, folder: str) -> Iterator[Found]:
    """At most FILES_MAX; the rest waits until these are put aside."""
    whole = (one for one in side.files(folder) if _is_whole(one))
    for one in itertools.islice(whole, FILES_MAX):
        yield _found(one)


def fetched(side: Side, folder: str, found: Found) -> bytes:
    """The same before and after it was read. Raises Changed, Refused("size")."""
    if found.size > FOUND_BYTES_MAX:
        raise Refused("size")
    path = f"{folder}/{found.name}"
    _expect(side, path, found)
    told = side.read(path, found.size + 1)
    _expect(side, path, found)
    if len(told) != found.size:
        raise Changed(STILL_GROWING)
    return told


def put_aside(side: Side, folders: Folders, found: Found) -> None:
    """One that is gone was put aside before."""
    path = f"{folders.inbox}/{found.name}"
    here = side.seen(path)
    if here is None:
        return
    if _found(here) != found:
        raise Changed(STILL_GROWING)
    side.make(folders.archive)
    side.move(path, _free(side, f"{folders.archive}/{found.name}", found))


def _is_whole(one: Seen) -> bool:
    is_named = bool(NAME.fullmatch(one.name)) and not one.name.lower().endswith(PARTIAL)
    return is_named and one.size > 0


def _found(one: Seen) -> Found:
    return Found(one.name, one.size, one.at)


def _expect(side: Side, path: str, found: Found) -> None:
    here = side.seen(path)
    if here is None or _found(here) != found:
        raise Changed(STILL_GROWING)


def _free(side: Side, path: str, found: Found) -> str:
    """Its own name, or with its time behind it where that one is taken."""
    later = f"{path}-{int(found.at.timestamp())}"
    names = [path, later, *(f"{later}-{number}" for number in range(2, TWINS_MAX))]
    free = next((name for name in names if side.seen(name) is None), None)
    if free is None:
        raise Refused("taken")
    return free
