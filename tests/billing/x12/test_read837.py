from datetime import date

import pytest

from billing.x12 import Submission, read, read837, write837
from billing.x12.parts import Procedure
from tests.billing.x12 import whole_claims
from tests.billing.x12.builders import ENVELOPE

DATA = whole_claims.family(ENVELOPE)


def changed(was: str, becomes: str) -> bytes:
    """The family's file with one thing changed, and SE01 counted anew."""
    text = DATA.decode()
    assert was in text
    text = text.replace(was, becomes, 1)
    before, _, after = text.partition("~SE*")
    count = before.count("~")  # with SE, without ISA and GS
    return f"{before}~SE*{count}*{after.partition('*')[2]}".encode()


def only(data: bytes) -> Submission:
    (told,) = read837(data)
    return told


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in only(data).warnings]


class TestReading:
    def test_gives_the_family_as_it_was_written(self) -> None:
        told = only(DATA)

        (provider,) = told.providers
        (subscriber,) = provider.subscribers
        assert told.warnings == ()
        assert (provider.npi, provider.tax_id) == ("1999900001", "990000001")
        assert provider.subscribers == whole_claims.SUBMISSION.providers[0].subscribers
        assert [claim.patient_control_number for claim in told.claims] == ["SAMPLE-1", "SAMPLE-2"]
        assert subscriber.patients[0].person.born_on == date(2015, 5, 1)

    def test_names_what_a_claim_is_asked_for(self) -> None:
        parents, childs = only(DATA).claims
        crown, filling = parents.lines

        assert (parents.served_on, parents.patient_paid_cents) == (date(2026, 1, 2), 20_00)
        assert not parents.is_predetermination
        assert childs.is_predetermination
        assert childs.accident_on == childs.appliance_placed_on == date(2026, 1, 2)
        assert (crown.control_number, crown.prior_placed_on) == ("SAMPLE-1-1", date(2016, 3, 1))
        assert (filling.procedure, filling.control_number) == (Procedure("D2392"), "")

    def test_gives_what_the_first_payer_decided(self) -> None:
        claim = only(DATA).claims[0]
        (cover,) = claim.other_subscribers
        (decided,) = claim.lines[0].adjudications

        cut = sum(adjustment.cents for adjustment in decided.adjustments)
        assert cover.paid_cents == decided.paid_cents == 700_00
        assert decided.paid_cents + cut == claim.lines[0].charge_cents
        assert decided.payer_id == cover.payer.id
        assert cover.still_owed_cents is None


class TestOddities:
    def test_an_unknown_segment_is_kept_where_it_stood(self) -> None:
        data = changed("SV3*AD:D2740", "QTY*ZZ*2~SV3*AD:D2740")

        line = only(data).claims[0].lines[0]

        assert line.others == (("QTY", "ZZ", "2"),)
        assert codes(data) == ["UNKNOWN_SEGMENT"]
        assert only(write837(read837(data), ENVELOPE)).claims[0].lines[0] == line

    @pytest.mark.parametrize(
        ("was", "becomes", "code"),
        [
            ("DN2*1*M****JP", "DN2*1*M*7***JP", "UNREAD_ELEMENT"),
            ("LX*2", "LX*3", "UNREAD_ELEMENT"),
            ("CLM*SAMPLE-1*1380.5", "CLM*SAMPLE-1*1380.51", "CLM02"),
            ("DTP*472*D8*20260102", "DTP*472*D8*20260132", "NO_DAY"),
            ("DTP*472*D8*20260102", "DTP*472*TM*0800", "NO_DAY"),
            ("HL*3*2*23", "HL*3*1*23", "HL02"),
            ("DN1*24*22", "DN1*24*22~DN1*12*10", "REPEATED_SEGMENT"),
            ("N3*1 SAMPLE ST", "N3*1 SAMPLE ST~N3*3 SAMPLE ST", "UNKNOWN_SEGMENT"),
        ],
    )
    def test_are_told_and_read_on(self, was: str, becomes: str, code: str) -> None:
        data = changed(was, becomes)

        assert codes(data) == [code]
        assert len(only(data).claims) == 2

    def test_are_told_with_their_place(self) -> None:
        data = changed("LX*2", "LX*3")

        (warning,) = only(data).warnings

        assert data[warning.offset :].startswith(b"LX*3")


class TestErrata:
    def test_of_a_later_letter_is_read(self) -> None:
        assert only(DATA.replace(b"005010X224A2", b"005010X224A3")).version == "005010X224A3"


class TestRead:
    def test_leaves_claims_at_their_envelope(self) -> None:
        (told,) = read(DATA).transactions

        assert getattr(told, "set", "") == "837D"
