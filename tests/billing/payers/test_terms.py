"""Terms of payers: who may set them, what is kept, and how they reach the rules."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from billing.payers import actions
from billing.payers.models import Payer, PayerTerms
from billing.scrub.models import ClaimCheck
from billing.scrub.queries import gather
from compliance.audit.models import Event
from practices.jobs import actions as jobs
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.payers.group import ADMIN, AUDITOR, person, unsent
from tests.databases import GROUP
from tests.remits import builders

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
def payer(practice_a: Practice) -> Payer:
    row = builders.payer()
    with in_practice(practice_a):
        unsent()
    return row


@pytest.fixture
def admin(practice_a: Practice) -> Client:
    return person(at=practice_a.organization, role=ADMIN)


def set_terms(practice: Practice, payer: Payer, **terms: object) -> PayerTerms:
    return actions.set_terms(
        organization=practice.organization, payer=payer, terms=terms, reason="The contract",
        name="Test", now=NOW,
    )  # fmt: skip


class TestPages:
    def test_list_tells_whom_claims_go_to_and_what_is_known(
        self, practice_a: Practice, payer: Payer, admin: Client
    ) -> None:
        Payer.objects.create(public_id="nobody-s", name="Nobody's Payer")
        set_terms(practice_a, payer, filing_days=365, ncci=False)

        told = admin.get(f"/o/{GROUP}/payers/").content.decode()
        none = admin.get(f"/o/{GROUP}/payers/", {"q": "zzz"}).content.decode()

        assert "Sample Payer" in told
        assert "2 of 13" in told
        assert "Nobody" not in told
        assert "No payer is called so" in none

    def test_form_is_kept_with_who_when_and_why(self, payer: Payer, admin: Client) -> None:
        path = f"/o/{GROUP}/payers/{payer.pk}/"
        body = {
            "filing_days": "180", "ncci": "no", "wants": "D2740: radiograph",
            "member_id_pattern": r"[A-Z]{3}\d{9}", "reason": "Their letter",
        }  # fmt: skip

        answer = admin.post(f"{path}terms/", body)

        row = PayerTerms.objects.get()
        assert answer.status_code == 302
        assert (row.filing_days, row.ncci, row.is_medicaid) == (180, False, None)
        assert row.wants == [["D2740", "radiograph"]]
        assert (row.set_by, row.reason) == ("Some Body", "Their letter")
        event = Event.objects.filter(deed="payer_terms.set").get()
        assert event.detail["fields"] == "filing_days member_id_pattern ncci wants"
        shown = admin.get(path).content.decode()
        assert "D2740: radiograph" in shown
        assert "Their letter" in shown

    def test_what_is_wrong_is_said_and_nothing_kept(self, payer: Payer, admin: Client) -> None:
        body = {"wants": "X: pa", "member_id_pattern": r"(\d+)+", "filing_days": "-4"}

        answer = admin.post(f"/o/{GROUP}/payers/{payer.pk}/terms/", body)

        told = answer.content.decode()
        assert answer.status_code == 422
        assert "is no code" in told
        assert "Brackets take no repeat" in told
        assert not PayerTerms.objects.exists()

    def test_an_auditor_reads_and_changes_nothing(self, practice_a: Practice, payer: Payer) -> None:
        auditor = person(at=practice_a.organization, role=AUDITOR)

        assert auditor.get(f"/o/{GROUP}/payers/{payer.pk}/").status_code == 200
        answer = auditor.post(f"/o/{GROUP}/payers/{payer.pk}/terms/", {"reason": "no"})
        assert answer.status_code == 403


class TestFacts:
    def test_rules_see_what_is_known_and_defaults_for_the_rest(
        self, practice_a: Practice, payer: Payer
    ) -> None:
        set_terms(practice_a, payer, filing_days=90, wants=[["D2740", "pa"]], is_medical=True)
        with in_practice(practice_a):
            claim = unsent("ALD-2")
            facts = gather([claim.pk], today=TODAY)[0]

        assert (facts.payer.filing_days, facts.payer.wants) == (90, (("D2740", "pa"),))
        assert (facts.payer.is_medical, facts.payer.claim_lines_max) == (True, 50)
        assert facts.payer.duplicate_days is None


class TestRecheck:
    def test_claims_that_have_not_left_are_due_and_then_checked(
        self, practice_a: Practice, payer: Payer
    ) -> None:
        with in_practice(practice_a):
            here, gone = unsent("ALD-3"), builders.claim("ALD-4", payer_row=payer)
        jobs.run_all_now(now=NOW)

        set_terms(practice_a, payer, filing_days=10)
        jobs.run_all_now(now=NOW)

        with in_practice(practice_a):
            check = ClaimCheck.objects.get(claim=here)
            assert not check.is_due
            assert check.claim.findings.standing().filter(rule__startswith="PAY").exists()
            assert not ClaimCheck.objects.filter(claim=gone).exists()

    def test_setting_the_same_again_asks_for_nothing(
        self, practice_a: Practice, payer: Payer
    ) -> None:
        set_terms(practice_a, payer, filing_days=10)
        jobs.run_all_now(now=NOW)

        set_terms(practice_a, payer, filing_days=10)

        assert jobs.run_all_now(now=NOW) == 0
