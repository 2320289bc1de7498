"""Spelling is mended by the machine and may be taken back; what was done a provider signs."""

from datetime import UTC, date, datetime

import pytest

from billing.claims.models import Claim, ClaimLine
from billing.payers.models import Payer
from billing.scrub import actions, queries
from billing.scrub.clinical import CannotPropose
from billing.scrub.finding import Change
from billing.scrub.models import ClaimChange, FindingRow
from practices.desk.models import Item
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.remits import builders

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SPACED, BARE = "W12 345", "W12345"


@pytest.fixture(autouse=True)
def payer(db: None) -> Payer:
    return builders.payer()


def draft(number: str = "ALD-1", member_id: str = SPACED) -> Claim:
    claim = builders.claim(number, payer_row=Payer.objects.get(), sent_on=None, member_id=member_id)
    ClaimLine.objects.filter(claim=claim).update(code="D2740", tooth="8")
    return claim


def check(claim: Claim) -> None:
    actions.check([claim.pk], now=NOW, today=TODAY)


def member_id(claim: Claim) -> str:
    return queries.gather([claim.pk], today=TODAY)[0].member_id


def is_found(claim: Claim) -> bool:
    return FindingRow.objects.standing().filter(claim=claim, text__contains="pace").exists()


def propose(claim: Claim, field: str = "tooth", after: str = "9") -> ClaimChange:
    change = Change(field=field, before="", after=after, line=1)
    return actions.propose(
        claim.pk, change, because="the film", name="Biller", now=NOW, today=TODAY
    )


class TestMending:
    def test_is_laid_over_what_the_system_says_and_kept(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()

            check(claim)
            check(claim)

            row = ClaimChange.objects.get(claim=claim)
            assert (row.state, row.before, row.after) == ("applied", SPACED, BARE)
            assert row.rule
            assert row.version
            assert member_id(claim) == BARE
            assert not is_found(claim)
            claim.refresh_from_db()
            assert claim.member_id == SPACED

    def test_ends_when_the_system_says_otherwise(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            check(claim)
            Claim.objects.filter(pk=claim.pk).update(member_id="W99 9")

            assert member_id(claim) == "W99 9"
            check(claim)

            states = dict(ClaimChange.objects.values_list("before", "state"))
            assert states == {SPACED: "lapsed", "W99 9": "applied"}
            assert member_id(claim) == "W999"

    def test_taken_back_is_not_made_again(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            check(claim)
            row = ClaimChange.objects.get(claim=claim)

            actions.take_back(row.pk, reason="so on the card", name="B", now=NOW, today=TODAY)
            check(claim)

            assert member_id(claim) == SPACED
            assert ClaimChange.objects.get(claim=claim).state == "refused"
            assert is_found(claim)
            with pytest.raises(actions.NotOpen):
                actions.take_back(row.pk, reason="", name="B", now=NOW, today=TODAY)


class TestSigning:
    def test_waits_on_the_desk_until_it_is_decided(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            row = propose(claim)
            item = Item.objects.get(kind="signing")
            assert item.state == "open"
            assert item.path == f"/p/{practice_a.public_id}/signing/"
            assert claim.patient.last_name not in item.words

            actions.sign(row.pk, name="Dr. Who", now=NOW)

            assert Item.objects.get(kind="signing").state == "done"
            assert ClaimChange.objects.get().state == "signed"
            with pytest.raises(actions.NotOpen):
                actions.refuse(row.pk, reason="no", name="Dr. Who", now=NOW)

    def test_a_signed_change_alters_nothing_and_ends_with_the_claim(
        self, practice_a: Practice
    ) -> None:
        with in_practice(practice_a):
            claim = draft()
            actions.sign(propose(claim).pk, name="Dr. Who", now=NOW)
            check(claim)
            assert queries.gather([claim.pk], today=TODAY)[0].lines[0].tooth == "8"
            assert ClaimChange.objects.get(field="tooth").state == "signed"

            ClaimLine.objects.filter(claim=claim).update(tooth="9")
            check(claim)

            assert ClaimChange.objects.get(field="tooth").state == "lapsed"

    def test_a_proposal_is_moot_once_the_claim_differs(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            propose(claim)
            ClaimLine.objects.filter(claim=claim).update(tooth="10")

            check(claim)

            assert ClaimChange.objects.get(field="tooth").state == "lapsed"
            assert Item.objects.get(kind="signing").state == "done"

    def test_the_same_waits_once_and_nonsense_is_refused(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            claim = draft()
            propose(claim)
            for field, after in (
                ("tooth", "9"),
                ("tooth", "8"),
                ("member_id", "M2"),
                ("tooth", ""),
            ):
                with pytest.raises(CannotPropose):
                    propose(claim, field, after)
            Claim.objects.filter(pk=claim.pk).update(state="sent")
            with pytest.raises(CannotPropose):
                propose(claim, "tooth", "11")

    def test_a_refusal_names_its_reason(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            row = propose(draft())
            with pytest.raises(ValueError, match="reason"):
                actions.refuse(row.pk, reason=" ", name="Dr. Who", now=NOW)
            assert actions.refuse(row.pk, reason="Seen", name="D", now=NOW).state == "refused"
