"""Claims are checked: verdicts, findings that stay, go and are answered, what waits on the desk."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from billing.claims.models import Claim, ClaimLine
from billing.payers.models import Payer
from billing.scrub import actions
from billing.scrub.models import ClaimCheck, FindingRow
from billing.scrub.queries import gather
from compliance.access.actor import Actor
from practices.desk.models import Item
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.remits import builders

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SYSTEM = Actor.system("test")


@pytest.fixture(autouse=True)
def payer(db: None) -> Payer:
    return builders.payer()


def draft(number: str = "ALD-1", *, surfaces: str = "O", tooth: str = "8") -> Claim:
    """One filling, by default with a chewing face on a front tooth, which none has."""
    claim = builders.claim(number, payer_row=Payer.objects.get(), sent_on=None)
    ClaimLine.objects.filter(claim=claim).update(code="D2330", tooth=tooth, surfaces=surfaces)
    return claim


def checked(claim: Claim) -> ClaimCheck:
    actions.check([claim.pk], now=NOW, today=TODAY)
    return ClaimCheck.objects.get(claim=claim)


def surface(claim: Claim) -> FindingRow:
    return FindingRow.objects.get(claim=claim, rule="SURF-01")


class TestCheck:
    def test_holds_a_claim_and_says_why_on_the_desk(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()

            check = checked(claim)

            claim.refresh_from_db()
            item = Item.objects.get(subject_id=claim.pk)
            assert (check.verdict, claim.state) == ("held", "held")
            assert surface(claim).line == 1
            assert item.path == f"/p/{practice_a.public_id}/claims/{claim.pk}/check/"
            assert claim.patient.last_name not in item.words

    def test_again_keeps_what_stands_and_marks_what_is_gone(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            checked(claim)
            first = surface(claim).pk
            checked(claim)
            assert surface(claim).pk == first

            ClaimLine.objects.filter(claim=claim).update(surfaces="I")
            checked(claim)

            assert surface(claim).gone_at == NOW

    def test_a_claim_that_left_waits_for_nobody(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            checked(claim)
            Claim.objects.filter(pk=claim.pk).update(state="sent")

            actions.check([claim.pk], now=NOW, today=TODAY)

            assert Item.objects.get(subject_id=claim.pk).state == "done"
            assert Claim.objects.get(pk=claim.pk).state == "sent"

    def test_reads_as_many_queries_for_ten_as_for_one(
        self, practice_a: Practice, django_assert_max_num_queries: object
    ) -> None:
        with in_practice(practice_a):
            ids = [draft(f"ALD-{n}").pk for n in range(10)]

            with django_assert_max_num_queries(40):  # type: ignore[operator]
                actions.check(ids, now=NOW, today=TODAY)

            assert ClaimCheck.objects.filter(verdict="held").count() == 10


class TestOverride:
    def override(self, found: FindingRow, reason: str = "Seen on the x-ray") -> Claim:
        return actions.override(
            found.pk, reason=reason, actor=SYSTEM, name="Test", now=NOW, today=TODAY
        )

    def test_lets_the_claim_go_and_stays_when_it_is_checked_again(
        self, practice_a: Practice
    ) -> None:
        with in_practice(practice_a):
            claim = draft()
            checked(claim)
            for found in FindingRow.objects.holding():
                self.override(found)

            check = checked(claim)

            claim.refresh_from_db()
            assert (check.verdict, claim.state) == ("ready", "ready")
            assert surface(claim).answered_name == "Test"
            assert Item.objects.get(subject_id=claim.pk).state == "done"

    def test_an_answer_is_for_these_words_alone(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            checked(claim)
            self.override(surface(claim))
            ClaimLine.objects.filter(claim=claim).update(tooth="9")

            checked(claim)

            standing = FindingRow.objects.standing().get(claim=claim, rule="SURF-01")
            assert standing.answer == ""

    def test_twice_is_refused_and_a_reason_is_asked_for(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            checked(claim)
            self.override(surface(claim))

            with pytest.raises(actions.NotStanding):
                self.override(surface(claim))
            with pytest.raises(ValueError, match="reason"):
                self.override(surface(claim), reason=" ")


class TestHold:
    def test_a_persons_hold_ends_only_by_a_person(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft(surfaces="I")
            checked(claim)
            for found in FindingRow.objects.holding():
                actions.override(
                    found.pk, reason="so", actor=SYSTEM, name="T", now=NOW, today=TODAY
                )
            actions.hold(claim.pk, reason="Ask the payer", now=NOW, today=TODAY)
            assert checked(claim).verdict == "held"

            actions.let_go(claim.pk, now=NOW, today=TODAY)

            assert ClaimCheck.objects.get(claim=claim).verdict == "ready"


class TestDue:
    def test_what_is_told_of_during_a_check_is_not_lost(
        self, practice_a: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with in_practice(practice_a):
            claim = draft()
            actions.due_again([claim.pk])

            def told_meanwhile(*args: Any, **given: Any) -> Any:  # noqa: ANN401  # as `gather`
                actions.due_again([claim.pk])
                return gather(*args, **given)

            monkeypatch.setattr("billing.scrub.actions.checking.gather", told_meanwhile)
            assert actions.check_due(now=NOW, today=TODAY) is True
            monkeypatch.undo()

            assert ClaimCheck.objects.get(claim=claim).is_due
            assert actions.check_due(now=NOW, today=TODAY) is False
            assert not ClaimCheck.objects.get(claim=claim).is_due

    def test_a_claim_that_left_is_due_no_more(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            actions.due_again([claim.pk])
            Claim.objects.filter(pk=claim.pk).update(state="sent")

            assert actions.check_due(now=NOW, today=TODAY) is False

            assert not ClaimCheck.objects.get(claim=claim).is_due
