from datetime import date

import pytest

from billing.x12 import Remittance, raw_claim, read, segments_of
from billing.x12.remittance import Adjustment, Gap, ProviderAdjustment, Reference
from tests.billing.x12 import builders

CROWN = builders.CROWN


def told(body: str = CROWN, paid: str = "700", plb: str = "") -> Remittance:
    reading = read(builders.file(builders.payment(body, paid, plb)))
    assert not reading.errors, reading.errors
    (one,) = reading.transactions
    assert isinstance(one, Remittance)
    return one


def error(body: str, paid: str = "700", plb: str = "") -> tuple[str, str]:
    (problem,) = read(builders.file(builders.payment(body, paid, plb))).errors
    return problem.code, problem.message


def codes(one: Remittance) -> set[str]:
    return {warning.code for warning in one.warnings}


class TestPayment:
    def test_tells_who_pays_whom_how_much_and_when(self) -> None:
        one = told()

        assert (one.trace, one.trace_originator, one.method) == ("SAMPLE-T1", "1999990001", "ACH")
        assert (one.payee_npi, one.payee_tax_id) == ("1999900001", "990000001")
        assert one.paid_cents == 700_00
        assert one.effective_date == date(2026, 1, 6)
        assert (one.gaps, one.warnings) == ((), ())

    def test_may_be_several_in_one_group(self) -> None:
        twice = builders.payment() + builders.payment().replace("*0001~", "*0002~")

        reading = read(builders.file(twice).replace(b"GE*1", b"GE*2"))

        assert [one.control for one in reading.transactions] == ["0001", "0002"]
        assert not any(one.warnings for one in reading.transactions)

    def test_of_nothing_is_read(self) -> None:
        denied = CROWN.replace("1200*700*200", "1200*0*0").replace("1200*700**1", "1200*0**1")
        denied = denied.replace("CAS*CO*45*300~CAS*PR*2*200", "CAS*CO*96*1200")

        one = told(denied, paid="0")

        assert (one.paid_cents, one.gaps) == (0, ())

    def test_below_zero_is_refused(self) -> None:
        assert error(CROWN, paid="-5")[0] == "NEGATIVE_PAYMENT"


class TestClaim:
    def test_keeps_its_bytes(self) -> None:
        data = builders.file(builders.payment(CROWN + CROWN, "1400"))
        (one,) = read(data).transactions
        assert isinstance(one, Remittance)

        assert [raw_claim(data, claim).decode() for claim in one.claims] == [CROWN, CROWN]
        assert segments_of(data, one.claims[1], "~") == CROWN.rstrip("~").split("~")
        assert [data[: c.offset].count(b"~") + 1 for c in one.claims] == [
            c.segment for c in one.claims
        ]

    def test_reads_every_triple_and_skips_empty_ones(self) -> None:
        cas = "CAS*CO*45*300*****PR2*0*1*96*0~CAS*PR*1*50**2*100**3*25**4*15**5*7**6*3~"
        body = CROWN.replace("CAS*CO*45*300~CAS*PR*2*200~", cas)

        (claim,) = told(body).claims

        reasons = [
            (a.group, a.reason, a.cents, a.quantity) for a in claim.lines[0].service.adjustments
        ]
        assert reasons == [
            ("CO", "45", 300_00, ""), ("CO", "PR2", 0, "1"), ("CO", "96", 0, ""),
            ("PR", "1", 50_00, ""), ("PR", "2", 100_00, ""), ("PR", "3", 25_00, ""),
            ("PR", "4", 15_00, ""), ("PR", "5", 7_00, ""), ("PR", "6", 3_00, ""),
        ]  # fmt: skip

    def test_reads_both_codes_of_a_downcoded_line(self) -> None:
        body = CROWN.replace("AD:D2740*1200*700**1", "AD:D2750:22:XX*1200*700**1*AD:D2740*2")

        (line,) = told(body).claims[0].lines

        service = line.service
        assert (service.code, service.submitted_code) == ("D2750", "D2740")
        assert service.modifiers == ("22", "XX")
        assert (service.units, service.submitted_units) == ("1", "2")

    def test_reads_remarks_of_claim_and_line(self) -> None:
        body = CROWN.replace("SVC*", "MIA*0****MA02~MOA***MA01**N1~SVC*", 1)
        body += "LQ*HE*N130~LQ*RX*75~AMT*B6*900~QTY*ZK*1~"

        (claim,) = told(body).claims

        assert claim.remarks == ("MA01", "N1", "MA02")
        assert claim.lines[0].service.remarks == ("N130",)
        assert claim.lines[0].service.other_remarks == (Reference("RX", "75"),)
        assert claim.lines[0].service.amounts[0].cents == 900_00

    def test_may_have_no_lines(self) -> None:
        body = "CLP*SAMPLE-1*1*1200*700*500*12*SAMPLE-P1~CAS*PR*1*500~"

        one = told(body)

        assert one.claims[0].adjustments == (Adjustment("PR", "1", 500_00),)
        assert one.gaps == ()

    def test_follows_its_provider_batch(self) -> None:
        body = f"TS3*1999900007*11*20261231*1*1200~{CROWN}LX*2~{CROWN}"

        one = told(body, "1400")

        assert [claim.batch_provider for claim in one.claims] == ["1999900007", ""]
        assert one.gaps == ()

    def test_that_is_a_reversal_says_so(self) -> None:
        reversal, estimate = CROWN.replace("-1*1*", "-1*22*"), CROWN.replace("-1*1*", "-1*25*")

        first, second = told(reversal + estimate, "1400").claims

        assert (first.is_reversal, second.is_reversal) == (True, False)

    @pytest.mark.parametrize(
        ("right", "wrong", "code", "named"),
        [
            ("1200*700*200", "1,200.00*700*200", "BAD_AMOUNT", "CLP03"),
            ("1200*700*200", "1200*700 USD*200", "BAD_AMOUNT", "CLP04"),
            ("1200*700*200", "1200*700*x", "BAD_AMOUNT", "CLP05"),
            ("1200*700*200", "1200**200", "MISSING_ELEMENT", "CLP04"),
            ("1200*700**1", "1e3*700**1", "BAD_AMOUNT", "SVC02"),
            ("*CO*45*300", "*CO*45*300.005", "BAD_AMOUNT", "CAS03"),
            ("*CO*45*300", "*CO*45", "MISSING_ELEMENT", "CAS03"),
            ("*CO*45*300", "*CO**300", "MISSING_ELEMENT", "CAS02"),
            ("REF*6R", "*6R", "BAD_SEGMENT", "segment name"),
            ("CLP*", "LX*2~SVC*AD:D1*1*1~CLP*", "OUT_OF_PLACE", "SVC"),
        ],
    )
    def test_with_a_fault_is_refused_at_its_place(
        self, right: str, wrong: str, code: str, named: str
    ) -> None:
        body = CROWN + CROWN.replace(right, wrong, 1)
        data = builders.file(builders.payment(body, "1400"))

        (problem,) = read(data).errors

        assert (problem.code, named in problem.message) == (code, True)
        assert problem.segment == data[: problem.offset].count(b"~") + 1
        faulty = data[problem.offset :].split(b"~")[0].decode()
        assert wrong.rpartition("~CLP*")[0].rpartition("~")[2] in faulty or faulty in wrong

    def test_never_names_the_patient_in_an_error(self) -> None:
        body = CROWN.replace("1200*700*200", "1200*SECRET*200")

        assert "SECRET" not in str(error(body))


