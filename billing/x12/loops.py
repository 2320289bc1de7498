"""Walking the loops of one set: which value each segment belongs to.

A segment goes to the loop that is open, if it takes it; else to the nearest loop around it in
which it opens a new one. HL names its parent, so that levels may come in any order.
"""

from collections.abc import Mapping
from typing import NamedTuple

from billing.x12.body import ENVELOPE_NAMES, SEGMENT_ID, Body, not_closed
from billing.x12.delimiters import Delimiters
from billing.x12.elements import Elements, NotRead, raw_of
from billing.x12.elements835 import BadElement
from billing.x12.errors import Problem, X12Error
from billing.x12.nodes import Kind, Node, Taker
from billing.x12.seen835 import TOLD_MAX


class Level(NamedTuple):
    """What an HL of one code opens: in which field of which parent."""

    field: str
    kind: Kind
    parent: Kind


class Loops:
    """Reads one body into a root. Raises X12Error with the place."""

    def __init__(self, body: Body, found: Delimiters, levels: Mapping[str, Level]) -> None:
        self._body, self._found, self._levels = body, found, levels
        self._place = self._at = 0
        self._by_number: dict[str, Node] = {}
        self.warnings: list[Problem] = []
        self.opened: list[Node] = []

    def read(self, root: Node) -> None:
        """Fill `root` with all segments but SE."""
        self._node = self._root = root
        segments = self._body.text.split(self._found.terminator)
        for raw in segments[:-1]:
            try:
                self._take(Elements(raw.split(self._found.element), self._found))
            except BadElement as why:
                raise X12Error(why.code, why.message, *self._where()) from None
            self._place += 1
            self._at += len(raw) + len(self._found.terminator)
        self._body.has_been_read(len(segments))
        for node in self.opened:
            field, segment = node.kind.required or ("", "")
            if field and field not in node.fields:
                message = f"{segment} is missing in the loop that opens here."
                raise X12Error("MISSING_SEGMENT", message, *self._where(node))

    def _where(self, node: Node | None = None) -> tuple[int, int]:
        """Of the segment at hand, or of the one that opened `node`."""
        place, at = (node.place, node.at) if node else (self._place, self._at)
        return self._body.offset(place, at), self._body.ordinal(place)

    def _take(self, e: Elements) -> None:
        if e.name in ENVELOPE_NAMES:
            raise not_closed(e.name, *self._where())
        if SEGMENT_ID.fullmatch(e.name) is None:
            raise BadElement("BAD_SEGMENT", "Expected a segment name.")
        try:
            if e.name == "HL":
                self._level(e)
            else:
                self._give(e)
        except NotRead as why:
            self._node.add("others", raw_of(e.all))
            self.warn(why.code, why.message)
        else:
            for name in e.unread():
                self.warn("UNREAD_ELEMENT", f"{name} is not expected here and was not read.")

    def _give(self, e: Elements) -> None:
        taker = self._node.kind.takers.get(e.name)
        if taker is None:
            around, name = self._around(e.name), e.name
            taker = self._closes(around, name) or self._opens(around, name)
        if taker is not None:
            taker(self._node, e)

    def _around(self, name: str) -> Node:
        """The nearest loop that the segment means, where the open one does not take it."""
        around: Node | None = self._node
        while around is not None:
            if name in around.kind.opens or name in around.kind.closing:
                return around
            around = around.parent
        raise NotRead("UNKNOWN_SEGMENT", f"{name} is not expected here and was not read.")

    def _closes(self, around: Node, name: str) -> Taker | None:
        taker = around.kind.closing.get(name)
        if taker is not None:
            self._node = around
        return taker

    def _opens(self, around: Node, name: str) -> Taker | None:
        field, kind = around.kind.opens[name]
        self._open(around.child(field, kind, self._place, self._at))
        return kind.opening

    def _level(self, e: Elements) -> None:
        """HL04 only says whether children follow, which is seen."""
        number, parent, code, _ = e.at(1), e.at(2), e.at(3), e.at(4)
        level = self._levels.get(code)
        if level is None:
            raise BadElement("BAD_LEVEL", "HL03 names no level of this set.")
        opened = self._parent_of(parent, level).child(
            level.field, level.kind, self._place, self._at
        )
        self._open(opened)
        self._by_number[number] = opened

    def _parent_of(self, number: str, level: Level) -> Node:
        """By its number; where that is wrong, the last one of the right kind, and it is told."""
        named = self._by_number.get(number)
        if level.parent is self._root.kind:
            return self._root
        if named is not None and named.kind is level.parent:
            return named
        around: Node | None = self._node
        while around is not None and around.kind is not level.parent:
            around = around.parent
        if around is None:
            raise BadElement("OUT_OF_PLACE", "HL stands before the level it belongs to.")
        self.warn("HL02", "HL02 does not name the level this one belongs to.")
        return around

    def _open(self, node: Node) -> None:
        self._node = node
        self.opened.append(node)

    def warn(self, code: str, message: str, node: Node | None = None) -> None:
        if len(self.warnings) < TOLD_MAX:
            self.warnings.append(Problem(code, message, *self._where(node)))
