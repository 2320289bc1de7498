"""The report before sending: what it holds, that it stays as it was kept; the account's line."""

import msgspec
import pytest
from django.urls import reverse
from django.utils import timezone

from billing.claims.models import Claim
from billing.scrub import actions
from billing.scrub.batch import Batch, totals_of
from billing.scrub.models import FindingRow, Report
from billing.scrub.printing import pdf_of
from billing.scrub.queries.batch import batch
from compliance.access.roles import Role
from compliance.audit.models import Event
from practices.jobs import actions as jobs
from practices.mirror.models import Patient
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions as sync
from practices.sync.models import WriteBack, WriteMode
from tests.billing.scrub.test_checking import NOW, SYSTEM, TODAY, checked, draft
from tests.billing.scrub.test_signing_pages import seated
from tests.remits import builders


@pytest.fixture(autouse=True)
def payer(db: None) -> None:
    builders.payer()


def let_go(claim: Claim) -> None:
    """Every holding finding answered."""
    for found in FindingRow.objects.holding().filter(claim=claim):
        actions.override(
            found.pk, reason="on film", actor=SYSTEM, name="Biller", now=NOW, today=TODAY
        )


class TestReport:
    def test_sums_what_is_held_and_what_is_ready(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            held, ready = draft("ALD-1"), draft("ALD-2")
            checked(held)
            checked(ready)
            let_go(ready)

            told = batch("all")

            sums = totals_of(told.claims)
            assert [one.number for one in told.claims] == ["ALD-1", "ALD-2"]
            assert (sums.held, sums.ready, sums.charge_cents) == (1, 1, 2400_00)
            assert sums.at_risk_cents == told.claims[0].at_risk_cents > 0
            assert told.claims[1].action == "Send it"
            assert told.claims[0].action != "Send it"
            assert [one.number for one in batch("ready").claims] == ["ALD-2"]

    def test_stays_as_it_was_kept_and_names_no_patient(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            checked(claim)
            row = actions.keep_report("held", name="Biller", now=NOW)
            let_go(claim)

            kept = Report.objects.get(pk=row.pk)

            assert (kept.held, kept.ready) == (1, 0)
            assert msgspec.convert(kept.body, Batch).claims[0].state == "held"
            assert claim.patient.first_name not in msgspec.json.encode(kept.body).decode()

    @pytest.mark.slow
    def test_is_downloaded_as_pdf_with_a_trace(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            checked(draft())
        client = seated(practice_a, Role.OFFICE_MANAGER)
        kept = client.post(reverse("scrub:reports", args=["alder"]), {"which": "all"})
        path = kept["Location"]
        assert client.get(f"{path}pdf/").status_code == 404
        assert "being drawn" in client.get(path).content.decode()

        jobs.run_all_now(now=timezone.now())
        answer = client.get(f"{path}pdf/")

        assert client.get(f"{path}pdf/").content == answer.content
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        with in_practice(practice_a):
            assert Event.objects.filter(deed="report.downloaded").count() == 2

    def test_nothing_is_fetched_for_a_pdf(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        secret = tmp_path_factory.mktemp("s") / "secret.txt"
        secret.write_text("fetched")

        drawn = pdf_of(f'<link rel="attachment" href="file://{secret}"><p>Sample</p>')

        assert b"EmbeddedFile" not in drawn


class TestAccount:
    def known(self) -> Claim:
        claim = draft()
        Patient.objects.create(source_key="7", first_name="Testa", last_name="Sample")
        patient = Patient.objects.get(source_key="7")
        Claim.objects.filter(pk=claim.pk).update(patient=patient)
        checked(claim)
        return claim

    def test_has_one_line_for_a_check_and_no_word_of_what_was_done(
        self, practice_a: Practice
    ) -> None:
        with in_practice(practice_a):
            claim = self.known()

            assert actions.write_to_account(claim.pk, now=NOW)
            assert not actions.write_to_account(claim.pk, now=NOW)

            row = WriteBack.objects.get()
            assert row.kind == "commlog"
            assert row.body["step"]["patient"] == 7
            note = row.body["step"]["note"]
            assert "ALD-1" in note
            assert "D2330" not in note

    def test_is_written_when_a_person_lets_it_go_and_writing_is_on(
        self, practice_a: Practice
    ) -> None:
        with in_practice(practice_a):
            claim = self.known()
            let_go(claim)
            assert not WriteBack.objects.exists()
            sync.switch_writing(mode=WriteMode.ON, reason="a test", now=NOW)
            actions.hold(claim.pk, reason="Ask", now=NOW, today=TODAY)

            actions.let_go(claim.pk, now=NOW, today=TODAY)

            assert WriteBack.objects.get().kind == "commlog"

    def test_a_patient_the_system_does_not_know_has_none(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            checked(claim)
            with pytest.raises(actions.NoAccount):
                actions.write_to_account(claim.pk, now=NOW)
