"""Reading a TA1, which is one segment beside the groups of an interchange."""

from billing.x12.amounts import DAYS
from billing.x12.elements835 import at
from billing.x12.errors import Problem
from billing.x12.interchange_ack import InterchangeAck
from billing.x12.tokens import Segment

CENTURY = "20"


def read_interchange_ack(segment: Segment, version: str) -> InterchangeAck:
    """A day that is none is told in `warnings`. Raises nothing."""
    e = segment.elements
    on = DAYS[CENTURY + at(e, 2)]
    return InterchangeAck(
        at(e, 1),
        on,
        at(e, 3),
        at(e, 4),
        at(e, 5),
        version,
        control=at(e, 1),
        offset=segment.offset,
        warnings=tuple(_odd(segment, has_day=on is not None)),
    )


def _odd(segment: Segment, *, has_day: bool) -> list[Problem]:
    where = segment.offset, segment.ordinal
    told = []
    if not has_day and at(segment.elements, 2):
        told.append(Problem("NO_DAY", "TA102 is no day.", *where))
    if any(segment.elements[6:]):
        told.append(Problem("UNREAD_ELEMENT", "TA1 holds more than five elements.", *where))
    return told
