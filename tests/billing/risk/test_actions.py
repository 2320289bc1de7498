"""A group's model: fitted of its own examples, put in force, chosen by people."""

from datetime import timedelta

import pytest

from billing.risk import actions
from billing.risk.actions import fitting_of_group
from billing.risk.models import RiskExample, RiskModel
from billing.risk.queries.standing import CARD, standing
from practices.registry import actions as registry
from practices.registry.models import Organization, Practice
from tests.billing.risk.stories import poured
from tests.databases import NOW


@pytest.fixture
def group(practice_a: Practice) -> Organization:
    return practice_a.organization


class TestFit:
    def test_one_that_beats_the_scorecard_stands(
        self, group: Organization, practice_a: Practice
    ) -> None:
        poured(practice_a, 3_000)

        row = actions.fit(group, now=NOW)

        assert (row.is_current, row.refused, row.examples) == (True, "", 3_000)
        assert standing(group.pk).name == "v1"

    def test_of_shuffled_answers_the_scorecard_stays(
        self, group: Organization, practice_a: Practice
    ) -> None:
        poured(practice_a, 3_000, shuffled=True)

        row = actions.fit(group, now=NOW)

        assert row.refused
        assert standing(group.pk).name == CARD

    def test_too_few_leave_the_scorecard(self, group: Organization, practice_a: Practice) -> None:
        poured(practice_a, 400)

        assert not actions.is_due(group, now=NOW)
        assert actions.fit(group, now=NOW).body is None
        assert standing(group.pk).name == CARD

    def test_never_learns_from_another_group(
        self, group: Organization, practice_a: Practice
    ) -> None:
        other = registry.found_organization(public_id="other", name="Other", regions={"o": "O"})
        poured(practice_a, 1_500)
        RiskExample.objects.update(organization=other)
        poured(practice_a, 600, seed=2)

        row = actions.fit(group, now=NOW)

        assert (row.examples, row.measures["examples"]) == (600, 600)
        assert standing(other.pk).name == CARD

    def test_is_due_in_a_week_with_news_or_when_it_grew_by_half(
        self, group: Organization, practice_a: Practice
    ) -> None:
        poured(practice_a, 1_000)
        assert actions.is_due(group, now=NOW)
        actions.fit(group, now=NOW)

        in_a_week = NOW + timedelta(days=7)
        assert not actions.is_due(group, now=in_a_week)
        poured(practice_a, 30, seed=2)
        assert not actions.is_due(group, now=NOW + timedelta(days=6))
        assert actions.is_due(group, now=in_a_week)
        poured(practice_a, 500, seed=3)
        assert actions.is_due(group, now=NOW)

    def test_forgets_old_refusals_and_nothing_that_stood(
        self, group: Organization, practice_a: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fitting_of_group, "VERSIONS_KEPT", 2)
        poured(practice_a, 3_000)
        actions.fit(group, now=NOW)
        RiskExample.objects.all().delete()

        for _ in range(4):
            actions.fit(group, now=NOW)

        versions = RiskModel.objects.order_by("version").values_list("version", flat=True)
        assert list(versions) == [1, 4, 5]


class TestUse:
    def test_an_older_one_stays_whatever_is_fitted(
        self, group: Organization, practice_a: Practice
    ) -> None:
        poured(practice_a, 3_000)
        old = actions.fit(group, now=NOW)
        actions.fit(group, now=NOW)

        actions.use(group, old.pk, name="Bo", now=NOW)
        actions.fit(group, now=NOW)

        assert standing(group.pk).name == "v1"
        assert RiskModel.objects.get(is_current=True).chosen_by == "Bo"

    def test_the_newest_gives_way_to_the_next(
        self, group: Organization, practice_a: Practice
    ) -> None:
        poured(practice_a, 3_000)
        actions.use_scorecard(group, name="Bo", now=NOW)
        newest = actions.fit(group, now=NOW)
        assert standing(group.pk).name == CARD

        actions.use(group, newest.pk, name="Bo", now=NOW)
        actions.fit(group, now=NOW)

        assert standing(group.pk).name == "v2"

    def test_another_groups_is_not_there(self, group: Organization, practice_a: Practice) -> None:
        other = registry.found_organization(public_id="other", name="Other", regions={"o": "O"})
        poured(practice_a, 3_000)
        row = actions.fit(group, now=NOW)

        with pytest.raises(RiskModel.DoesNotExist):
            actions.use(other, row.pk, name="Bo", now=NOW)
