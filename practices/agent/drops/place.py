"""What agent.toml says of remittance files to bring: `[drops]`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from practices.agent.pms.files.place import SETTLE_SECONDS, check_settle, sftp_of
from practices.agent.sftp.place import SftpPlace

PATTERN = "*.835"
WORDS = frozenset({"folder", "pattern", "settle_seconds", "sftp"})


@dataclass(frozen=True, slots=True)
class DropsPlace:
    """Where remittance files come; `pattern` is a name with `*` and `?`."""

    folder: str
    pattern: str
    settle_seconds: float
    sftp: SftpPlace | None = None


def drops_place(told: Mapping[str, object], home: Path) -> DropsPlace:
    """Raises ValueError, saying what to do."""
    folder, pattern = told.get("folder"), told.get("pattern", PATTERN)
    if told.keys() - WORDS or not isinstance(folder, str) or not isinstance(pattern, str):
        raise ValueError(f"agent.toml: [drops] knows {', '.join(sorted(WORDS))}; folder is needed.")
    settle = check_settle(told.get("settle_seconds", SETTLE_SECONDS))
    return DropsPlace(folder, pattern, settle, sftp_of(told, home))
