"""Rows of a batch taken apart: their keys, their hashes, and whether they have the right shape.

Keys and hashes come first, and cheaply: a row that we hold with the same key and hash had its
shape looked at when it came. Only the others are read value by value.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from practices.mirror.rows import Incoming
from practices.wire.batch import Head, Row
from practices.wire.buckets import bucket_of, key_of
from practices.wire.values import row_hash

KEY_CHARACTERS_MAX = 255
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f]")
_values = msgspec.json.Decoder(list[object])


class WrongShape(ValueError):
    """The rows are not those of the stream: other columns, another key, too long a key."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Rows by key, in the order of their keys, each once, and their hashes."""

    head: Head
    rows: Sequence[Row]
    keys: Sequence[str]
    hashes: Sequence[bytes]

    def but(self, keys: Collection[str]) -> Iterator[Incoming]:
        """The rows but for those of these keys. Raises WrongShape."""
        places, width = _places_of_key(self.head), len(self.head.cols)
        is_first = places == [0]
        known, stamps = frozenset(keys), set[str | None]((None,))
        for row, key, digest in zip(self.rows, self.keys, self.hashes, strict=True):
            if key in known:
                continue
            raw, stamp = bytes(row.values), row.stamp
            values = _values_of(raw)
            if len(values) != width:
                raise WrongShape(f"Expected {width} values, found {len(values)}.")
            if (str(values[0]) if is_first else _key(values, places)) != key:
                raise WrongShape("A key is not written as we write it.")
            if stamp not in stamps:
                stamps.add(checked_stamp(stamp))
            yield key, bucket_of(key), digest, stamp, raw


def marked(head: Head, rows: Sequence[Row]) -> Marked:
    """By key. The last of two rows with one key counts: it was read later. Raises WrongShape."""
    keys = _keys(head, rows)
    in_order = sorted(set(keys))
    if keys != in_order:
        by_key = dict(zip(keys, rows, strict=True))
        keys, rows = in_order, [by_key[key] for key in in_order]
    return Marked(head, rows, keys, [row_hash(row.values) for row in rows])


def checked_stamp(stamp: str | None) -> str | None:
    """Raises WrongShape: it is kept as it is written."""
    if stamp is not None and (not STAMP.fullmatch(stamp) or moment(stamp) is None):
        raise WrongShape("A stamp is not written as we write it.")
    return stamp


def moment(text: str) -> datetime:
    """Raises WrongShape."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise WrongShape("A stamp is no moment.") from None
    if found.tzinfo is None:
        raise WrongShape("A stamp has no zone.")
    return found


def _keys(head: Head, rows: Sequence[Row]) -> list[str]:
    """Digits in the first column need no reading; anything else does."""
    if head.pk == head.cols[:1]:
        raws = [bytes(row.values) for row in rows]
        quick = [raw[1 : raw.find(b",")] for raw in raws]
        if b"".join(quick).isdigit() and all(quick):
            return b",".join(quick).decode().split(",")
    places = _places_of_key(head)
    return [_key(_values_of(bytes(row.values)), places) for row in rows]


def _key(values: Sequence[object], places: Sequence[int]) -> str:
    if len(values) <= max(places):
        raise WrongShape("A row is shorter than its key.")
    key = key_of(values[place] for place in places)
    if not key or len(key) > KEY_CHARACTERS_MAX or CONTROL.search(key):
        raise WrongShape("A key is empty, too long, or holds a control character.")
    return key


def _places_of_key(head: Head) -> list[int]:
    return [head.cols.index(column) for column in head.pk]


def _values_of(raw: bytes) -> list[object]:
    try:
        return _values.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise WrongShape("Expected an array of values in each row.") from None
