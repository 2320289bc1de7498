"""Rows on the road: one line of head, one a row, one at the end, compressed with zstd.

The end says how many rows there were, so that a batch cut anywhere is no batch. Nobody unpacks
more than it allows: a small body that would become a large one is refused before it has.
"""

import io
from collections.abc import Iterable, Sequence

import msgspec
import zstandard

from practices.wire import VERSION

ROWS_MAX = 2_000
RAW_BYTES_MAX = 10 * 2**20
BODY_BYTES_MAX = 2**20
LEVEL = 3


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the rows are: columns in their order, which of them are the key, when they were read.

    `cursor` is where reading goes on once these rows are kept; None where it does not move. Only
    the agent understands it, but for its first word: `backfill`, `window`, `tail` or `whole`.
    """

    v: int = VERSION
    table: str
    epoch: int
    seq: int
    map: str
    schema: str
    cols: tuple[str, ...]
    pk: tuple[str, ...]
    cursor: str | None = None
    db_now: str


class Row(msgspec.Struct, frozen=True, array_like=True):
    """`stamp` is the source's own mark of change, None where it keeps none."""

    stamp: str | None
    values: msgspec.Raw


class End(msgspec.Struct, frozen=True):
    """The last line."""

    end: int
    rows: int


class BadBatch(ValueError):
    """The body is no batch. The message names the line and what was expected, never a value."""


class TooLarge(BadBatch):
    """More rows or bytes than one batch may hold: send half of it."""


_head = msgspec.json.Decoder(Head)
_row = msgspec.json.Decoder(Row)
_end = msgspec.json.Decoder(End)
_encode = msgspec.json.Encoder().encode


def pack(head: Head, rows: Sequence[tuple[str | None, bytes]]) -> bytes:
    """`rows` are stamps and canonical values. Raises TooLarge."""
    if len(rows) > ROWS_MAX:
        raise TooLarge(f"A batch holds at most {ROWS_MAX} rows.")
    lines = [_encode(head)]
    lines += [b"[" + _encode(stamp) + b"," + values + b"]" for stamp, values in rows]
    lines.append(_encode(End(1, len(rows))))
    raw = b"\n".join(lines)
    if len(raw) > RAW_BYTES_MAX:
        raise TooLarge(f"A batch holds at most {RAW_BYTES_MAX} bytes.")
    return zstandard.ZstdCompressor(level=LEVEL).compress(raw)


def unpack(body: bytes) -> tuple[Head, list[Row]]:
    """Raises BadBatch, TooLarge. Values are still the sender's bytes: `values_of` reads them."""
    lines = _unpacked(body).split(b"\n")
    try:
        head = _head.decode(lines[0])
        end = _end.decode(lines[-1])
    except msgspec.DecodeError:
        raise BadBatch("Expected a head in the first line and an end in the last.") from None
    if head.v != VERSION:
        raise BadBatch(f"Expected version {VERSION}.")
    if not set(head.pk) <= set(head.cols) or not head.pk or len(set(head.cols)) != len(head.cols):
        raise BadBatch("Line 1: the key is none of the columns, or a column stands twice.")
    if end.rows != len(lines) - 2:
        raise BadBatch(f"The end says {end.rows} rows, {len(lines) - 2} came.")
    if end.rows > ROWS_MAX:
        raise TooLarge(f"A batch holds at most {ROWS_MAX} rows.")
    return head, list(_rows(lines[1:-1]))


def _rows(lines: Iterable[bytes]) -> Iterable[Row]:
    for number, line in enumerate(lines, start=2):
        try:
            yield _row.decode(line)
        except msgspec.DecodeError:
            raise BadBatch(f"Line {number}: expected [stamp, values].") from None


def _unpacked(body: bytes) -> bytes:
    if len(body) > BODY_BYTES_MAX:
        raise TooLarge(f"A body holds at most {BODY_BYTES_MAX} bytes.")
    try:
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(body)) as reader:
            raw = reader.read(RAW_BYTES_MAX + 1)
    except zstandard.ZstdError:
        raise BadBatch("The body is not compressed with zstd.") from None
    if len(raw) > RAW_BYTES_MAX:
        raise TooLarge(f"A batch holds at most {RAW_BYTES_MAX} bytes.")
    return raw
