"""From bytes to segments, streaming: each with its elements, its offset and its ordinal."""

import re
from functools import cache
from typing import BinaryIO, NamedTuple

from billing.x12.body import ENVELOPE_NAMES, SEGMENT_ID, Body, not_closed, readable
from billing.x12.delimiters import BLANK, Delimiters, detect
from billing.x12.errors import X12Error

CHUNK_BYTES = 1 << 16
SEGMENT_CHARACTERS_MAX = 1 << 16
ELEMENTS_MAX = 1 << 12
BINARY_BYTES_MAX = 64 << 20
BINARY = ("BIN", "BDS")
# No text of X12 holds one, and no text of a database can.
ZERO_BYTE = "A segment holds a zero byte."
BODY_BYTES_MAX = 1 << 30
ISA_LOOKAHEAD = 512
LATER_ISA = re.compile(r"^ISA[^A-Za-z0-9\s]", re.ASCII | re.MULTILINE)
PREFACE_CHARACTERS_MAX = 1 << 16
BOM = "\u00ef\u00bb\u00bf"  # UTF-8's mark, seen one byte a character


class Segment(NamedTuple):
    """`offset` is its first byte in the file, `ordinal` counts from one, over the whole file."""

    offset: int
    ordinal: int
    elements: list[str]


@cache
def _blank_led(terminator: str) -> re.Pattern[str]:
    ends = re.escape(terminator)
    return re.compile(f"{ends}[ \\t{ends}]")


