"""What an agent reads, and how fast."""

import msgspec


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """How one table is read. `stamp` is the column that moves with a change, "" where none does.

    `kind` is stamped (windows by stamp), grows (new keys only, and its tail again) or whole (read
    in full each time). `keys` are numbers that count, or text; a table of text keys is read whole.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    kind: str
    stamp: str = ""
    seconds: int = 60
    keys: str = "count"


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What to read. `map` names this list; another list is another name and a new epoch.

    `drops`: a person lets this agent bring remittance files.
    """

    map: str
    tables: tuple[Table, ...]
    rows_max: int
    overlap_seconds: int = 300
    drops: bool = False


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How fast rows may come now: `pause_seconds` before the next call, 0 for none."""

    rows_per_second: int = 2_000
    rows_max: int = 2_000
    pause_seconds: int = 0
