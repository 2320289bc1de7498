"""A file on the road: one line of head, then its bytes as they are, compressed with zstd.

Its hash stands in the address, so that a file is kept once however often it comes. Nobody unpacks
more than it allows.
"""

import hashlib
import io
from typing import Annotated

import msgspec
import zstandard
from msgspec import Meta

from practices.wire import VERSION

FILE_BYTES_MAX = 10 * 2**20
BODY_BYTES_MAX = 4 * 2**20
HEAD_BYTES_MAX = 2**12
NAME_CHARACTERS_MAX = 120
LEVEL = 12


class DropHead(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is what the file was called where it lay."""

    v: int = VERSION
    name: Annotated[str, Meta(max_length=NAME_CHARACTERS_MAX)]


class BadDrop(ValueError):
    """The body is no file, or not the file of its address. The text holds nothing of it."""


class DropTooLarge(BadDrop):
    """The file holds more bytes than one may, as it is or compressed."""


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def pack(name: str, content: bytes) -> bytes:
    """Raises DropTooLarge."""
    if len(content) > FILE_BYTES_MAX:
        raise DropTooLarge(f"A file holds at most {FILE_BYTES_MAX // 2**20} MB.")
    head = msgspec.json.encode(DropHead(name=name[:NAME_CHARACTERS_MAX]))
    body = zstandard.ZstdCompressor(level=LEVEL).compress(head + b"\n" + content)
    if len(body) > BODY_BYTES_MAX:
        raise DropTooLarge(f"A file holds at most {BODY_BYTES_MAX // 2**20} MB, compressed.")
    return body


def unpack(body: bytes, *, sha256: str, bytes_max: int = FILE_BYTES_MAX) -> tuple[str, bytes]:
    """Name and bytes of the file with this hash. Raises BadDrop, DropTooLarge."""
    most = min(bytes_max, FILE_BYTES_MAX)
    first, mark, content = _unpacked(body, most + HEAD_BYTES_MAX).partition(b"\n")
    if len(content) > most:
        raise _too_large(most)
    try:
        head = msgspec.json.decode(first, type=DropHead)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadDrop("Expected a head in the first line.") from None
    if head.v != VERSION or not mark or not content:
        raise BadDrop(f"Expected version {VERSION}, and bytes behind the head.")
    if sha256_of(content) != sha256:
        raise BadDrop("The bytes are not those of the address.")
    return head.name, content


def _unpacked(body: bytes, most: int) -> bytes:
    """What a body says it unpacks to is not believed: no more than that is read."""
    if len(body) > BODY_BYTES_MAX:
        raise DropTooLarge(f"A body holds at most {BODY_BYTES_MAX} bytes.")
    try:
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(body)) as reader:
            raw = reader.read(most + 1)
    except (zstandard.ZstdError, MemoryError):
        raise BadDrop("The body is not compressed with zstd.") from None
    if len(raw) > most:
        raise _too_large(most)
    return raw


def _too_large(most: int) -> DropTooLarge:
    return DropTooLarge(f"A file holds at most {most:,} bytes.")
