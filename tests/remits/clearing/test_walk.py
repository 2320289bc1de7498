"""From bytes to proposals: one remittance through the clearing into two practices."""

from datetime import UTC, date, datetime

import pytest

from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from billing.x12.remittance import (
    Adjustment,
    Claim,
    Line,
    Party,
    ProviderAdjustment,
    Reference,
    Remittance,
    Service,
)
from billing.x12.write835 import Envelope, write
from practices.desk.models import Item
from practices.jobs import actions as jobs
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from remits.clearing import actions
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment, PaymentState, RemitFile
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import actions as posting
from tests.databases import GROUP, NOW, NPI_A, TAX_ID
from tests.remits import builders

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def told_claim(number: str, **given: object) -> Claim:
    cuts = (Adjustment("CO", "45", 300_00), Adjustment("PR", "2", 200_00))
    service = Service("D2740", 1200_00, 700_00, "AD", adjustments=cuts)
    line = Line(service, builders.SERVED_ON, f"{number}-L1")
    patient = Party("QC", "Sample", "Testa", "MI", "M1")
    story = {"patient_cents": 200_00, "parties": (patient,), "lines": (line,)}
    return Claim(number, "1", 1200_00, 700_00, 0, 0, 0, **(story | given))  # type: ignore[arg-type]  # a story


def remittance(
    *claims: Claim, kept: tuple[ProviderAdjustment, ...] = (), **given: object
) -> Remittance:
    paid = sum(c.paid_cents for c in claims) - sum(a.cents for a in kept)
    payee = Party("PE", "Alder Dental", "", "XX", NPI_A, references=(Reference("TJ", TAX_ID),))
    story = {
        "handling": "I",
        "method": "ACH",
        "effective_date": date(2026, 11, 20),
        "trace": "TRACE-1",
        "trace_originator": builders.ORIGINATOR,
        "payer": Party("PR", "Sample Payer"),
        "payee": payee,
        "claims": claims,
        "provider_adjustments": kept,
    }
    return Remittance("0001", "005010X221A1", 0, paid, **(story | given))  # type: ignore[arg-type]  # a story


def take_in(
    *told: Remittance, control: int = 1, spoil: tuple[bytes, bytes] | None = None
) -> RemitFile:
    data = write(told, Envelope("PAYER", "US", control, AT))
    if spoil:
        assert spoil[0] in data
        data = data.replace(*spoil)
    return take_in_bytes(data)


def take_in_bytes(data: bytes) -> RemitFile:
    group = Organization.objects.get(public_id=GROUP)
    taken = actions.take_in(data=data, name="a.835", organization=group, source="upload", now=NOW)
    jobs.run_all_now(now=NOW)
    with in_clearing():
        return RemitFile.objects.get(pk=taken.file_id)


def payments() -> list[Payment]:
    with in_clearing():
        return list(Payment.objects.order_by("read_at", "ordinal"))


@pytest.fixture
def both(practice_a: Practice, practice_b: Practice) -> tuple[Practice, Practice]:
    payer = builders.payer()
    for practice, number in ((practice_a, "ALD-0001"), (practice_b, "BIR-0001")):
        with in_practice(practice):
            builders.claim(number, payer_row=payer)
    return practice_a, practice_b


class TestOneRemittance:
    def test_is_split_to_its_practices_and_posted(self, both: tuple[Practice, Practice]) -> None:
        take_in(remittance(told_claim("ALD-0001"), told_claim("BIR-0001")))

        assert [p.state for p in payments()] == [PaymentState.SPLIT]
        for practice in both:
            with in_practice(practice):
                row = ClaimPayment.objects.get()
                assert (row.stage, row.band) == (PaymentStage.PROPOSED, "sure")
                assert posting.approve_clean(now=NOW) == 1
                assert ledger.balances()[Account.SUSPENSE] == 0
                assert ledger.balances()[Account.UNDEPOSITED] == 700_00

    def test_books_a_takeback_where_the_old_claim_was(
        self, both: tuple[Practice, Practice]
    ) -> None:
        kept = ProviderAdjustment(NPI_A, None, "WO", "BIR-0001", 50_00)

        take_in(remittance(told_claim("ALD-0001"), kept=(kept,)))

        with in_practice(both[1]):
            assert ledger.balances()[Account.PAYER_OFFSETS] == 50_00
            assert ledger.balances()[Account.UNDEPOSITED] == -50_00

    def test_keeps_the_bytes_whole(self, both: tuple[Practice, Practice]) -> None:
        told = remittance(told_claim("ALD-0001"))

        file = take_in(told)

        with in_clearing():
            kept = bytes(RemitFile.objects.get(pk=file.pk).content)
        assert kept == write([told], Envelope("PAYER", "US", 1, AT))


