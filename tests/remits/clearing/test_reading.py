"""What an answer keeps of a claim that was read."""

from msgspec import structs

from billing.x12.parties import Amount, Origin, Party
from billing.x12.remittance import Claim, Line, Remittance, Service
from remits.clearing.reading import payment_of


def read(claim: Claim) -> Remittance:
    origin = Origin("PAYER", "US", "1", terminator="~")
    return Remittance("0001", "005010X221A1", 0, claim.paid_cents, claims=(claim,), origin=origin)


def claim() -> Claim:
    service = Service("D2740", 1200_00, 700_00, amounts=(Amount("B6", 900_00),))
    return Claim("A-1", "1", 1200_00, 700_00, 0, 0, 0, lines=(Line(service),))


class TestAnswer:
    def test_keeps_what_the_payer_allows(self) -> None:
        (answer,) = payment_of(read(claim()), ordinal=1, data=b"").answers

        assert answer.lines[0].allowed_cents == 900_00

    def test_leaves_the_allowed_amount_open_where_the_payer_does(self) -> None:
        silent = structs.replace(claim(), lines=(Line(Service("D2740", 1200_00, 700_00)),))

        (answer,) = payment_of(read(silent), ordinal=1, data=b"").answers

        assert answer.lines[0].allowed_cents is None

    def test_keeps_who_pays_next_and_what_the_payer_writes_instead(self) -> None:
        parties = (
            Party("QC", "Sample", "Testa", id="M1"),
            Party("TT", "Next Payer"),
            Party("74", "Sampel", "Testa", id="M2"),
        )

        told = read(structs.replace(claim(), parties=parties))
        (answer,) = payment_of(told, ordinal=1, data=b"").answers

        assert answer.forwarded_to == "Next Payer"
        assert (answer.corrected_name, answer.corrected_member) == ("Sampel, Testa", "M2")
        assert (answer.last_name, answer.member_id) == ("Sample", "M1")