class TestOddities:
    @pytest.mark.parametrize(
        ("right", "wrong", "code"),
        [
            ("1200*700*200", "1200*700*199", "CLP05"),
            ("DTM*472*20260102", "DTM*472*00000000", "NO_DAY"),
            ("REF*6R", "ZZZ*1~REF*6R", "UNKNOWN_SEGMENT"),
        ],
    )
    def test_are_told_as_warnings(self, right: str, wrong: str, code: str) -> None:
        assert codes(told(CROWN.replace(right, wrong))) == {code}

    def test_say_where_they_stand(self) -> None:
        odd = CROWN.replace("REF*6R", "ZZZ*1~REF*6R") + "YYY*1~"
        data = builders.file(builders.payment(CROWN + odd, "1400"))

        (one,) = read(data).transactions

        assert [data[w.offset :][:3] for w in one.warnings] == [b"ZZZ", b"YYY"]
        assert [data[: w.offset].count(b"~") + 1 for w in one.warnings] == [
            w.segment for w in one.warnings
        ]

    def test_of_the_second_line_of_one_shape_are_told_too(self) -> None:
        odd = CROWN.replace("DTM*472*20260102", "DTM*472*00000000")

        one = told(CROWN + odd + CROWN, "2100")

        assert [w.code for w in one.warnings] == ["NO_DAY"]
        assert [c.lines[0].served_on for c in one.claims] == [
            date(2026, 1, 2),
            None,
            date(2026, 1, 2),
        ]


class TestProviderAdjustments:
    def test_are_read_with_a_reference_each(self) -> None:
        plb = "PLB*1999900001*20261231*WO:A*10*FB:B*20*L6:C*-5*72:D*-10*WO:E*10*CS*5~"

        one = told(paid="670", plb=plb)

        assert [(a.reason, a.reference, a.cents) for a in one.provider_adjustments] == [
            ("WO", "A", 10_00), ("FB", "B", 20_00), ("L6", "C", -5_00), ("72", "D", -10_00),
            ("WO", "E", 10_00), ("CS", "", 5_00),
        ]  # fmt: skip
        assert one.gaps == ()

    def test_may_be_several_segments(self) -> None:
        plb = "PLB*1999900001*20261231*WO:A*10~PLB*1999900002*20261231*L6:B*-10~"

        one = told(plb=plb)

        assert one.provider_adjustments[1] == ProviderAdjustment(
            "1999900002", date(2026, 12, 31), "L6", "B", -10_00
        )

    def test_with_the_sign_turned_are_noticed(self) -> None:
        one = told(paid="650", plb="PLB*1999900001*20261231*WO:A*-50~")

        assert codes(one) == {"PLB_SIGN"}
        assert one.gaps == (Gap("payment", "BPR02", -100_00),)

    def test_of_seven_pairs_are_refused(self) -> None:
        assert error(CROWN, plb="PLB*1*20261231" + "*WO:A*1" * 7 + "~")[0] == "TOO_MANY"


class TestBounds:
    @pytest.mark.parametrize("repeated", ["REF*6R*x~", "CAS*CO*45*0~", "LQ*HE*N1~", "AMT*B6*1~"])
    def test_end_a_segment_that_is_repeated_without_end(self, repeated: str) -> None:
        assert error(CROWN + repeated * 2_000)[0] == "TOO_MANY"

    def test_let_a_claim_have_very_many_lines(self) -> None:
        line = "SVC*AD:D1*1*1**1~DTM*472*20260102~REF*6R*x~"
        body = "CLP*SAMPLE-1*1*20000*20000*0*12*SAMPLE-P1~" + line * 20_000

        one = told(body, "20000")

        assert len(one.claims[0].lines) == 20_000
        assert one.gaps == ()
