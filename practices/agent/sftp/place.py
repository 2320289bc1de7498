"""What agent.toml says of an SFTP server: `[files.sftp]`, `[drops.sftp]`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

WORDS = frozenset({"host", "port", "user", "host_key", "key_file", "password_file"})
FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
PORT, PORT_MAX = 22, 65_535
HOST_KEY = "sftp.host_key is needed, as `ssh-keygen -lf` on the server shows it: SHA256:…"


@dataclass(frozen=True, slots=True)
class SftpPlace:
    """A server, known by its key. `key_file` and `password_file` lie in the agent's own folder."""

    host: str
    port: int
    user: str
    host_key: str
    key_file: Path | None
    password_file: Path | None

    @property
    def name(self) -> str:
        return f"sftp://{self.user}@{self.host}:{self.port}"


def sftp_place(told: Mapping[str, object], home: Path) -> SftpPlace:
    """Raises ValueError, saying what to do."""
    host, user, port = told.get("host"), told.get("user"), told.get("port", PORT)
    if told.keys() - WORDS or not isinstance(host, str) or not isinstance(user, str):
        known = ", ".join(sorted(WORDS))
        raise ValueError(f"agent.toml: sftp knows {known}; host, user and host_key are needed.")
    if not isinstance(port, int) or not 0 < port <= PORT_MAX:
        raise ValueError(f"sftp.port is 1 to {PORT_MAX}.")
    host_key = str(told.get("host_key", ""))
    if not FINGERPRINT.fullmatch(host_key):
        raise ValueError(HOST_KEY)
    key_file, password_file = (_secret(told, word, home) for word in ("key_file", "password_file"))
    if (key_file is None) == (password_file is None):
        raise ValueError("sftp needs one of key_file and password_file.")
    return SftpPlace(host, port, user, host_key, key_file, password_file)


def _secret(told: Mapping[str, object], word: str, home: Path) -> Path | None:
    """A file in the agent's own folder: no secret stands in its settings."""
    name = told.get(word)
    return home / str(name) if name else None
