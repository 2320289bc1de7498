"""Two workers at one claim: what one could not look at is looked at later."""

import threading
from datetime import UTC, datetime

import pytest

from billing.claims.models import Claim
from billing.scrub import actions
from billing.scrub.models import ClaimCheck
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.claims.test_drafting_at_once import together
from tests.remits import builders

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WAIT_SECONDS = 10


@pytest.mark.slow
def test_a_claim_in_another_workers_hands_stays_due(own_database: str) -> None:
    practice, payer = Practice.objects.get(public_id="alder"), builders.payer()
    with in_practice(practice):
        claim = builders.claim("ALD-1", payer_row=payer, sent_on=None)
        actions.due_again([claim.pk])
    held, seen, more = threading.Event(), threading.Event(), list[bool]()

    def hold() -> None:
        with in_practice(practice):
            Claim.objects.select_for_update().get(pk=claim.pk)
            held.set()
            seen.wait(WAIT_SECONDS)

    def check() -> None:
        held.wait(WAIT_SECONDS)
        with in_practice(practice):
            more.append(actions.check_due(now=NOW, today=NOW.date()))
        seen.set()

    together(hold, check)

    assert more == [True]
    with in_practice(practice):
        assert ClaimCheck.objects.get(claim=claim).is_due
        assert actions.check_due(now=NOW, today=NOW.date()) is False
        assert not ClaimCheck.objects.get(claim=claim).is_due
