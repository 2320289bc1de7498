"""What a payer answered reaches the rules that check claims, and checks them again."""

import pytest

from billing.claims.models import Claim, ClaimLine
from billing.scrub.models import ClaimCheck
from billing.scrub.queries import gather
from practices.events import actions as events
from practices.jobs import actions as jobs
from practices.mirror.models import Patient
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.eligibility import stories
from tests.billing.eligibility.stories import NOW, TODAY
from tests.remits import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("payer")]


def draft(number: str) -> Claim:
    claim = builders.claim(
        number,
        payer_row=stories.payer(),
        patient_id=Patient.objects.get(source_key="p1").pk,
        sent_on=None,
        served_on=TODAY,
    )
    ClaimLine.objects.filter(claim=claim).update(code="D0210", served_on=TODAY)
    return claim


def test_rules_know_the_limits_of_the_plan(practice_a: Practice) -> None:
    with in_practice(practice_a):
        stories.member(codes=())
        claim = draft("ALD-1")
        assert gather([claim.pk], today=TODAY)[0].benefits is None
    stories.look(practice_a)
    with stories.clearinghouse():
        stories.ask()

    with in_practice(practice_a):
        told = gather([claim.pk], today=TODAY)[0].benefits

    assert told is not None
    assert {(one.codes, one.count, one.months) for one in told.limits} == {
        ("D1110", 2, 0),
        ("D0210", 1, 60),
    }


def test_a_new_answer_checks_claims_that_have_not_left(practice_a: Practice) -> None:
    with in_practice(practice_a):
        stories.member(codes=())
        here, left = draft("ALD-1"), draft("ALD-2")
        Claim.objects.filter(pk=left.pk).update(state="sent")
    stories.look(practice_a)
    with stories.clearinghouse():
        stories.ask()

    events.route(now=NOW)
    jobs.run_all_now(now=NOW)

    with in_practice(practice_a):
        assert list(ClaimCheck.objects.values_list("claim_id", flat=True)) == [here.pk]
