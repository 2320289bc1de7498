"""Its folders: what came in, what lies there for us, and where it keeps what it took."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

FOLDERS = ("out", "in", "archive", "sent")


class Mailbox:
    """`out` is where we write, as we call it. While it is away the whole tree is out of reach."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._hidden = root.with_name(root.name + ".away")
        self._halves: dict[Path, bytes] = {}
        for name in FOLDERS:
            (root / name).mkdir(parents=True, exist_ok=True)

    def set_away(self, away: bool) -> None:
        if away and self.root.exists():
            self.root.rename(self._hidden)
        elif not away and self._hidden.exists():
            self._hidden.rename(self.root)

    def taken(self) -> Iterator[tuple[str, bytes]]:
        """What lies there under its final name; put among `sent` as it is taken."""
        for path in sorted((self.root / "out").iterdir()):
            if path.is_file() and not path.name.startswith("."):
                data = path.read_bytes()
                path.rename(self._free(path.name))
                yield path.name, data

    def keep(self, name: str, data: bytes) -> None:
        """What came another way."""
        self._free(name).write_bytes(data)

    def put(self, name: str, data: bytes, at: datetime, *, half: bool = False) -> Path:
        """In one step, bearing the clearinghouse's own time; or first the half of it."""
        path = self.root / "in" / name
        part = path.with_name(f".{name}.part")
        part.write_bytes(data[: len(data) // 2] if half else data)
        os.utime(part, (at.timestamp(),) * 2)
        part.rename(path)
        if half:
            self._halves[path] = data
        return path

    def finish_halves(self, at: datetime) -> None:
        """What was half there is written on. Whoever put a half aside gets the whole again."""
        for path, data in self._halves.items():
            path.write_bytes(data)
            os.utime(path, (at.timestamp(),) * 2)
        self._halves.clear()

    def waiting(self) -> list[Path]:
        return sorted(p for p in (self.root / "in").iterdir() if not p.name.startswith("."))

    def put_aside(self, name: str) -> bool:
        path = self.root / "in" / name
        if not path.is_file():
            return False
        path.rename(self.root / "archive" / name)
        return True

    def _free(self, name: str) -> Path:
        path, number = self.root / "sent" / name, 1
        while path.exists():
            number += 1
            path = self.root / "sent" / f"{name}.{number}"
        return path
