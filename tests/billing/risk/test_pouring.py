"""Answered claims become examples: once each, bounded, and without a word about a patient."""

import msgspec
import pytest

from billing.claims.models import Claim, PayerAnswer
from billing.payers.models import Payer
from billing.risk import actions
from billing.risk.actions import pouring
from billing.risk.features import is_feature
from billing.risk.models import RiskExample
from practices.mirror.models import Patient
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.answers import answered_claim
from tests.databases import TODAY
from tests.remits import builders


@pytest.fixture(autouse=True)
def payer(db: None) -> Payer:
    return builders.payer()


class TestPour:
    def test_keeps_one_example_for_each_answered_claim(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            answered_claim("ALD-1", denied=True)
            answered_claim("ALD-2", denied=False)
            builders.claim("ALD-3", payer_row=Payer.objects.get())

            for _ in range(2):
                assert actions.pour_step(after="", today=TODAY) is None

        rows = RiskExample.objects.filter(practice=practice_a)
        assert sorted(rows.values_list("denied", flat=True)) == [False, True]
        assert {row.organization_id for row in rows} == {practice_a.organization_id}

    def test_nothing_of_the_patient_leaves(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = answered_claim("ALD-1", denied=True)
            Patient.objects.filter(pk=claim.patient_id).update(city="Zanzibar", zip="44101")
            actions.pour_step(after="", today=TODAY)
            told = [claim.control_number, claim.member_id, str(claim.pk), claim.pk.hex]

        row = RiskExample.objects.get()
        assert all(is_feature(name, value) for name, value in row.features.items())
        kept = msgspec.json.encode([row.features, row.claim_key]).decode()
        for word in (*told, "Testa", "Sample", "Zanzibar", "44101", "2026"):
            assert word not in kept

    def test_refuses_whole_what_is_no_feature(
        self, practice_a: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def leaky(facts: list[msgspec.Struct], *_: object, **__: object) -> dict[str, object]:
            return {one.id: {"name.Sample": 1.0} for one in facts}  # type: ignore[attr-defined]

        monkeypatch.setattr(pouring, "featured", leaky)
        with in_practice(practice_a):
            answered_claim("ALD-1", denied=True)

            with pytest.raises(pouring.NotAFeature):
                actions.pour_step(after="", today=TODAY)

        assert not RiskExample.objects.exists()

    def test_goes_on_where_it_stopped(
        self, practice_a: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pouring, "ANSWERS_A_STEP", 2)
        with in_practice(practice_a):
            for number in range(3):
                answered_claim(f"ALD-{number}", denied=False)

            after = actions.pour_step(after="", today=TODAY)
            assert after is not None
            assert actions.pour_step(after=after, today=TODAY) is None

        assert RiskExample.objects.count() == 3

    def test_a_later_answer_stands_instead(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = answered_claim("ALD-1", denied=True)
            actions.pour_step(after="", today=TODAY)
            PayerAnswer.objects.filter(claim=claim).update(paid_cents=700_00)

            actions.pour_step(after="", today=TODAY)

        assert [row.denied for row in RiskExample.objects.all()] == [False]

    def test_keeps_no_more_than_its_bound(
        self, practice_a: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pouring, "EXAMPLES_PER_PRACTICE_MAX", 2)
        with in_practice(practice_a):
            for number in range(4):
                answered_claim(f"ALD-{number}", denied=False)

            actions.pour_step(after="", today=TODAY)

        assert RiskExample.objects.count() == 2

    def test_earlier_answers_count_and_later_ones_do_not(self, practice_a: Practice) -> None:
        """What a payer said after the claim had left is not known to it."""
        with in_practice(practice_a):
            for number in range(12):
                answered_claim(f"ALD-{number}", denied=True)
            late = answered_claim("ALD-99", denied=False)
            Claim.objects.filter(pk=late.pk).update(sent_on=TODAY)

            actions.pour_step(after="", today=TODAY)

        early, last = RiskExample.objects.filter(denied=True), RiskExample.objects.get(denied=False)
        assert all("past.none" in row.features for row in early)
        assert last.features["past.very_high"] == 1

    def test_one_practice_reads_no_example_of_another(
        self, practice_a: Practice, practice_b: Practice
    ) -> None:
        with in_practice(practice_a):
            answered_claim("ALD-1", denied=True)
            actions.pour_step(after="", today=TODAY)

        with in_practice(practice_b):
            assert not RiskExample.objects.exists()
