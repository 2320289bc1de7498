"""Which tables and columns of each practice system are read, how, and what they mean.

A table's name belongs to one list alone, so that its rows say what they mean wherever they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec import structs

from practices.sync.maps import feeds, open_dental
from practices.sync.maps.meaning import Meaning
from practices.sync.maps.open_dental import APPEND_ONLY, MAP, MEANINGS, TABLES
from practices.wire.batch import ROWS_MAX
from practices.wire.messages import Config, Table

__all__ = [
    "APPEND_ONLY",
    "MAP",
    "MEANINGS",
    "NAMES",
    "SYSTEMS",
    "TABLES",
    "config",
    "is_known_program",
    "meaning_of",
    "seconds_of",
    "system_of",
    "table_named",
    "table_of",
]

Programs = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class System:
    """A practice system. `map` is its list's name and version; `programs` the oldest and the newest
    version it was written for, None where there is no program."""

    name: str
    map: str
    tables: tuple[Table, ...]
    programs: Programs | None = None

    @property
    def family(self) -> str:
        return self.map.partition("/")[0]


def _seldom(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Where reading whole lists costs the practice's own database, or calls that are paid for."""
    return tuple(structs.replace(table, seconds=PREVIEW_SECONDS) for table in tables)


PREVIEWS = {
    "eaglesoft": "Eaglesoft",
    "dentrix": "Dentrix",
    "curve": "Curve",
    "ascend": "Dentrix Ascend",
}
NONE_TRIED: Programs = ((1, 0), (0, 0))
"""Of a preview: only counts and hashes are told until a person accepts a practice's version."""
PREVIEW_SECONDS = 1_800
OPEN_DENTAL = System("Open Dental", MAP, TABLES, open_dental.PROGRAMS)
SYSTEMS: Mapping[str, System] = {
    "open_dental": OPEN_DENTAL,
    "files": System("Files", "files/2", feeds.TABLES),
    **{
        name: System(f"{label} (preview)", f"{name}/2", _seldom(feeds.TABLES), NONE_TRIED)
        for name, label in PREVIEWS.items()
    },
}
NAMES = {key: system.name for key, system in SYSTEMS.items()}

_by_name = {t.name: t for system in SYSTEMS.values() for t in system.tables}
_meaning_by_table = {m.table: m for m in (*MEANINGS, *feeds.MEANINGS)}


def config(pms: str = "open_dental") -> Config:
    """What an agent at such a system reads."""
    system = system_of(pms)
    return Config(map=system.map, tables=system.tables, rows_max=ROWS_MAX)


def system_of(pms: str) -> System:
    """An agent that does not say what it reads is of the time when there was one system."""
    return SYSTEMS.get(pms, OPEN_DENTAL)


def is_known_program(version: str, map_name: str = MAP) -> bool:
    """Whether the list was written for this version; an agent that tells none is believed."""
    family = map_name.partition("/")[0]
    system = next((s for s in SYSTEMS.values() if s.family == family), OPEN_DENTAL)
    if not version or system.programs is None:
        return True
    parts = version.partition(" ")[0].split(".")[:2]
    if not all(part.isdigit() for part in parts) or len(parts) < 2:
        return False
    low, high = system.programs
    return low <= (int(parts[0]), int(parts[1])) <= high


def table_named(name: str) -> Table:
    """Raises LookupError for a table that no list has."""
    return _by_name[name]


def seconds_of(table: str) -> int:
    """Between two readings; 0 for a table that is read no more."""
    known = _by_name.get(table)
    return known.seconds if known else 0


def table_of(pms: str, name: str) -> Table:
    """Raises LookupError for a table that is not read at such a system."""
    for table in system_of(pms).tables:
        if table.name == name:
            return table
    raise LookupError(name)


def meaning_of(table: str) -> Meaning | None:
    """None for a table that is kept as it is and becomes no record."""
    return _meaning_by_table.get(table)
