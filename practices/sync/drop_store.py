"""The bytes of files that agents brought: sealed, on disk before anybody is told that they are."""

import os
from pathlib import Path

from django.conf import settings

from compliance.access.context import PracticePlace
from practices.sync import sealing
from practices.sync.models import DroppedFile


class DropGone(LookupError):
    """The bytes are not there any more; who took them in has them."""


def keep_bytes(place: PracticePlace, sha256: str, content: bytes) -> None:
    """Whole or not at all; again is the same."""
    path = _path(place, sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(sealing.seal(content, _seal_place(place, sha256), _keys()))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    _sync_folder(path.parent)


def bytes_of(row: DroppedFile) -> bytes:
    """Raises DropGone, sealing.CannotOpen."""
    place = row.practice.place
    try:
        sealed = _path(place, row.sha256).read_bytes()
    except FileNotFoundError:
        raise DropGone(f"The bytes of {row.pk} are not kept.") from None
    return sealing.opened(sealed, _seal_place(place, row.sha256), _keys())


def forget_bytes(row: DroppedFile) -> None:
    _path(row.practice.place, row.sha256).unlink(missing_ok=True)


def _path(place: PracticePlace, sha256: str) -> Path:
    root: Path = settings.SYNC_RAW_FOLDER
    return root / place.schema / "drops" / sha256


def _keys() -> dict[str, bytes]:
    return sealing.keys_of(settings.SYNC_RAW_KEYS, settings.SECRET_KEY)


def _seal_place(place: PracticePlace, sha256: str) -> str:
    return f"{place.id}/drops/{sha256}"


def _sync_folder(path: Path) -> None:
    """The name, too, survives a power failure. Windows keeps no handle of a folder."""
    if os.name != "nt":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
