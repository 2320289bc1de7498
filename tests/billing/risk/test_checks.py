"""A check keeps the claim's chance; a chance holds nothing, and its failing stops nothing."""

import pytest

from billing.claims.models import Claim
from billing.payers.models import Payer
from billing.risk.actions import noting
from billing.risk.models import RiskModel
from billing.risk.queries.of_claim import chance_of
from billing.risk.tasks import fit, pour
from billing.scrub import actions as scrub
from billing.scrub.models import ClaimCheck
from practices.jobs import actions as jobs
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.answers import answered_claim
from tests.billing.risk.stories import poured
from tests.databases import NOW, TODAY
from tests.remits import builders


@pytest.fixture(autouse=True)
def payer(db: None) -> Payer:
    return builders.payer()


def draft(number: str = "ALD-1") -> Claim:
    return builders.claim(number, payer_row=Payer.objects.get(), sent_on=None)


def checked(*claims: Claim) -> ClaimCheck:
    scrub.check([claim.pk for claim in claims], now=NOW, today=TODAY)
    return ClaimCheck.objects.get(claim=claims[0])


class TestCheck:
    def test_keeps_the_chance_and_who_said_it(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            check = checked(draft())

            assert check.risk_model == "scorecard"
            assert check.risk_permille is not None
            chance = chance_of(check.claim_id, today=TODAY)
            assert chance is not None
            assert chance.permille == check.risk_permille
            assert chance.reasons[0].raises

    def test_by_the_model_that_stands(self, practice_a: Practice) -> None:
        poured(practice_a, 3_000)
        jobs.enqueue(kind="risk.pour", key="now", practice=practice_a, now=NOW)
        with in_practice(practice_a):
            answered_claim("ALD-9", denied=True)
        jobs.run_all_now(now=NOW)
        assert RiskModel.objects.get().is_current
        assert callable(pour)
        assert callable(fit)

        with in_practice(practice_a):
            assert checked(draft()).risk_model == "v1"

    def test_asks_as_much_for_ten_as_for_one(
        self, practice_a: Practice, django_assert_max_num_queries: object
    ) -> None:
        with in_practice(practice_a):
            claims = [draft(f"ALD-{number}") for number in range(10)]

            with django_assert_max_num_queries(48):  # type: ignore[operator]
                checked(*claims)

            assert not ClaimCheck.objects.filter(risk_permille=None).exists()

    def test_goes_on_without_it(
        self, practice_a: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(noting, "standing", broken)
        with in_practice(practice_a):
            check = checked(draft())

            assert check.verdict
            assert check.risk_permille is None
