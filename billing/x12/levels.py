"""Writing HL: who stands under whom."""

from collections.abc import Sized

from billing.x12.segments import SegmentWriter


class Levels:
    """Writes HL, numbered without gaps over a whole set."""

    def __init__(self, out: SegmentWriter) -> None:
        self._out, self._last = out, 0

    def put(self, parent: str, code: str, children: Sized | None) -> str:
        """Returns the number of the level, which its children name as their parent.

        None where the guide has no HL04, for levels that never have children.
        """
        self._last += 1
        number = str(self._last)
        follow = "" if children is None else "1" if children else "0"
        self._out.put("HL", number, parent, code, follow)
        return number
