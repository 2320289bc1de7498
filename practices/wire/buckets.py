"""Comparing two sides without sending rows: keys fall into buckets, a bucket is one digest."""

import hashlib
import zlib
from collections.abc import Iterable

BUCKET_BITS = 12  # 4,096 keys of a counting key stand together: a page an old engine can bear
SPREAD_BUCKETS = 1_024
COUNTING_DIGITS = 19  # a key of so many is spread: it may not fit a number of the database
SEPARATOR = "\u241f"  # the sign for a unit separator: printable, and in no key of a practice system


def key_of(parts: Iterable[object]) -> str:
    """The key of a row as text; parts of a key that has several are kept apart."""
    return SEPARATOR.join("" if part is None else str(part) for part in parts)


def bucket_of(key: str) -> int:
    """Counting keys stay neighbours; any other is spread evenly. From zero."""
    digits = key.removeprefix("-")
    is_counting = digits.isascii() and digits.isdigit() and len(digits) < COUNTING_DIGITS
    if is_counting and str(number := int(key)) == key:
        return number >> BUCKET_BITS
    return zlib.crc32(key.encode()) % SPREAD_BUCKETS


def sums_of(xor: int, total: int) -> str:
    """XOR and sum of `mark_of` all rows of a bucket, in the form of a digest."""
    return f"{xor & (2**32 - 1):08x}{total & (2**96 - 1):024x}"


def mark_of(key: str, stamped_at: int) -> int:
    """Of one row: its key, and its stamp in seconds since 1970, 0 without one. CRC-32 of the text,
    which MySQL, Postgres and zlib work out alike."""
    return zlib.crc32(f"{key}:{stamped_at}".encode())


def digest_of(hashes: Iterable[bytes]) -> str:
    """Of the hashes of all rows of a bucket, in any order; an empty bucket has one too."""
    joined = b"".join(sorted(hashes)).hex()
    return hashlib.md5(joined.encode(), usedforsecurity=False).hexdigest()
