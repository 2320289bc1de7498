"""What agent.toml says of a database that is read by a mapping: `[tables]`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from practices.agent.pms import ranges
from practices.agent.pms.files.mapping import RELEASE_KEYS

SYSTEMS = frozenset({"eaglesoft", "dentrix"})
WORDS = frozenset({"system", "version", "url_file", "mapping", "mapping_key"})


@dataclass(frozen=True, slots=True)
class TablesPlace:
    """`url` names a file that holds SQLAlchemy's URL: there is a password in it. `program` is the
    version of the practice system, as whoever installs it sees it there."""

    system: str
    program: str
    url: Path
    mapping: Path
    keys: tuple[str, ...]

    @property
    def parts(self) -> tuple[int, ...]:
        return ranges.parsed(self.program)


def tables_place(told: Mapping[str, object], home: Path) -> TablesPlace:
    """`home` is the agent's folder. Raises ValueError, saying what to do."""
    system, program = str(told.get("system", "")), str(told.get("version", ""))
    if told.keys() - WORDS or system not in SYSTEMS:
        raise ValueError(f"agent.toml: [tables] knows {', '.join(sorted(WORDS))}.")
    if "." not in program or not _is_version(program):
        raise ValueError('[tables] version is the program\'s own, such as "21.0".')
    keys = (*RELEASE_KEYS, *filter(None, [str(told.get("mapping_key", ""))]))
    url = home / str(told.get("url_file", "database-url"))
    return TablesPlace(system, program, url, home / str(told.get("mapping", "mapping.toml")), keys)


def _is_version(text: str) -> bool:
    try:
        return bool(ranges.parsed(text))
    except ValueError:
        return False
