"""What is compared of a table, and what has to be sent again."""

from typing import Annotated

import msgspec
from msgspec import Meta

from practices.wire.messages.kinds import Count, Hash, Key, Many, Number, Word


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """A row by its key, stamp and hash."""

    key: Key
    stamp: Word | None
    hash: Hash


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that were stamped anew, many at once: which of them have to be sent?"""

    epoch: Count
    rows: Annotated[tuple[Mark, ...], Many]


class Bucket(msgspec.Struct, frozen=True, array_like=True):
    """One bucket of one side."""

    number: Number
    count: Count
    digest: Hash


class Compare(msgspec.Struct, frozen=True, kw_only=True):
    """Buckets `first` to `last`, both included; one that is not named is empty.

    Level 2 tells digests of hashes. Level 1 tells sums over keys and stamps, which a database works
    out by itself. Level 0 tells the whole table as one bucket: its highest key, and how many rows.
    """

    epoch: Count
    level: Annotated[int, Meta(ge=0, le=2)] = 2
    first: Number
    last: Number
    buckets: Annotated[tuple[Bucket, ...], Many]


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """Buckets that are not alike on both sides."""

    buckets: tuple[int, ...]


class Hashes(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of one bucket: key and hash."""

    epoch: Count
    rows: Annotated[tuple[tuple[Key, Hash], ...], Many]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Keys to send again, and keys we hold that the source did not name."""

    keys: tuple[str, ...]
    missing: tuple[str, ...]


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """Keys looked for again, a minute or more later, and not found."""

    epoch: Count
    keys: Annotated[tuple[Key, ...], Many]
    db_now: Word


class Tombstoned(msgspec.Struct, frozen=True, kw_only=True):
    """`held` rows wait for a person: too many would go at once."""

    gone: int
    held: int
