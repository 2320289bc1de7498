"""What a payer answered is kept with the claim, and goes when the posting goes."""

from collections.abc import Iterator

import pytest

from billing.claims.models import Claim, PayerAnswer
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.matching.models import ClaimPayment
from remits.posting import actions
from tests.databases import NOW, TODAY
from tests.remits import builders


@pytest.fixture(autouse=True)
def inside(practice_a: Practice) -> Iterator[Claim]:
    payer = builders.payer()
    with in_practice(practice_a):
        yield builders.claim(payer_row=payer)


def post(row: ClaimPayment) -> ClaimPayment:
    return actions.post(claim_payment_id=row.pk, version=None, now=NOW)


def kept() -> list[tuple[int | None, int, int, list[tuple[str, str, int]]]]:
    """Line, paid, left to the patient, and cuts as received."""
    rows = PayerAnswer.objects.select_related("line").order_by("pk")
    return [
        (
            row.line.number if row.line else None, row.paid_cents, row.patient_cents,
            [(cut.group, cut.reason, cut.cents) for cut in row.cuts.order_by("pk")],
        )
        for row in rows
    ]  # fmt: skip


def test_a_posting_keeps_the_whole_claim_and_each_line(inside: Claim) -> None:
    post(builders.arrive(builders.answer()).first)

    whole, *lines = kept()
    assert whole[:3] == (None, 700_00, 200_00)
    assert sum(line[1] for line in lines) + (0 if lines else 700_00) == 700_00
    cuts = [cut for one in (whole, *lines) for cut in one[3]]
    assert sum(cents for _, _, cents in cuts) == inside.charge_cents - 700_00


def test_undoing_forgets_it() -> None:
    row = post(builders.arrive(builders.answer()).first)

    actions.undo(claim_payment_id=row.pk, now=NOW, today=TODAY)

    assert kept() == []


def test_a_reversal_forgets_it_and_undoing_the_reversal_brings_it_back() -> None:
    post(builders.arrive(builders.answer()).first)
    before = kept()
    reversal = post(builders.arrive(builders.reversal(), trace="T2").first)
    assert kept() == []

    actions.undo(claim_payment_id=reversal.pk, now=NOW, today=TODAY)

    assert kept() == before