class TestAgain:
    def test_the_same_file_is_not_read_twice(self, both: tuple[Practice, Practice]) -> None:
        told = remittance(told_claim("ALD-0001"))
        take_in(told)

        file = take_in(told)

        assert len(payments()) == 1
        with in_clearing():
            assert file.arrivals.count() == 2

    def test_the_same_payment_in_another_envelope_is_known(
        self, both: tuple[Practice, Practice]
    ) -> None:
        told = remittance(told_claim("ALD-0001"))
        take_in(told)

        take_in(told, control=2)

        assert [p.state for p in payments()] == [PaymentState.SPLIT, PaymentState.DUPLICATE]
        with in_practice(both[0]):
            assert ClaimPayment.objects.count() == 1


class TestStops:
    def test_a_payment_that_does_not_foot_is_quarantined_with_its_gap(
        self, both: tuple[Practice, Practice]
    ) -> None:
        take_in(remittance(told_claim("ALD-0001")), spoil=(b"BPR*I*700*", b"BPR*I*699.99*"))

        (payment,) = payments()
        assert payment.state == PaymentState.QUARANTINED
        assert payment.gaps == [{"level": "payment", "where": "BPR02", "cents": -1}]
        assert Item.objects.get().question == "OUT_OF_BALANCE"
        with in_practice(both[0]):
            assert not ClaimPayment.objects.exists()

    def test_somebody_elses_payment_goes_nowhere(self, both: tuple[Practice, Practice]) -> None:
        stranger = Party("PE", "Somebody Else", "", "XX", "1888888888")

        take_in(remittance(told_claim("ALD-0001"), payee=stranger))

        assert [p.state for p in payments()] == [PaymentState.FOREIGN]

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "EMPTY"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "NO_ISA"),
            (b"<html><script>alert(1)</script></html>", "NO_ISA"),
        ],
    )
    def test_what_is_no_remittance_is_refused_and_kept(
        self, both: tuple[Practice, Practice], data: bytes, code: str
    ) -> None:
        file = take_in_bytes(data)

        assert file.refusal is not None
        assert (file.state, file.refusal["code"]) == ("refused", code)
        assert Item.objects.get().question == "REFUSED"

    def test_a_file_cut_short_is_refused_whole(self, both: tuple[Practice, Practice]) -> None:
        data = write([remittance(told_claim("ALD-0001"))], Envelope("P", "U", 3, AT))

        file = take_in_bytes(data[: len(data) // 2])

        assert file.refusal is not None
        assert file.refusal["code"] == "CUT_SHORT"
        assert payments() == []

    def test_a_wrong_count_posts_only_after_a_look(self, both: tuple[Practice, Practice]) -> None:
        data = write([remittance(told_claim("ALD-0001"))], Envelope("P", "U", 4, AT))
        head, _, tail = data.partition(b"~SE*")

        take_in_bytes(head + b"~SE*99" + tail[tail.index(b"*") :])

        with in_practice(both[0]):
            assert ClaimPayment.objects.get().question == "FILE_FAULT"


class TestRouting:
    def test_a_person_says_whose_a_claim_is(self, both: tuple[Practice, Practice]) -> None:
        unknown = told_claim(
            "WHO-0001",
            lines=(),
            adjustments=(Adjustment("CO", "45", 300_00), Adjustment("PR", "2", 200_00)),
        )
        take_in(remittance(unknown, payee=Party("PE", "Group", "", "FI", TAX_ID)))
        (payment,) = payments()
        assert payment.state == PaymentState.PARTED

        actions.route(
            payment_id=payment.pk,
            organization=both[0].organization,
            practice=both[1],
            now=NOW,
        )
        jobs.run_all_now(now=NOW)

        assert payments()[0].state == PaymentState.SPLIT
        with in_practice(both[1]):
            assert ClaimPayment.objects.count() == 1
            assert ledger.balances()[Account.SUSPENSE] == -700_00
