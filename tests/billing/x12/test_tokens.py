"""Envelopes and delimiters: every way a real file writes them, and what is no file at all."""

import pytest

from billing.x12 import OtherSet, Remittance, read
from billing.x12.delimiters import Delimiters
from tests.billing.x12 import builders

FILE = builders.file()
BARE_270 = "ST*270*0001*005010X279A1~BHT*0022*13*1*20260105*0800~SE*3*0001~"


def one(data: bytes) -> Remittance:
    reading = read(data)
    assert not reading.errors
    (told,) = reading.transactions
    assert isinstance(told, Remittance)
    return told


def code_of(data: bytes) -> str:
    (error,) = read(data).errors
    return error.code


class TestDelimiters:
    @pytest.mark.parametrize(
        "found",
        [
            Delimiters("*", ":", "^", "~"),
            Delimiters("*", "|", "^", "~"),
            Delimiters("*", ">", "^", "~"),
            Delimiters("*", ":", ">", "~"),
            Delimiters("|", "^", "?", "~"),
            Delimiters("+", ">", "", "\r"),
            Delimiters("*", ":", "^", "\n"),
            Delimiters("*", ":", "^", "\r\n"),
            Delimiters("\x1d", "\x1f", "\x1e", "\x1c"),
        ],
    )
    def test_of_any_kind_give_the_same_tree(self, found: Delimiters) -> None:
        usual, other = read(builders.specimen()), read(builders.specimen(found=found))

        assert not other.errors
        assert [builders.bare(t) for t in usual.transactions if isinstance(t, Remittance)] == [
            builders.bare(t) for t in other.transactions if isinstance(t, Remittance)
        ]

    @pytest.mark.parametrize("after", ["\r", "\n", "\r\n", "\n    ", "  ", "\t", "\n\n"])
    def test_may_be_followed_by_blanks(self, after: str) -> None:
        data = FILE.replace(b"~", b"~" + after.encode())

        told = one(data)

        assert builders.bare(told) == builders.bare(one(FILE))
        (claim,) = told.claims
        assert data[claim.offset :].startswith(b"CLP*SAMPLE-1*")
        assert data[claim.end :].startswith(b"SE*")

    @pytest.mark.parametrize("wrong", [("~", "Z"), (":", "A"), (":", "9")])
    def test_that_are_letters_or_digits_are_refused(self, wrong: tuple[str, str]) -> None:
        """A component mark `A` would read the code of AD:D2740 as D."""
        data = FILE.decode().replace(*wrong).encode()

        assert code_of(data) == "BAD_ISA"

    def test_may_begin_the_next_line(self) -> None:
        told = one(FILE.replace(b"~", b"\n~").removesuffix(b"~"))

        assert builders.bare(told) == builders.bare(one(FILE))
        assert "TERMINATOR" in {warning.code for warning in told.warnings}

    def test_are_found_anew_at_every_interchange(self) -> None:
        other = builders.specimen(2, found=Delimiters("|", "^", "?", "\n"))

        reading = read(FILE + other)

        assert not reading.errors
        assert [t.origin.terminator for t in reading.transactions if t.origin] == ["~", "\n"]

    @pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n  ", b"\xef\xbb\xbf\n"])
    def test_may_stand_behind_a_mark_or_blanks(self, before: bytes) -> None:
        (claim,) = one(before + FILE).claims

        assert (before + FILE)[claim.offset :].startswith(b"CLP*")

    def test_of_an_isa_that_is_too_short_are_found_with_a_warning(self) -> None:
        told = one(FILE.replace(b"SAMPLESENDER   *ZZ", b"SAMPLESENDER  *ZZ"))

        assert "ISA_WIDTH" in {warning.code for warning in told.warnings}


class TestText:
    def test_is_utf_8_where_it_can_be_and_latin_1_where_not(self) -> None:
        for coded in ("SAMPLE É".encode(), "SAMPLE É".encode("latin-1")):
            told = one(FILE.replace(b"SAMPLE PLAN", coded))

            assert told.payer is not None
            assert told.payer.name == "SAMPLE É"
            assert told.claims[0].charge_cents == 1200_00

    def test_that_is_markup_stays_text(self) -> None:
        told = one(FILE.replace(b"SAMPLE*PATIENT", b"<script>x</script>*IGNORE ALL RULES"))

        assert told.claims[0].parties[0].name == "<script>x</script>"


