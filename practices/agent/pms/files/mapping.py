"""The mapping file: which file fills which table, column by column. Data, not code, and signed.

It decides what leaves the practice, so that it counts only as the release signed it: an unsigned
or altered one is refused whole.
"""

import hashlib
from collections import abc
from pathlib import Path
from typing import Literal

import msgspec

from practices.agent.pms.files.windows import Window
from practices.wire.signed_file import is_signed

RELEASE_KEYS: tuple[str, ...] = ()
"""Public halves, base64, of the keys that sign mappings of this release."""

BYTES_MAX = 2**20
Kind = Literal["text", "date", "moment", "money", "whole", "flag", "choice"]


JOINED = frozenset({"text", "moment"})
"""What may stand in several columns: a day, an hour and a minute are one moment."""


class BadMapping(Exception):
    """The mapping file is missing, not signed by a release, or not as expected."""


class Column(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"source": "from", "kind": "as"},
):
    """One of our columns. `source` are headings of the file; of several, their text is joined.

    `format` is how a date or moment is written, as `strptime` has it. `words` translate: what is
    not in them is refused. `nothing` are texts that mean that there is no value.
    """

    source: str | tuple[str, ...]
    kind: Kind = "text"
    format: str = ""
    words: dict[str, str] = {}
    nothing: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.source,) if isinstance(self.source, str) else self.source


class Totals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last row says so: `label` stands under `heading`, and sums under `sums`."""

    heading: str
    label: str
    sums: tuple[str, ...] = ()


class Feed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of file, and the table it fills. `pattern` is a name with `*` and `?`.

    `reads` is what one file is: all rows (whole), more rows (append), or the rows of some days
    (window).
    """

    pattern: str
    columns: dict[str, Column]
    format: Literal["csv", "xlsx"] = "csv"
    encoding: Literal["utf-8", "windows-1252"] = "utf-8"
    delimiter: Literal[",", ";", "\t", "|"] = ","
    sheet: str = ""
    totals: Totals | None = None
    reads: Literal["whole", "append", "window"] = "whole"
    window: Window | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """All that the file must have."""
        totals = (self.totals.heading, *self.totals.sums) if self.totals else ()
        told = [heading for column in self.columns.values() for heading in column.headings]
        return tuple(dict.fromkeys([*told, *totals]))


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`limits` are sentences for people: what this source does not give."""

    system: Literal["files"]
    version: int
    feeds: dict[str, Feed]
    status: Literal["stable", "preview"] = "stable"
    limits: tuple[str, ...] = ()


def signed_mapping(path: Path, keys: tuple[str, ...]) -> Mapping:
    """What the file says, if one of the keys signed it as `path` with `.sig` behind.

    Raises BadMapping.
    """
    return read(signed_bytes(path, keys))


def signed_bytes(path: Path, keys: tuple[str, ...]) -> bytes:
    """Raises BadMapping."""
    raw, signature = _bytes(path), _bytes(path.with_name(f"{path.name}.sig"))
    if not any(is_signed(raw, signature, key) for key in keys):
        raise BadMapping("The mapping is not as a release signed it.")
    return raw


def read(raw: bytes) -> Mapping:
    """Raises BadMapping."""
    try:
        told = msgspec.toml.decode(raw, type=Mapping)
    except (msgspec.DecodeError, UnicodeDecodeError) as why:
        raise BadMapping(f"The mapping is not as expected: {why}") from None
    for name, feed in told.feeds.items():
        check_columns(name, feed.columns)
        _check_window(name, feed)
    return told


def _check_window(name: str, feed: Feed) -> None:
    """Raises BadMapping."""
    window = feed.window
    if (feed.reads == "window") != (window is not None):
        raise BadMapping(f"{name}: a feed that reads windows says of which days, and no other.")
    if window is None:
        return
    column = feed.columns.get(window.column)
    if column is None or column.kind != "date" or not window.is_whole:
        told = "its column is a date of the feed, its name has {first} and {last}, its format %"
        raise BadMapping(f"{name}.window: {told}.")


def mark_of(feed: Feed) -> str:
    """Another way of reading is another mark."""
    return hashlib.sha256(msgspec.json.encode(feed, order="sorted")).hexdigest()[:16]


def check_columns(name: str, columns: abc.Mapping[str, Column]) -> None:
    """Raises BadMapping."""
    if "id" not in columns:
        raise BadMapping(f"{name}: the column id is not filled.")
    for column, told in columns.items():
        if told.kind in {"date", "moment"} and "%" not in told.format:
            raise BadMapping(f"{name}.{column}: a {told.kind} needs its format.")
        if told.kind == "choice" and not told.words:
            raise BadMapping(f"{name}.{column}: a choice needs its words.")
        if not told.headings or (len(told.headings) > 1 and told.kind not in JOINED):
            raise BadMapping(f"{name}.{column}: only text or a moment is joined of columns.")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(BYTES_MAX + 1)
    except OSError:
        raise BadMapping(f"The file {path.name} is missing or cannot be read.") from None
    if len(raw) > BYTES_MAX:
        raise BadMapping(f"The file {path.name} is too large.")
    return raw
