"""What payers hold: the group sees all of it, a practice what was booked there."""

import pytest
from django.urls import reverse

from billing.x12.remittance import ProviderAdjustment
from compliance.access.roles import Role
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment
from remits.matching.models import Remittance
from tests.databases import GROUP
from tests.remits import builders
from tests.remits.clearing import test_walk as walk
from tests.test_access import person


@pytest.fixture
def shares(practice_a: Practice, practice_b: Practice) -> dict[str, Remittance]:
    """One payment for two practices, short by a debt of each."""
    payer = builders.payer()
    for practice, number in ((practice_a, "ALD-0001"), (practice_b, "BIR-0001")):
        with in_practice(practice):
            builders.claim(number, payer_row=payer)
    kept = (
        ProviderAdjustment("1999999992", None, "WO", "ALD-0001", 10_00),
        ProviderAdjustment("1999999992", None, "WO", "BIR-0001", 20_00),
    )
    claims = walk.told_claim("ALD-0001"), walk.told_claim("BIR-0001")
    walk.take_in(walk.remittance(*claims, kept=kept))
    found = {}
    for practice in (practice_a, practice_b):
        with in_practice(practice):
            found[practice.public_id] = Remittance.objects.get()
    return found


def panel(at: Practice, remittance: Remittance) -> str:
    client = person(at=at, role=Role.CENTRAL_BILLER)
    path = reverse("recoupment:of_share", args=[at.public_id, remittance.pk])
    return client.get(path, headers={"HX-Request": "true"}).content.decode()


def test_a_practice_sees_what_was_booked_there_in_words(
    practice_a: Practice, shares: dict[str, Remittance]
) -> None:
    html = panel(practice_a, shares["alder"])

    assert "an overpayment taken back" in html
    assert "ALD-0001" in html
    assert html.count("10.00") >= 1
    assert "<h1" not in html


def test_a_practice_never_sees_another_ones(
    practice_a: Practice, practice_b: Practice, shares: dict[str, Remittance]
) -> None:
    assert "BIR-0001" not in panel(practice_a, shares["alder"])
    assert "ALD-0001" not in panel(practice_b, shares["birch"])
    with in_clearing():
        assert Payment.objects.count() == 1


def test_a_group_sees_all_that_is_open_with_its_age(
    practice_a: Practice, shares: dict[str, Remittance]
) -> None:
    client = person(at=practice_a.organization, role=Role.CENTRAL_BILLER)

    html = client.get(reverse("recoupment:open_items", args=[GROUP])).content.decode()

    assert "2 open, $30.00 together" in html
    assert "ALD-0001" in html
    assert "BIR-0001" in html
