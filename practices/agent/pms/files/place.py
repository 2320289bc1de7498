"""What agent.toml says of files: `[files]`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from practices.agent.pms.files.mapping import RELEASE_KEYS
from practices.agent.sftp.place import SftpPlace, sftp_place

SETTLE_SECONDS, SETTLE_SECONDS_MAX = 60, 3_600
WORDS = frozenset({"folder", "mapping", "mapping_key", "settle_seconds", "sftp"})


@dataclass(frozen=True, slots=True)
class FilesPlace:
    """Where files come and what they mean. `keys` are those a mapping may be signed with."""

    folder: str
    mapping: Path
    keys: tuple[str, ...]
    settle_seconds: float
    sftp: SftpPlace | None = None


def files_place(told: Mapping[str, object], home: Path) -> FilesPlace:
    """`home` is the agent's folder, with the mapping. Raises ValueError, saying what to do."""
    folder, settle = told.get("folder"), told.get("settle_seconds", SETTLE_SECONDS)
    if told.keys() - WORDS or not isinstance(folder, str):
        raise ValueError(f"agent.toml: [files] knows {', '.join(sorted(WORDS))}; folder is needed.")
    keys = (*RELEASE_KEYS, *filter(None, [str(told.get("mapping_key", ""))]))
    mapping = home / str(told.get("mapping", "mapping.toml"))
    sftp = sftp_of(told, home)
    return FilesPlace(folder, mapping, keys, check_settle(settle), sftp)


def check_settle(told: object) -> float:
    """Seconds. Raises ValueError."""
    if not isinstance(told, int) or not 0 <= told <= SETTLE_SECONDS_MAX:
        raise ValueError(f"settle_seconds of files is 0 to {SETTLE_SECONDS_MAX}.")
    return float(told)


def sftp_of(told: Mapping[str, object], home: Path) -> SftpPlace | None:
    """None for a folder of this computer. Raises ValueError."""
    sftp = told.get("sftp")
    return sftp_place(sftp, home) if isinstance(sftp, dict) else None
