"""A group sets rules and writes its own, which are tried over the past year before they hold."""

from datetime import UTC, datetime, timedelta

import pytest

from billing.claims import actions as claims
from billing.claims.actions import Answered
from billing.claims.models import Claim
from billing.payers.models import Payer
from billing.scrub import actions
from billing.scrub.finding import Severity
from billing.scrub.models import FindingRow, OwnRule, RuleReplay
from billing.scrub.own_said import Condition, OwnRuleSaid
from billing.scrub.queries import rule_named
from practices.jobs import actions as jobs
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.remits import builders

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def payer(db: None) -> Payer:
    return builders.payer()


def told(severity: Severity = Severity.HOLD) -> OwnRuleSaid:
    return OwnRuleSaid(
        code="OWN",
        version="new",
        name="Crowns above a thousand",
        when=(
            Condition(fact="line.code", word="is", value="D2740"),
            Condition(fact="line.fee", word="at least", value="1000"),
        ),
        severity=severity,
        because="This payer asks for a second film.",
        fix="Enclose it.",
    )


def written(practice: Practice) -> OwnRule:
    return actions.write_own(
        organization=practice.organization, said=told(), pk=None, name="Test", now=NOW
    )


def switched(row: OwnRule, mode: str) -> None:
    actions.switch_own(row=row, mode=mode, name="Test", now=NOW)


class TestOwnRule:
    def test_only_watches_until_it_was_tried_everywhere(self, practice_a: Practice) -> None:
        row = written(practice_a)
        with pytest.raises(actions.NotTried):
            switched(row, "on")

        jobs.run_all_now(now=NOW)
        switched(row, "on")

        tried = RuleReplay.objects.filter(rule=str(row)).exclude(ended_at=None)
        assert tried.count() == practice_a.organization.practices.ready().count()

    def test_is_tried_anew_when_it_changes(self, practice_a: Practice) -> None:
        row = written(practice_a)
        jobs.run_all_now(now=NOW)
        switched(row, "on")

        changed = actions.write_own(
            organization=practice_a.organization, said=told(), pk=row.pk, name="T", now=NOW
        )

        assert (changed.version, changed.mode) == (2, "observe")
        with pytest.raises(actions.NotTried):
            switched(changed, "on")

    def test_holds_claims_once_it_is_on(self, practice_a: Practice) -> None:
        row = written(practice_a)
        jobs.run_all_now(now=NOW)
        with in_practice(practice_a):
            claim = builders.claim("ALD-1", payer_row=Payer.objects.get(), sent_on=None)
            actions.check([claim.pk], now=NOW, today=TODAY)
            watched = FindingRow.objects.standing().get(claim=claim, rule=str(row))
        switched(row, "on")

        with in_practice(practice_a):
            actions.check([claim.pk], now=NOW, today=TODAY)
            held = FindingRow.objects.standing().get(claim=claim, rule=str(row))

        assert (watched.severity, held.severity) == ("info", "hold")
        assert held.version == "v1"


class TestReplay:
    def test_counts_what_it_would_flag_and_what_became_of_it(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            for number in range(3):
                builders.claim(f"ALD-{number}", payer_row=Payer.objects.get())
            refused = Claim.objects.get(control_number="ALD-1")
            claims.answered(
                refused,
                [
                    Answered(
                        number=None, paid_cents=0, patient_cents=0, cuts=(("CO", "252", 1200_00),)
                    )
                ],
                source="test",
                answered_on=TODAY,
                now=NOW,
            )
            builders.claim(
                "ALD-9", payer_row=Payer.objects.get(), served_on=TODAY - timedelta(days=400)
            )
        row = written(practice_a)

        jobs.run_all_now(now=NOW)

        one = RuleReplay.objects.get(rule=str(row), practice=practice_a)
        assert (one.claims, one.hits) == (3, 3)
        assert (one.answered, one.denied, one.denied_for_it) == (1, 1, 1)
        assert one.at_risk_cents == 3 * 1200_00

    def test_a_step_that_is_repeated_counts_nothing_twice(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            builders.claim("ALD-1", payer_row=Payer.objects.get())
        row = written(practice_a)
        jobs.run_all_now(now=NOW)

        with in_practice(practice_a):
            rule = rule_named(str(row))
            assert rule is not None
            assert actions.replay_step(rule, now=NOW, today=TODAY) is False

        assert RuleReplay.objects.get(rule=str(row), practice=practice_a).hits == 1


class TestSetting:
    def test_switches_a_rule_of_the_catalog_off_for_a_group(self, practice_a: Practice) -> None:
        def rules_found(mode: str) -> set[str]:
            actions.set_rule(
                organization=practice_a.organization, rule="ELIG-01", mode=mode, severity="",
                reason="Test", name="Test", now=NOW,
            )  # fmt: skip
            with in_practice(practice_a):
                claim = Claim.objects.get()
                actions.check([claim.pk], now=NOW, today=TODAY)
                rows = FindingRow.objects.standing().filter(claim=claim)
                return set(rows.values_list("rule", flat=True))

        with in_practice(practice_a):
            builders.claim("ALD-1", payer_row=Payer.objects.get(), sent_on=None)

        assert "ELIG-01" in rules_found("on")
        assert "ELIG-01" not in rules_found("off")
