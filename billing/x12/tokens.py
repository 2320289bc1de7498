"""From bytes to segments, streaming: each with its elements, its offset and its ordinal."""

import re
from collections.abc import Generator, Iterator
from typing import BinaryIO

from billing.x12.delimiters import BLANK, Delimiters, detect
from billing.x12.errors import X12Error

CHUNK_BYTES = 1 << 20
SEGMENT_CHARACTERS_MAX = 1 << 20
BINARY_BYTES_MAX = 64 << 20
ISA_LOOKAHEAD = 512
SEGMENT_ID = re.compile(r"[A-Z][A-Z0-9]{1,2}", re.ASCII)
LATER_ISA = re.compile(r"^ISA[^A-Za-z0-9\s]", re.ASCII | re.MULTILINE)
PREFACE_CHARACTERS_MAX = 1 << 16
BOM = "\u00ef\u00bb\u00bf"  # UTF-8's mark, seen one byte a character

Segment = tuple[int, list[str]]


class Tokens:
    """Segments of a stream as (offset in bytes, elements); `delimiters` are those in force.

    Bytes are looked at one character each, so that offsets count bytes; text beyond ASCII is
    decoded per segment, as UTF-8 where it is and as Latin-1 where it is not.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._text = ""
        self._base = 0
        self._at_end = False
        self.delimiters: Delimiters | None = None
        self.ordinal = 0
        self.has_preface = False

    def __iter__(self) -> Iterator[Segment]:
        self._more()
        if self._text.startswith(BOM):
            self._drop(len(BOM))
        self._skip_preface()
        while self._next_interchange():
            yield from self._interchange()

    def _skip_preface(self) -> None:
        """Some archives put prose before the file proper; the ISA then begins a line of its own."""
        if self._text.lstrip(BLANK).startswith("ISA"):
            return
        found = LATER_ISA.search(self._text, 0, PREFACE_CHARACTERS_MAX)
        if found is not None:
            self.has_preface = True
            self._drop(found.start())

    def _more(self) -> bool:
        data = self._stream.read(CHUNK_BYTES)
        if not data:
            self._at_end = True
            return False
        self._text += data.decode("latin-1")
        return True

    def _drop(self, characters: int) -> None:
        self._text = self._text[characters:]
        self._base += characters

    def _next_interchange(self) -> bool:
        while True:
            blank = len(self._text) - len(self._text.lstrip(BLANK))
            self._drop(blank)
            if self._text or self._at_end:
                break
            self._more()
        while len(self._text) < ISA_LOOKAHEAD and not self._at_end:
            self._more()
        return bool(self._text)

    def _interchange(self) -> Iterator[Segment]:
        """Everything from ISA to IEA; the delimiters hold until then and no further."""
        found, length = detect(self._text, self._base, self.ordinal + 1)
        self.delimiters = found
        self.ordinal += 1
        yield self._base, self._text[:length].split(found.element)
        self._drop(length + len(found.terminator))
        while True:
            block, rest = self._block(found)
            if block is None:
                raise X12Error(
                    "CUT_SHORT", "The file ends inside an interchange.", self._base, self.ordinal
                )
            ended = yield from self._segments(block, found, rest)
            if ended:
                return

    def _block(self, found: Delimiters) -> tuple[str | None, str]:
        """Text up to and without the last terminator at hand, and what follows it."""
        while True:
            end = self._text.rfind(found.terminator)
            if end >= 0:
                return self._text[:end], self._text[end + len(found.terminator) :]
            if len(self._text) > SEGMENT_CHARACTERS_MAX:
                raise X12Error(
                    "SEGMENT_TOO_LONG", "A segment has no end.", self._base, self.ordinal + 1
                )
            if not self._more():
                return None, ""

    def _segments(self, block: str, found: Delimiters, rest: str) -> Generator[Segment, None, bool]:
        """Yield the segments of a block; true at IEA, with the text set to what follows it."""
        if "BIN" + found.element in block or "BDS" + found.element in block:
            return (yield from self._with_binary(found))
        offset, width, element = self._base, len(found.terminator), found.element
        for raw in block.split(found.terminator):
            start, here = offset, raw
            offset += len(raw) + width
            if raw[:1] in BLANK:
                here = raw.lstrip(BLANK)
                start += len(raw) - len(here)
                if not here:
                    continue
            self.ordinal += 1
            yield start, self._elements(here, element, start)
            if here.startswith("IEA"):
                self._drop(offset - self._base)
                return True
        self._text, self._base = rest, offset
        return False

    def _with_binary(self, found: Delimiters) -> Generator[Segment, None, bool]:
        """One segment at a time: BIN and BDS say how many bytes they hold."""
        self._drop(len(self._text) - len(self._text.lstrip(BLANK)))
        end = self._text.find(found.terminator)
        head = self._text[:end].split(found.element)
        if head[0] in {"BIN", "BDS"}:
            end = self._binary_end(head, found)
        elements = self._text[:end]
        self.ordinal += 1
        yield self._base, self._elements(elements, found.element, self._base)
        self._drop(end + len(found.terminator))
        return head[0] == "IEA"

    def _binary_end(self, head: list[str], found: Delimiters) -> int:
        """BIN*length*data and BDS*filter*length*data."""
        place = 1 if head[0] == "BIN" else 2
        told = head[place] if len(head) > place else ""
        if not (told.isascii() and told.isdigit()) or int(told) > BINARY_BYTES_MAX:
            raise X12Error(
                "BAD_BINARY", f"{head[0]} has no usable length.", self._base, self.ordinal + 1
            )
        end = len(found.element.join(head[: place + 1])) + 1 + int(told)
        while len(self._text) < end + len(found.terminator) and self._more():
            pass
        if not self._text.startswith(found.terminator, end):
            raise X12Error(
                "BAD_BINARY",
                f"{head[0]} is not as long as it says.",
                self._base,
                self.ordinal + 1,
            )
        return end

    def _elements(self, raw: str, element: str, offset: int) -> list[str]:
        if len(raw) > BINARY_BYTES_MAX:
            raise X12Error("SEGMENT_TOO_LONG", "A segment has no end.", offset, self.ordinal)
        text = raw if raw.isascii() else _decoded(raw)
        elements = text.rstrip("\r\n").split(element)
        if SEGMENT_ID.fullmatch(elements[0]) is None:
            raise X12Error("BAD_SEGMENT", "Expected a segment name.", offset, self.ordinal)
        return elements


def _decoded(raw: str) -> str:
    try:
        return raw.encode("latin-1").decode()
    except UnicodeDecodeError:
        return raw
