"""Hostile files: reading takes time in proportion to their size, and no more memory than that."""

import time

import pytest

from billing.x12 import read
from tests.billing.x12 import builders

HEAD = (builders.ISA + builders.GS).encode()
OPEN = HEAD + b"ST*835*0001~BPR*I*0*C*NON~"
CLOSE = b"SE*1*1~GE*1*1~IEA*1*000000001~"
CLAIM = b"CLP*1*1*0*0~"
KILOBYTES = 300
SECONDS_MAX = 3.0


def much(piece: bytes) -> bytes:
    return piece * (KILOBYTES * 1000 // len(piece))


HOSTILE = {
    "what looks like an end": OPEN + much(b"A*SE*"),
    "ends inside data": OPEN + much(b"REF*SE*1~") + CLOSE,
    "empty segments": OPEN + much(b"~") + CLOSE,
    "blanks": HEAD + much(b" ") + OPEN,
    "line ends": OPEN + much(b"\n") + CLOSE,
    "no terminator": OPEN + much(b"A"),
    "empty groups": builders.ISA.encode() + much((builders.GS + "GE*0*1~").encode()),
    "empty interchanges": much((builders.ISA + "IEA*0*000000001~").encode()),
    "claims": OPEN + much(CLAIM) + CLOSE,
    "lines": OPEN + CLAIM + much(b"SVC*A*0*0~") + CLOSE,
    "lines without a day": OPEN + CLAIM + much(b"SVC*A*0*0~DTM*472*0~") + CLOSE,
    "unknown segments": OPEN + CLAIM + much(b"ZZ*1~") + CLOSE,
    "elements": OPEN + b"CAS" + much(b"*") + b"~" + CLOSE,
    "sets": HEAD + much(b"ST*835*0001~BPR*I*0*C*NON~SE*3*0001~") + CLOSE[7:],
    "digits": OPEN.replace(b"*0*", b"*" + b"9" * 60_000 + b"*") + CLOSE,
    "zero bytes": much(b"\0"),
}


class TestHostileFiles:
    @pytest.mark.parametrize("data", HOSTILE.values(), ids=list(HOSTILE))
    def test_are_done_with_in_a_moment(self, data: bytes) -> None:
        began = time.process_time()

        read(data)

        assert time.process_time() - began < SECONDS_MAX