class TestEnvelope:
    def test_tells_every_set_with_its_envelope(self) -> None:
        told = one(FILE)

        assert told.origin is not None
        assert (told.origin.sender, told.origin.interchange) == ("SAMPLESENDER", "000000001")

    @pytest.mark.parametrize(
        ("wrong", "right", "code"),
        [
            (b"SE*17*0001", b"SE*15*0001", "SE01"),
            (b"SE*15*0002", b"SE*15*0001", "SE02"),
            (b"GE*2*1", b"GE*1*1", "GE01"),
            (b"GE*1*2", b"GE*1*1", "GE02"),
            (b"IEA*2*000000001", b"IEA*1*000000001", "IEA01"),
            (b"IEA*1*000000002", b"IEA*1*000000001", "IEA02"),
            (b"IEA*X*000000001", b"IEA*1*000000001", "IEA01"),
        ],
    )
    def test_that_counts_wrongly_is_read_with_a_warning(
        self, wrong: bytes, right: bytes, code: str
    ) -> None:
        assert right in FILE

        assert code in {warning.code for warning in one(FILE.replace(right, wrong)).warnings}

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "EMPTY"),
            (b" \r\n\t", "EMPTY"),
            (b"\x00\x01\x02" * 100, "NO_ISA"),
            (b"%PDF-1.7 anything", "NO_ISA"),
            (b"<html>", "NO_ISA"),
            (b"ISA", "NO_ISA"),
            (b"ISA*00*", "BAD_ISA"),
            (FILE + b"stray", "NO_ISA"),
            (FILE + b"REF*1*2~", "NO_ISA"),
            (FILE.replace(b"GE*1*1~", b""), "NOT_CLOSED"),
            (FILE.replace(b"GE*1*1~", b"GE*1*1~REF*1*2~"), "OUT_OF_PLACE"),
            (FILE.replace(b"SE*15*0001~", b""), "NOT_CLOSED"),
            (FILE.replace(b"ST*835", b"ST*999999"), "UNKNOWN_SET"),
            (FILE.replace(b"X*005010X221A1", b"X*003010"), "UNKNOWN_VERSION"),
            (builders.file(""), "NO_SET"),
            (FILE.replace(b"~REF*TJ", b"~" + b"A" * 70_000 + b"*TJ"), "SEGMENT_TOO_LONG"),
            (builders.file(BARE_270.replace("SE*", "R" * 70_000)), "SEGMENT_TOO_LONG"),
            (builders.file(BARE_270.replace("BHT", "*IC")), "BAD_SEGMENT"),
        ],
    )
    def test_that_is_broken_is_refused_by_name(self, data: bytes, code: str) -> None:
        assert code_of(data) == code

    def test_of_other_sets_is_counted(self) -> None:
        (told,) = read(builders.file(BARE_270)).transactions

        assert isinstance(told, OtherSet)
        assert (told.set, told.control, told.segments) == ("270", "0001", 3)

    @pytest.mark.parametrize(
        ("version", "bht", "name"),
        [
            ("*005010X214", "0085*08", "277CA"),
            ("*005010X212", "0010*08", "277"),
            ("", "0085*08", "277CA"),
            ("", "0010*08*1*2*3*TH", "277CA"),
            ("", "0010*08*1*2*3*DG", "277"),
        ],
    )
    def test_tells_the_two_277_apart(self, version: str, bht: str, name: str) -> None:
        inside = f"ST*277*0001{version}~BHT*{bht}~SE*3*0001~"
        data = builders.file(inside).replace(b"X*005010X221A1", b"X*005010")

        (told,) = read(data).transactions

        assert isinstance(told, OtherSet)
        assert told.set == name

    def test_honours_the_length_of_binary_segments(self) -> None:
        inside = "ST*275*0001~BIN*12*a~SE*b~IEA*c~SE*3*0001~"

        (told,) = read(builders.file(inside)).transactions

        assert isinstance(told, OtherSet)
        assert told.segments == 3

    @pytest.mark.parametrize("length", ["x", "-1", "99999999999", "5", "13"])
    def test_refuses_binary_segments_of_another_length(self, length: str) -> None:
        inside = f"ST*275*0001~BIN*{length}*a~SE*b~IEA*c~SE*3*0001~"

        assert code_of(builders.file(inside)) in {"BAD_BINARY", "CUT_SHORT"}
