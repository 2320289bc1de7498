"""Rows on the road: one line of head, one a row, one at the end, compressed with zstd.

The end says how many rows there were, so that a batch cut anywhere is no batch. Nobody unpacks
more than it allows: a small body that would become a large one is refused before it has.
"""

import contextlib
import io
from collections.abc import Sequence

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
    first, _, rest = _unpacked(body).partition(b"\n")
    between, _, last = rest.rpartition(b"\n")
    try:
        head = _head.decode(first)
        end = _end.decode(last)
    except msgspec.DecodeError:
        raise BadBatch("Expected a head in the first line and an end in the last.") from None
    if head.v != VERSION:
        raise BadBatch(f"Expected version {VERSION}.")
    if not set(head.pk) <= set(head.cols) or not head.pk or len(set(head.cols)) != len(head.cols):
        raise BadBatch("Line 1: the key is none of the columns, or a column stands twice.")
    if end.rows > ROWS_MAX:
        raise TooLarge(f"A batch holds at most {ROWS_MAX} rows.")
    rows = _rows(between)
    if end.rows != len(rows):
        raise BadBatch(f"The end says {end.rows} rows, {len(rows)} came.")
    return head, rows


def _rows(lines: bytes) -> list[Row]:
    """All at once; one by one only to say which of them is wrong."""
    with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
        return _row.decode_lines(lines)
    for number, line in enumerate(lines.split(b"\n"), start=2):
        try:
            _row.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise BadBatch(f"Line {number}: expected [stamp, values].") from None
    raise BadBatch("Expected [stamp, values] in each line.")


def _unpacked(body: bytes) -> bytes:
    if len(body) > BODY_BYTES_MAX:
        raise TooLarge(f"A body holds at most {BODY_BYTES_MAX} bytes.")
    try:
        size = zstandard.frame_content_size(body)
        if 0 <= size <= RAW_BYTES_MAX:  # it is checked that it is so
            return zstandard.ZstdDecompressor().decompress(body, allow_extra_data=False)
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(body)) as reader:
            raw = reader.read(RAW_BYTES_MAX + 1)
    except zstandard.ZstdError:
        raise BadBatch("The body is not compressed with zstd.") from None
    if len(raw) > RAW_BYTES_MAX:
        raise TooLarge(f"A batch holds at most {RAW_BYTES_MAX} bytes.")
    return raw