class Tokens:
    """Segments of a stream; `delimiters` are those in force since the last ISA.

    Bytes are looked at one character each, so that offsets count bytes; text beyond ASCII is
    decoded per segment, as UTF-8 where it is and as Latin-1 where it is not. Holds no more of the
    stream than a chunk and the set at hand.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self._base = 0
        self._at_end = False
        self._started = False
        self.delimiters: Delimiters | None = None
        self._ordinal = 0
        self._last_body: Body | None = None
        self.has_preface = False

    @property
    def ordinal(self) -> int:
        """Of the last segment given, those of a body among them."""
        return self._ordinal + (self._last_body.count if self._last_body else 0)

    @property
    def offset(self) -> int:
        """Of the next byte not yet read."""
        return self._base + self._at

    def next(self) -> Segment | None:
        """The next segment, or None at a proper end. Raises X12Error where one does not end."""
        if not self._started:
            self._start()
        self._skip_blank()
        if self._at == len(self._text):
            if self.delimiters is None:
                return None
            raise self._cut_short()
        if self.delimiters is None:
            return self._isa()
        return self._segment(self.delimiters)

    def close_interchange(self) -> None:
        """Said after IEA: the next segment must be an ISA, with delimiters of its own."""
        self.delimiters = None

    def body(self) -> Body:
        """All segments up to the next SE, which is the last of them. Raises X12Error."""
        found = self.delimiters
        assert found is not None
        return self._cut(self._end_of_set(found), found)

    def _start(self) -> None:
        """Some archives put prose before the file proper; the ISA then begins a line of its own."""
        self._started = True
        self._more()
        if self._text.startswith(BOM):
            self._at = len(BOM)
        if self._text[self._at :].lstrip(BLANK).startswith("ISA"):
            return
        found = LATER_ISA.search(self._text, self._at, PREFACE_CHARACTERS_MAX)
        if found is not None:
            self.has_preface = True
            self._at = found.start()

    def _more(self) -> bool:
        """Read on, twice as much when one set is long: copying stays linear."""
        data = self._stream.read(max(CHUNK_BYTES, len(self._text) - self._at))
        if not data:
            self._at_end = True
            return False
        self._text = self._text[self._at :] + data.decode("latin-1")
        self._base += self._at
        self._at = 0
        return True

    def _skip_blank(self) -> None:
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in BLANK:
                at += 1
            self._at = at
            if at < len(text) or self._at_end or not self._more():
                return

    def _isa(self) -> Segment:
        while len(self._text) - self._at < ISA_LOOKAHEAD and not self._at_end:
            self._more()
        at, offset = self._at, self.offset
        found, length = detect(self._text[at : at + ISA_LOOKAHEAD], offset, self.ordinal + 1)
        self.delimiters = found
        self._at = at + length + len(found.terminator)
        return self._taken(offset, self._text[at : at + length], found)

    def _segment(self, found: Delimiters) -> Segment:
        offset = self.offset
        if self._text.startswith(BINARY, self._at):
            end = self._binary_end(found)
        else:
            end = self._end(found)
        raw = self._text[self._at : end]
        self._at = min(end + len(found.terminator), len(self._text))
        return self._taken(offset, raw, found)

    def _taken(self, offset: int, raw: str, found: Delimiters) -> Segment:
        self._ordinal = self.ordinal + 1
        self._last_body = None
        if "\0" in raw and not raw.startswith(BINARY):
            raise X12Error("ZERO_BYTE", ZERO_BYTE, offset, self.ordinal)
        elements = readable(raw).split(found.element, ELEMENTS_MAX)
        if SEGMENT_ID.fullmatch(elements[0]) is None:
            raise X12Error("BAD_SEGMENT", "Expected a segment name.", offset, self.ordinal)
        if len(elements) > ELEMENTS_MAX:
            raise X12Error("TOO_MANY", "A segment has too many elements.", offset, self.ordinal)
        return Segment(offset, self.ordinal, elements)

    def _end(self, found: Delimiters) -> int:
        """Where the segment's terminator stands."""
        sought = 0
        while True:
            end = self._text.find(found.terminator, self._at + sought)
            if end >= 0 and end - self._at <= SEGMENT_CHARACTERS_MAX:
                return end
            sought = max(0, len(self._text) - self._at - 1)
            if sought > SEGMENT_CHARACTERS_MAX:
                raise self._wrong("SEGMENT_TOO_LONG", "A segment has no end.")
            if not self._more():
                return self._last_end(found)

    def _last_end(self, found: Delimiters) -> int:
        """Where terminators begin lines, the line's end closes the last segment of the file."""
        if found.begins_line and self._text.endswith("\n"):
            return len(self._text)
        raise self._cut_short()

    def _binary_end(self, found: Delimiters) -> int:
        """BIN*length*data and BDS*filter*length*data: the data may hold anything."""
        while len(self._text) - self._at < ISA_LOOKAHEAD and self._more():
            pass
        name = self._text[self._at : self._at + 3]
        place = 1 if name == "BIN" else 2
        head = self._text[self._at : self._at + ISA_LOOKAHEAD].split(found.element, place + 1)
        told = head[place] if len(head) > place + 1 else ""
        if not (told.isascii() and told.isdigit()) or len(told) > 8 or int(told) > BINARY_BYTES_MAX:
            raise self._wrong("BAD_BINARY", f"{name} has no usable length.")
        length = sum(map(len, head[: place + 1])) + place + 1 + int(told)
        while len(self._text) - self._at < length + len(found.terminator) and self._more():
            pass
        if len(self._text) - self._at < length + len(found.terminator):
            raise self._cut_short()
        if not self._text.startswith(found.terminator, self._at + length):
            raise self._wrong("BAD_BINARY", f"{name} is not as long as it says.")
        return self._at + length

    def _end_of_set(self, found: Delimiters) -> int:
        """Just past the terminator of the next SE."""
        mark, sought = "SE" + found.element, 0
        while True:
            place = self._text.find(mark, self._at + sought)
            if place < 0:
                sought = max(0, len(self._text) - self._at - len(mark))
            elif self._opens_segment(place, found):
                sought = place - self._at
                end = self._text.find(found.terminator, place)
                if end >= 0:
                    return end + len(found.terminator)
            else:
                sought = place - self._at + len(mark)
                continue
            if sought > BODY_BYTES_MAX:
                raise self._wrong("TOO_MANY", "A set has no end.")
            if not self._more():
                raise self._not_closed(found)

    def _opens_segment(self, place: int, found: Delimiters) -> bool:
        """Whether only blanks stand between `place` and a terminator, or where we are."""
        at = place
        while at > self._at and self._text[at - 1] in BLANK:
            at -= 1
        before = max(self._at, at - len(found.terminator))
        return at == self._at or found.terminator in self._text[before:place]

    def _not_closed(self, found: Delimiters) -> X12Error:
        end = self._text.rfind(found.terminator, self._at) + len(found.terminator)
        body = self._cut(max(end, self._at), found).without_blanks()
        for place, raw in enumerate(body.text.split(found.terminator)):
            name = raw.split(found.element, 1)[0]
            if name in ENVELOPE_NAMES:
                return not_closed(name, body.offset(place, 0), body.ordinal(place))
        return self._cut_short()

    def _cut(self, end: int, found: Delimiters) -> Body:
        """The text up to `end`, which is just past a terminator."""
        terminator = found.terminator
        text = self._text[self._at : max(self._at, end - len(terminator))]
        body = Body(text, self.offset, self.ordinal + 1, terminator)
        if not self._is_plain(text, terminator):
            body = body.without_blanks()
        if len(text) > SEGMENT_CHARACTERS_MAX or "\0" in text:
            self._check(body)
        self._at = end
        self._ordinal, self._last_body = self.ordinal, body
        return body

    def _is_plain(self, text: str, terminator: str) -> bool:
        """ASCII, and each segment begins where the one before it ends: none is blank or empty."""
        if len(terminator) > 1 or "\n" in text or "\r" in text or not text.isascii():
            return False
        return text[:1] not in {*BLANK, terminator} and _blank_led(terminator).search(text) is None

    def _check(self, body: Body) -> None:
        at = 0
        for place, raw in enumerate(body.text.split(body.terminator)):
            where = body.offset(place, at), body.ordinal(place)
            if len(raw) > SEGMENT_CHARACTERS_MAX:
                raise X12Error("SEGMENT_TOO_LONG", "A segment is too long.", *where)
            if "\0" in raw:
                raise X12Error("ZERO_BYTE", ZERO_BYTE, *where)
            at += len(raw) + len(body.terminator)

    def _cut_short(self) -> X12Error:
        offset = self._base + len(self._text)
        return X12Error("CUT_SHORT", "The file ends too early.", offset, self.ordinal)

    def _wrong(self, code: str, message: str) -> X12Error:
        return X12Error(code, message, self.offset, self.ordinal + 1)
