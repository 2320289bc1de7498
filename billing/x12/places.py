"""From a position that a 999 names back to the claim and the line of ours that stand there."""

import io
from typing import NamedTuple

from billing.x12.body import Body
from billing.x12.delimiters import Delimiters
from billing.x12.tokens import Tokens

OUTSIDE_CLAIMS = frozenset({"HL", "SE"})


class Place(NamedTuple):
    """`claim_number` is CLM01, "" outside any claim; `line` is LX01 as it was written, 0 for the
    claim's own segments; `segment` is what stands there."""

    segment: str
    claim_number: str = ""
    line: int = 0


def place_in(data: bytes, control: str, position: int, group: str = "") -> Place | None:
    """What stands at `position` (from ST as one) of the set with that ST02, in a file of ours.

    `group` is its GS06, for files with several groups; "" takes the first set that fits. None
    where the file has no such set or position. Raises X12Error for what is no X12.
    """
    tokens, here = Tokens(io.BytesIO(data)), ""
    while (segment := tokens.next()) is not None:
        e = segment.elements
        if e[0] == "IEA":
            tokens.close_interchange()
        elif e[0] == "GS":
            here = e[6] if len(e) > 6 else ""
        elif e[0] == "ST" and e[2:3] == [control] and group in {"", here}:
            found = tokens.delimiters
            assert found is not None
            return Place("ST") if position == 1 else _place(tokens.body(), found, position)
    return None


def _place(body: Body, found: Delimiters, position: int) -> Place | None:
    """`body` begins at position two."""
    segments = body.text.split(found.terminator)
    if not 1 < position <= len(segments) + 1:
        return None
    claim, line = "", 0
    for raw in segments[: position - 1]:
        name, _, rest = raw.partition(found.element)
        first = rest.partition(found.element)[0]
        if name in OUTSIDE_CLAIMS:
            claim, line = "", 0
        elif name == "CLM":
            claim, line = first, 0
        elif name == "LX" and claim:
            line = int(first) if first.isascii() and first.isdigit() and len(first) < 10 else 0
    return Place(name, claim, line)
