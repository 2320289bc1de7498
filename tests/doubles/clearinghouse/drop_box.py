"""Its folders by SFTP: OpenSSH's own server, behind a line that is cut while it is away."""

import contextlib
import getpass
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.practices.agent.sftp.cutting import Line, line_to
from tests.practices.agent.sftp.server import SftpServer, running


@dataclass
class DropBox:
    """`port` is that of the line; keys lie in the server's home."""

    server: SftpServer
    line: Line

    @property
    def user(self) -> str:
        return getpass.getuser()

    @property
    def private_key(self) -> str:
        return (self.server.home / "client").read_text()


@contextlib.contextmanager
def drop_box(home: Path, port: int = 0) -> Iterator[DropBox]:
    """`home` is made, and holds its keys."""
    home.mkdir(parents=True)
    with running(home) as server, line_to(server.port, port) as line:
        yield DropBox(server, line)
