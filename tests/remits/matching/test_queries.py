"""What waits in suspense and since when, by the ledger."""

from collections.abc import Iterator
from datetime import date

import pytest

from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.matching import queries
from remits.posting import actions
from tests.databases import NOW
from tests.remits import builders


@pytest.fixture(autouse=True)
def inside(practice_a: Practice) -> Iterator[None]:
    payer = builders.payer()
    with in_practice(practice_a):
        builders.claim(payer_row=payer)
        builders.claim("ALD-0002", payer_row=payer)
        yield


class TestSuspense:
    def test_is_what_came_and_is_not_posted_with_the_day_of_the_oldest(self) -> None:
        builders.arrive(builders.answer(), effective_on=date(2026, 11, 2))
        builders.arrive(builders.answer("ALD-0002"), effective_on=date(2026, 11, 9))

        found = queries.suspense()

        assert (found.cents, found.remittances) == (1400_00, 2)
        assert found.oldest_on == date(2026, 11, 2)

    def test_goes_as_payments_are_posted(self) -> None:
        old = builders.arrive(builders.answer(), effective_on=date(2026, 11, 2)).first
        new = builders.arrive(builders.answer("ALD-0002"), effective_on=date(2026, 11, 9))

        actions.post(claim_payment_id=old.pk, version=old.version, now=NOW)

        found = queries.suspense()
        assert (found.cents, found.oldest_on) == (700_00, date(2026, 11, 9))
        assert list(queries.unfinished()) == [new.remittance]

    def test_is_told_for_each_remittance(self) -> None:
        arrived = builders.arrive(builders.answer(), builders.answer("ALD-0002"))
        first = arrived.first
        actions.post(claim_payment_id=first.pk, version=first.version, now=NOW)

        assert queries.waiting_in([arrived.remittance]) == {arrived.remittance.pk: 700_00}

    def test_is_nothing_where_nothing_waits(self) -> None:
        assert queries.suspense() == queries.Suspense(0, 0, None)
