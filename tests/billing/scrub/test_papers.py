"""Notes are gathered around the services of a claim, read, marked and drafted from."""

from datetime import UTC, date, datetime

import pytest

from billing.claims.models import Claim, ClaimLine, Particulars
from billing.notes.extract import extract
from billing.payers.models import Payer
from billing.scrub import telling
from billing.scrub.facts import ClaimFacts
from billing.scrub.queries import gather, reading_of
from billing.scrub.queries.gathering import papers
from practices.mirror.models import Note, Procedure, ProcedureCode
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.remits import builders

TODAY = date(2026, 11, 24)
SAID = "Tooth 14: crown prep. Recurrent decay under old amalgam, fractured lingual cusp."


@pytest.fixture(autouse=True)
def payer(db: None) -> Payer:
    return builders.payer()


def draft() -> Claim:
    claim = builders.claim("ALD-1", payer_row=Payer.objects.get(), sent_on=None)
    ClaimLine.objects.filter(claim=claim).update(tooth="14", procedure_key="101")
    return claim


def note(key: str, day: date, text: str = SAID, *, procedure: str | None = None) -> None:
    at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
    told = {"patient_id": "pat-1", "procedure_id": procedure, "kind": "procedure"}
    Note.objects.create(source_key=key, at=at, text=text, **told)


def facts(claim: Claim) -> ClaimFacts:
    return gather([claim.pk], today=TODAY)[0]


class TestNotes:
    def test_come_within_a_day_or_with_the_procedure(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            ProcedureCode.objects.create(source_key="2", code="D2740")
            Procedure.objects.create(
                source_key="101", patient_id="pat-1", code_id="2", status="complete", fee_cents=1,
                done_on=builders.SERVED_ON,
            )  # fmt: skip
            note("near", date(2026, 10, 6), "Prophy done.")
            note("far", date(2026, 10, 8), "Prophy done.")
            note("late", date(2026, 11, 2), procedure="101")

            told = facts(claim).notes

            assert [one.id for one in told] == ["late", "near"]
            assert told[0].served_on == builders.SERVED_ON
            assert told[0].procedure_code == "D2740"
            assert told[0].teeth == ("14",)

    def test_the_newest_wording_counts_and_contacts_do_not(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            note("1", date(2026, 10, 5), "Old wording.", procedure="101")
            note("2", date(2026, 10, 6), "New wording.", procedure="101")
            Note.objects.create(
                source_key="c", patient_id="pat-1", kind="contact", text="Called",
                at=datetime(2026, 10, 5, tzinfo=UTC),
            )  # fmt: skip

            assert [one.text for one in facts(claim).notes] == ["New wording."]

    def test_are_bounded(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            for number in range(papers.NOTES_A_CLAIM_MAX + 5):
                note(str(number), builders.SERVED_ON, f"Note {number}.")

            assert len(facts(claim).notes) == papers.NOTES_A_CLAIM_MAX

    def test_narrative_and_marks_come_from_the_claim(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            Particulars.objects.create(claim=claim, narrative="Crown, tooth 14.")

            assert facts(claim).narrative == "Crown, tooth 14."


class TestDrafts:
    def test_each_sentence_stands_on_words_that_are_marked(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            note("1", builders.SERVED_ON)
            told = facts(claim)
            drafts = telling.drafts_of(told, reading_of)

            (shown,) = telling.shown_drafts(told, drafts)
            (page,) = telling.shown_notes(told, drafts, {"1"}, reading_of)

            assert shown.sentences
            assert "".join(piece.text for piece in page.pieces) == SAID
            cited = [piece.text for piece in page.pieces if piece.is_cited]
            for sentence in shown.sentences:
                for one in sentence.stands_on:
                    assert any(one.quote in text or text in one.quote for text in cited)

    def test_nothing_is_drafted_without_notes(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            told = facts(draft())

            (shown,) = telling.shown_drafts(told, telling.drafts_of(told, reading_of))

            assert (shown.text, shown.sentences) == ("", ())
            assert shown.questions


@pytest.mark.parametrize("text", [SAID, "", "No facts here", "#3 MO composite\n\n#3", "<b>#14</b>"])
def test_pieces_hold_the_whole_text(text: str) -> None:
    assert "".join(piece.text for piece in telling.pieces(extract(text))) == text
