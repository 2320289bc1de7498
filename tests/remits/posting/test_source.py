"""What a person sees, and may approve unseen, when the practice was not read lately."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.access.roles import Role
from practices.desk.models import Item
from practices.jobs import actions as jobs
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync.models import Agent
from practices.wire.messages import Heartbeat, StreamHealth
from remits.matching.models import ClaimPayment, PaymentStage
from tests.practices.sync.caller import approved
from tests.remits import builders
from tests.test_access import person


@pytest.fixture
def biller(practice_a: Practice) -> Client:
    return person(at=practice_a, role=Role.CENTRAL_BILLER)


@pytest.fixture
def arrived(practice_a: Practice) -> builders.Arrived:
    payer = builders.payer()
    with in_practice(practice_a):
        builders.claim(payer_row=payer)
        return builders.arrive(builders.answer())


def heard(practice: Practice, *, minutes_ago: int) -> None:
    """An agent of the practice said that all is read, so long ago."""
    seen = StreamHealth(table="claim", mode="delta", lag_seconds=3)
    told = Heartbeat(agent_version="1", uptime_seconds=60, streams=(seen,))
    assert approved(practice).call("POST", "heartbeat", told)[0] == 200
    Agent.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes_ago))


def stage(practice: Practice, arrived: builders.Arrived) -> str:
    with in_practice(practice):
        return ClaimPayment.objects.get(pk=arrived.first.pk).stage


def approve_all(biller: Client, how: str, practice: Practice, arrived: builders.Arrived) -> str:
    if how == "desk":
        items = [item.pk for item in Item.objects.filter(subject_id=arrived.first.pk)]
        answer = biller.post(reverse("posting:approvals"), {"item": items}, follow=True)
    else:
        at = {"practice": practice.public_id, "pk": arrived.remittance.pk}
        answer = biller.post(reverse("posting:remittance_posting", kwargs=at), follow=True)
    jobs.run_all_now(now=timezone.now())
    return answer.content.decode()


@pytest.mark.parametrize("how", ["desk", "remittance"])
class TestApprovedUnseen:
    def test_is_nothing_of_a_practice_that_fell_silent(
        self, biller: Client, practice_a: Practice, arrived: builders.Arrived, how: str
    ) -> None:
        heard(practice_a, minutes_ago=20)

        shown = approve_all(biller, how, practice_a, arrived)

        assert "Alder Dental: nothing was approved unseen. The agent is silent." in shown
        assert stage(practice_a, arrived) == PaymentStage.PROPOSED

    @pytest.mark.parametrize("connected", [True, False])
    def test_is_what_was_ticked_where_the_source_is_fresh_or_there_is_none(
        self,
        biller: Client,
        practice_a: Practice,
        arrived: builders.Arrived,
        how: str,
        connected: bool,
    ) -> None:
        if connected:
            heard(practice_a, minutes_ago=0)

        approve_all(biller, how, practice_a, arrived)

        assert stage(practice_a, arrived) == PaymentStage.POSTED


class TestPagesOfMoney:
    def page(self, biller: Client, practice: Practice) -> str:
        place = reverse("claims:claims", args=[practice.public_id])
        return biller.get(place).content.decode()

    def test_say_how_fresh_they_are(self, biller: Client, practice_a: Practice) -> None:
        heard(practice_a, minutes_ago=0)

        assert "Data as of" in self.page(biller, practice_a)

    def test_say_what_to_do_when_they_are_old(self, biller: Client, practice_a: Practice) -> None:
        heard(practice_a, minutes_ago=20)

        shown = self.page(biller, practice_a)
        assert "was last read" in shown
        assert "run dso-agent doctor" in shown

    def test_say_nothing_without_an_agent(self, biller: Client, practice_a: Practice) -> None:
        assert 'class="source' not in self.page(biller, practice_a)
