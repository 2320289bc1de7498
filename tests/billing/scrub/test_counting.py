"""Rules are counted against what payers answered, anew each night."""

from datetime import date

import pytest

from billing.claims.models import Claim
from billing.payers.models import Payer
from billing.scrub import actions
from billing.scrub.models import FindingRow, RuleCount
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.answers import answered_claim
from tests.databases import NOW, TODAY
from tests.remits import builders


@pytest.fixture(autouse=True)
def payer(db: None) -> Payer:
    return builders.payer()


def found(claim: Claim, rule: str, *, mark: str = "1", **given: object) -> FindingRow:
    story = {"version": "1", "severity": "hold", "text": "S", "fix": "S", "money_cents": 1200_00}
    return FindingRow.objects.create(
        claim=claim, rule=rule, mark=f"{rule}:{mark}", found_at=NOW, **(story | given)
    )


def counted(rule: str) -> tuple[int, ...]:
    row = RuleCount.objects.get(rule=rule)
    return (row.hits, row.overridden, row.answered, row.denied, row.denied_for_it)


class TestCount:
    def test_counts_each_claim_once_by_rule_and_month(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            denied = answered_claim("ALD-1", denied=True)
            paid = answered_claim("ALD-2", denied=False)
            unanswered = builders.claim("ALD-3", payer_row=Payer.objects.get())
            for claim in (denied, paid, unanswered):
                found(claim, "AUTH-01", answer="overridden")
                found(claim, "AUTH-01", mark="2")
                found(claim, "AGE-01")

            for _ in range(2):
                assert actions.count_rules(today=TODAY) == 2

            assert counted("AUTH-01") == (3, 3, 2, 1, 1)
            assert counted("AGE-01") == (3, 0, 2, 1, 0)
            row = RuleCount.objects.get(rule="AGE-01")
            assert (row.month, row.at_risk_cents) == (date(2026, 10, 1), 3_600_00)

    def test_what_was_mended_proves_nothing(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            found(answered_claim("ALD-1", denied=True), "AUTH-01", gone_at=NOW)

            actions.count_rules(today=TODAY)

            assert counted("AUTH-01") == (1, 0, 0, 0, 0)

    def test_any_denial_counts_for_a_rule_of_the_group(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            found(answered_claim("ALD-1", denied=True), "OWN-1")

            actions.count_rules(today=TODAY)

            assert counted("OWN-1") == (1, 0, 1, 1, 1)

    def test_drops_what_is_older_than_a_year(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            found(answered_claim("ALD-1", denied=True), "AUTH-01")
            actions.count_rules(today=TODAY)

            assert actions.count_rules(today=date(2027, 10, 1)) == 0

            assert not RuleCount.objects.exists()
