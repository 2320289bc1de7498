"""A practice that drops remittances into a folder, and a platform in memory that takes them."""

from dataclasses import dataclass, field
from pathlib import Path

from practices.agent.drops.bringing import Bringer
from practices.agent.pms.files.folder import Drop
from practices.agent.server import Unreachable
from practices.wire import drops
from practices.wire.messages import Brought, Config

SETTLE = 60.0


@dataclass
class Platform:
    """`sent` counts bodies that travelled; `breaks` raises after the effect, as a lost answer."""

    files: dict[str, bytes] = field(default_factory=dict)
    is_on: bool = True
    sent: int = 0
    refuses: type[Exception] | None = None
    breaks: bool = False

    def config(self) -> Config:
        return Config(map="files/1", tables=(), rows_max=50, drops=self.is_on)

    def bring(self, sha256: str, body: bytes) -> Brought:
        self.sent += 1
        if self.refuses is not None:
            raise self.refuses("no")
        _, content = drops.unpack(body, sha256=sha256)
        told = Brought(came_before=sha256 in self.files)
        self.files[sha256] = content
        if self.breaks:
            raise Unreachable("The answer was lost.")
        return told


@dataclass
class Office:
    folder: Path
    platform: Platform = field(default_factory=Platform)
    seconds: float = 0.0

    def put(self, name: str, content: bytes, *, done: bool = True) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        if done:
            path.with_name(f"{name}.done").touch()
        return path

    def bringer(self) -> Bringer:
        drop = Drop(self.folder, SETTLE)
        return Bringer(drop, "*.835", self.platform, lambda: self.seconds)

    def left(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.is_file())

    def aside(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "done").glob("*"))
