"""One transaction set as a text of segments, which knows where in the file each one stands."""

import re

from billing.x12.delimiters import BLANK
from billing.x12.errors import X12Error

SEGMENT_ID = re.compile(r"[A-Z][A-Z0-9]{1,2}", re.ASCII)
ENVELOPE_NAMES = frozenset({"ISA", "GS", "ST", "GE", "IEA"})


class Body:
    """The segments of one set after its ST, with its SE, as one text with terminators between.

    `starts` tells where each segment begins, for a text that had blanks taken out of it.
    """

    __slots__ = ("_base", "_count", "_starts", "first", "terminator", "text")

    def __init__(
        self, text: str, base: int, first: int, terminator: str, starts: list[int] | None = None
    ) -> None:
        self.text, self._base, self.first, self._starts = text, base, first, starts
        self.terminator = terminator
        self._count = 0

    @property
    def count(self) -> int:
        """How many segments there are: counted when asked, unless whoever read them has."""
        self._count = self._count or self.text.count(self.terminator) + 1
        return self._count

    def has_been_read(self, segments: int) -> None:
        self._count = segments

    def offset(self, place: int, at: int) -> int:
        """In the file, of the segment that is number `place` and begins at `at` of the text."""
        return self._base + at if self._starts is None else self._starts[place]

    def ordinal(self, place: int) -> int:
        return self.first + place

    def last(self) -> tuple[str, int, int]:
        """The text of the last segment, its place, and where it begins."""
        raw = self.text.rpartition(self.terminator)[2]
        return raw, self.count - 1, len(self.text) - len(raw)

    def first_segment(self) -> str:
        return self.text.partition(self.terminator)[0]

    def is_even(self) -> bool:
        """No blanks had to be taken out."""
        return self._starts is None

    def without_blanks(self) -> "Body":
        """The same where segments have blanks before them, or nothing in them."""
        if self._starts is not None:
            return self
        segments, starts = cut_oddly(self.text, self._base, self.terminator)
        return Body(self.terminator.join(segments), 0, self.first, self.terminator, starts)


def not_closed(name: str, offset: int, ordinal: int) -> X12Error:
    message = f"{name} stands before the set is closed by SE."
    return X12Error("NOT_CLOSED", message, offset, ordinal)


def cut_oddly(text: str, base: int, terminator: str) -> tuple[list[str], list[int]]:
    """Segments with blanks around them, empty ones, or text beyond ASCII; and where they begin."""
    segments, starts, at = list[str](), list[int](), base
    for raw in text.split(terminator):
        kept = raw.lstrip(BLANK)
        if kept:
            segments.append(readable(kept))
            starts.append(at + len(raw) - len(kept))
        at += len(raw) + len(terminator)
    return segments, starts


def readable(raw: str) -> str:
    """Without the line's end; bytes beyond ASCII as UTF-8, or as Latin-1 where they are not."""
    text = raw.rstrip("\r\n")
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode()
    except UnicodeDecodeError:
        return text
