"""What the chart says of a tooth on a day. Pure."""

from datetime import date

import msgspec

from billing.coding.codes import codes
from billing.coding.teeth import PERMANENT, QUADRANTS, quadrant_of
from billing.scrub.facts import ClaimFacts, Line

QUADRANT_NAMES = {area: name for name, area in QUADRANTS.items()}
REMOVALS = codes("D7111 D7140 D7210..D7250")


class Gone(msgspec.Struct, frozen=True):
    """`on` is None where the chart shows the tooth as missing and nobody noted since when."""

    on: date | None
    stands: tuple[str, str]


def gone(claim: ClaimFacts, tooth: str, before: date) -> Gone | None:
    """Whether the tooth was taken out or lost before the day, with the day where it is known."""
    for past in claim.history:
        if past.tooth == tooth and past.code in REMOVALS and past.served_on < before:
            return Gone(past.served_on, ("history", str(past.served_on)))
    for lost in claim.missing:
        if lost.tooth == tooth and (lost.lost_on is None or lost.lost_on < before):
            return Gone(lost.lost_on, ("tooth", tooth))
    return None


def teeth_in(claim: ClaimFacts, quadrant: str, day: date) -> int:
    """Permanent teeth of the quadrant that the chart does not show as gone before the day."""
    lost = {one.tooth for one in claim.missing if one.lost_on is None or one.lost_on < day}
    lost |= {one.tooth for one in claim.history if one.code in REMOVALS and one.served_on < day}
    return sum(quadrant_of(tooth) == quadrant and tooth not in lost for tooth in PERMANENT)


def teeth_of(line: Line) -> tuple[str, ...]:
    """Those the line names, in a range or by itself, each once."""
    if not line.tooth or line.tooth in line.teeth:
        return line.teeth
    return (line.tooth, *line.teeth)


def quadrant(line: Line) -> str:
    """UR, UL, LL or LR by its tooth, else by its area; "" where neither says."""
    return quadrant_of(line.tooth) or QUADRANT_NAMES.get(line.area, "")
