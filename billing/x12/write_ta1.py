"""Writing TA1 in an interchange of its own, without groups."""

from collections.abc import Iterable

from billing.x12.delimiters import Delimiters
from billing.x12.interchange_ack import InterchangeAck
from billing.x12.segments import SegmentWriter
from billing.x12.sending import USUAL, Envelope, bare_interchange


def writeTA1(
    acks: Iterable[InterchangeAck], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """Each ack is one TA1. A day before 2000 comes back a century later: TA1 has two digits."""

    def put(out: SegmentWriter) -> None:
        for told in acks:
            out.put(
                "TA1", out.text(told.interchange),
                f"{told.interchange_on:%y%m%d}" if told.interchange_on else "",
                told.interchange_time, told.verdict, told.note,
            )  # fmt: skip

    return bare_interchange(put, envelope, found)
