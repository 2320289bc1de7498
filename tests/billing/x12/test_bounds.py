"""Hostile files: reading takes time in proportion to their size, and no more memory than that."""

import contextlib
import time

import pytest

from billing.x12 import Remittance, X12Error, read, read277ca, read999
from billing.x12.seen835 import CLAIMS_MAX, LINES_MAX, TOLD_MAX
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


class TestBounds:
    """What is told of a file, and what is made of it, does not grow with its malice."""

    def told(self, data: bytes) -> Remittance:
        (one,) = read(data).transactions
        assert isinstance(one, Remittance)
        return one

    @pytest.mark.parametrize(
        "pieces",
        [b"ZZ*1~", b"DTM*472*0~", b"CLP*1*1*0*0*1~", b"CLP*1*1*0*0~ZZ*1~", b"CLP*1*1*5*0~"],
    )
    def test_warnings_and_gaps_end_and_say_that_there_are_more(self, pieces: bytes) -> None:
        one = self.told(OPEN + CLAIM + pieces * 3 * TOLD_MAX + CLOSE)

        assert len(one.gaps) <= TOLD_MAX + 2
        assert len(one.warnings) <= TOLD_MAX + 10
        codes = [warning.code for warning in one.warnings]
        assert one.gaps or codes[TOLD_MAX] == "MORE_WARNINGS"
        assert "SE01" in codes  # what forbids posting is told last, and always

    def test_a_payment_of_too_many_claims_is_refused(self) -> None:
        data = OPEN + b"CLP*1*1*0*0~" * (CLAIMS_MAX + 1) + CLOSE

        assert [error.code for error in read(data).errors] == ["TOO_MANY"]

    @pytest.mark.parametrize("before", [b"", b"CLP*0*1*0*0*0*12*X*11*1~NM1*QC*1*A~SVC*A*0*0~"])
    def test_a_claim_of_too_many_lines_is_refused(self, before: bytes) -> None:
        head = b"CLP*1*1*0*0*0*12*X*11*1~NM1*QC*1*A~"
        data = OPEN + before + head + b"SVC*A*0*0~" * (LINES_MAX + 1) + CLOSE

        assert [error.code for error in read(data).errors] == ["TOO_MANY"]

    @pytest.mark.parametrize("spoilt", [b"A\0B", b"\0"])
    @pytest.mark.parametrize("line_end", [b"", b"\n"])
    def test_a_zero_byte_is_refused_at_its_segment(self, spoilt: bytes, line_end: bytes) -> None:
        """No database holds one in a text: the file would be read and never kept."""
        data = builders.file().replace(b"PATIENT", spoilt).replace(b"~", b"~" + line_end)

        (error,) = read(data).errors

        assert error.code == "ZERO_BYTE"
        assert data[error.offset :].startswith(b"NM1*QC")
        assert error.segment == 11


ACKS = builders.ISA.encode() + b"GS*HN*A*B*20260105*0800*1*X*005010X214~ST*277*0001*005010X214~"
FAULTS = builders.ISA.encode() + b"GS*FA*A*B*20260105*0800*1*X*005010X231A1~ST*999*0001~AK1*HC*1~"
LEVELS = b"HL*1**20*1~HL*2*1*21*1~HL*3*2*19*1~"
PATIENT = LEVELS + b"HL*4*3*PT~TRN*2*A~"


class TestAcknowledgements:
    @pytest.mark.parametrize(
        "data",
        [
            ACKS + LEVELS + much(b"HL*4*3*PT~TRN*2*A~STC*A2:20~") + CLOSE,
            ACKS + PATIENT + much(b"STC*A2:20~") + CLOSE,
            ACKS + PATIENT + much(b"SVC*AD:D1110~") + CLOSE,
            ACKS + LEVELS + much(b"HL*4*9*PT~") + CLOSE,
            ACKS + PATIENT + b"STC*" + much(b"A:") + b"~" + CLOSE,
            ACKS + PATIENT + much(b"ZZ*1~") + CLOSE,
            FAULTS + b"AK2*837*1~" + much(b"IK3*CLM*1~IK4*1**1~") + CLOSE,
            FAULTS + much(b"AK2*837*1~IK5*A~") + CLOSE,
            FAULTS + b"AK2*837*1~IK3*CLM*1~CTX*" + much(b"CLM01:1^") + b"~" + CLOSE,
            builders.ISA.encode() + much(b"TA1*1*260105*0800*A*000~") + b"IEA*0*1~",
        ],
    )
    def test_are_done_with_in_a_moment(self, data: bytes) -> None:
        began = time.process_time()

        for reader in (read277ca, read999):
            with contextlib.suppress(X12Error):
                reader(data)

        assert time.process_time() - began < SECONDS_MAX

    def test_tell_no_more_of_their_oddities_than_others(self) -> None:
        (told,) = read277ca(ACKS + PATIENT + b"TRN*2*A~ZZ*1~" * 3 * TOLD_MAX + CLOSE)

        assert len(told.warnings) <= TOLD_MAX + 10
        assert "SE01" in {warning.code for warning in told.warnings}

    def test_of_too_many_claims_are_refused(self) -> None:
        patients = b"HL*4*3*PT~" * (CLAIMS_MAX + 1)

        with pytest.raises(X12Error, match="Over 100,000 members"):
            read277ca(ACKS + LEVELS + patients + CLOSE)
