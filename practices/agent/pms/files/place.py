"""What agent.toml says of files: `[files]`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from practices.agent.pms.files.mapping import RELEASE_KEYS

SETTLE_SECONDS, SETTLE_SECONDS_MAX = 60, 3_600
WORDS = frozenset({"folder", "mapping", "mapping_key", "settle_seconds"})


@dataclass(frozen=True, slots=True)
class FilesPlace:
    """Where files come and what they mean. `keys` are those a mapping may be signed with."""

    folder: Path
    mapping: Path
    keys: tuple[str, ...]
    settle_seconds: float


def files_place(told: Mapping[str, object], home: Path) -> FilesPlace:
    """`home` is the agent's folder, with the mapping. Raises ValueError, saying what to do."""
    folder, settle = told.get("folder"), told.get("settle_seconds", SETTLE_SECONDS)
    if told.keys() - WORDS or not isinstance(folder, str):
        raise ValueError(f"agent.toml: [files] knows {', '.join(sorted(WORDS))}; folder is needed.")
    if not isinstance(settle, int) or not 0 <= settle <= SETTLE_SECONDS_MAX:
        raise ValueError(f"[files] settle_seconds is 0 to {SETTLE_SECONDS_MAX}.")
    keys = (*RELEASE_KEYS, *filter(None, [str(told.get("mapping_key", ""))]))
    mapping = home / str(told.get("mapping", "mapping.toml"))
    return FilesPlace(Path(folder), mapping, keys, float(settle))
