"""What stopped on its way to the practices: judged and decided on one page, one key an answer."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from billing.x12.parties import Party
from compliance.access.roles import Role
from practices.desk.models import Item
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment
from tests.databases import GROUP, TAX_ID
from tests.remits import builders
from tests.remits.clearing import test_walk as walk
from tests.test_access import person


@pytest.fixture
def biller(practice_a: Practice) -> Client:
    return person(at=practice_a.organization, role=Role.CENTRAL_BILLER)


@pytest.fixture
def whose(practice_a: Practice, practice_b: Practice) -> Payment:
    """One claim number, two practices, one tax ID: nobody knows whose it is."""
    payer = builders.payer()
    for practice in (practice_a, practice_b):
        with in_practice(practice):
            builders.claim("SAME-1", payer_row=payer)
    payee = Party("PE", "Alder Dental", "", "FI", TAX_ID)
    walk.take_in(walk.remittance(walk.told_claim("SAME-1"), payee=payee))
    with in_clearing():
        return Payment.objects.get()


def path(name: str, payment: Payment) -> str:
    return reverse(f"clearing:{name}", kwargs={"organization": GROUP, "pk": payment.pk})


class TestWhose:
    def test_shows_the_claim_beside_those_of_the_practices_that_use_its_number(
        self, biller: Client, whose: Payment, practice_a: Practice, practice_b: Practice
    ) -> None:
        html = biller.get(path("payment", whose)).content.decode()

        assert "say whose they are" in html
        found = dict(re.findall(r'name="practice" value="([^"]+)" data-key="(\d)"', html))
        assert found == {str(practice_a.pk): "4", str(practice_b.pk): "5"} or found == {
            str(practice_b.pk): "4",
            str(practice_a.pk): "5",
        }
        assert html.count("Oct 5, 2026") == 3

    def test_goes_on_to_what_waits_next(
        self, biller: Client, whose: Payment, practice_a: Practice
    ) -> None:
        item = Item.objects.get(subject_id=whose.pk)

        answer = biller.post(path("routing", whose), {"practice": str(practice_a.pk)})

        assert answer.headers["Location"] == reverse("desk:start") + f"?after={item.pk}"


class TestStopped:
    def test_says_why_in_a_sentence_and_offers_each_outcome_under_a_key(
        self, biller: Client, practice_a: Practice
    ) -> None:
        payee = Party("PE", "Elsewhere", "", "XX", "1999009008")
        walk.take_in(walk.remittance(walk.told_claim("X-1"), payee=payee))
        with in_clearing():
            payment = Payment.objects.get()

        html = biller.get(path("payment", payment)).content.decode()

        assert "has its payee&#x27;s NPI or tax ID" in html
        assert re.findall(r'name="reason" value="\w+" data-key="(\d)"', html) == list("4567")
        assert 'data-key="1"' in html
