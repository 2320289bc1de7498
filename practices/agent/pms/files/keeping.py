"""What was taken is kept a while, as it came, for the agent's account alone."""

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

import zstandard

KEPT_FOR = timedelta(days=30)
PIECE = 2**20
OWNER_ONLY = 0o600


class Archive:
    """Copies, compressed, named by feed, moment and hash: a file's own name may say too much."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(self, feed: str, source: Path, sha256: str, now: datetime) -> None:
        """Raises OSError."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy = self.path / f"{feed}-{now:%Y%m%dT%H%M%S}-{sha256[:16]}.zst"
        half = copy.with_suffix(".new")
        half.unlink(missing_ok=True)
        place = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with source.open("rb") as read, os.fdopen(place, "wb") as write:
            zstandard.ZstdCompressor().copy_stream(read, write)
        half.replace(copy)

    def drop_old(self, now: datetime) -> None:
        """Our copies alone; what was dropped into the folder stays there."""
        oldest = (now - KEPT_FOR).timestamp()
        for copy in self.path.glob("*.zst"):
            if copy.stat().st_mtime < oldest:
                copy.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
