"""What clearinghouses and payers say moves claims, each word once and only ours."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from billing.claims.models import Claim, TurnedAway
from billing.submission.actions import listening
from billing.submission.actions.applying import apply_words
from billing.submission.hearing.words import Word
from billing.submission.listening import listen_due
from billing.submission.models import Batch, Clearinghouse, InboundFile, Notice, Sending
from billing.submission.stages import Level
from compliance.access.rights import CLEARING
from practices.desk.models import Item
from practices.jobs import actions as jobs
from practices.jobs.queries import parked
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_area, in_practice
from tests.billing.claims.office import NOW
from tests.billing.submission.sending import Sender
from tests.doubles.clearinghouse import House, Script


class Post:
    """A sender whose letters are answered by a clearinghouse with a clock of its own."""

    def __init__(self, sender: Sender, **script: float) -> None:
        self.sender = sender
        self.now = NOW
        self.double = House(sender.folder, NOW, Script(**script))  # type: ignore[arg-type]

    def send(self, count: int = 1) -> list[Claim]:
        drafts = self.sender.ready(count)
        self.sender.leave()
        self.sender.send()
        return drafts

    def pass_days(self, days: int) -> None:
        for _ in range(days * 4):
            self.now += timedelta(hours=6)
            self.double.run(self.now)
            self.listen()

    def listen(self) -> None:
        Clearinghouse.objects.update(next_at=None)
        listen_due(clock=lambda: self.now)
        jobs.run_all_now(now=self.now)
        assert not parked()

    def claims(self) -> list[Claim]:
        return self.sender.office.claims()


@pytest.fixture
def sender(practice_a: Practice, tmp_path: Path) -> Sender:
    return Sender(practice_a, tmp_path)


def notices(practice: Practice) -> list[Notice]:
    with in_practice(practice):
        return list(Notice.objects.order_by("pk"))


class TestGoodWay:
    def test_goes_by_file_and_clearinghouse_to_the_payer(self, sender: Sender) -> None:
        post = Post(sender)
        post.send(2)
        post.pass_days(4)

        with in_practice(sender.practice):
            rows = list(Sending.objects.all())
        assert {row.stage for row in rows} <= {"payer", "answered"}
        assert all(row.file_at and row.house_at and row.payer_at for row in rows)
        assert all(claim.payer_control_number for claim in post.claims())
        assert {one.level for one in notices(sender.practice)} == {"file", "house", "payer"}


class TestTurnedAway:
    @pytest.mark.parametrize("by", ["rejected_house", "rejected_payer"])
    def test_comes_back_with_what_was_said(self, sender: Sender, by: str) -> None:
        post = Post(sender, **{by: 1.0})
        post.send()
        post.pass_days(4)

        (claim,) = post.claims()
        assert claim.state == "held"
        assert "turned it away" in claim.held_because
        with in_practice(sender.practice):
            assert TurnedAway.objects.filter(claim=claim, over_at=None).exists()
            assert Sending.objects.get().stage in {"no_house", "no_payer"}

    def test_file_brings_all_of_its_claims_back(self, sender: Sender) -> None:
        post = Post(sender, rejected_999=1.0)
        post.send(2)
        post.pass_days(2)

        assert {claim.state for claim in post.claims()} <= {"held", "draft", "ready"}
        assert set(sender.stages()) == {"no_file"}


class TestTakenAfterAll:
    def test_is_out_again_and_waits_for_nobody(self, sender: Sender) -> None:
        """A clearinghouse turned it away, and the payer has it all the same."""
        post = Post(sender, rejected_house=1.0)
        post.send()
        post.pass_days(2)
        (claim,) = post.claims()
        assert claim.state == "held"
        later = Word(
            0, Level.PAYER, True, post.now.date(), claim=claim.control_number, payer_number="P1"
        )
        with in_practice(sender.practice):
            apply_words([later], file_id=claim.pk, now=post.now)

        (claim,) = post.claims()
        assert (claim.state, claim.held_because) == ("sent", "")
        assert claim.payer_control_number == "P1"
        assert not Item.objects.filter(subject_id=claim.pk).exclude(state="done").exists()
        assert sender.leave() == 0


class TestInDoubt:
    @pytest.mark.parametrize("state", ["unsure", "staged"])
    def test_what_is_answered_had_arrived(self, sender: Sender, state: str) -> None:
        """Killed after it was theirs, or nobody could tell: their answer tells."""
        post = Post(sender)
        sender.ready()
        sender.leave()
        sender.send()
        with in_practice(sender.practice):
            stage = "unsure" if state == "unsure" else "leaving"
            Batch.objects.update(state=state, sent_at=None)
            Sending.objects.update(stage=stage, sent_at=None)
            Claim.objects.update(state="leaving")
        post.pass_days(4)

        with in_practice(sender.practice):
            assert Batch.objects.get().state == "sent"
        assert sender.states() == ["sent"]
        assert set(sender.stages()) <= {"payer", "answered"}


class TestLine:
    def test_is_told_by_the_number_we_gave_it(self, sender: Sender) -> None:
        post = Post(sender)
        (claim,) = post.send()
        with in_practice(sender.practice):
            given = claim.lines.get().control_number
            words = [
                Word(n, Level.HOUSE, False, post.now.date(), claim=claim.control_number,
                     category="A7", code="242", line=line)
                for n, line in enumerate((given, "7-999"))
            ]  # fmt: skip
            apply_words(words, file_id=claim.pk, now=post.now)
            told = list(Notice.objects.order_by("place").values_list("line", flat=True))

        assert told == [1, None]


class TestTwice:
    def test_under_another_name_counts_once(self, sender: Sender) -> None:
        post = Post(sender, twin=1.0)
        post.send()
        post.pass_days(4)

        told = notices(sender.practice)
        assert len({(one.file_id, one.place) for one in told}) == len(told)
        with in_area(CLEARING):
            files = list(InboundFile.objects.all())
        assert max(file.times for file in files) > 1
        assert len(files) == len({file.sha256 for file in files})

    def test_kept_and_not_put_aside_is_known_by_its_hash(self, sender: Sender) -> None:
        first = listening.keep(sender.house, "a.999", b"ISA*", now=NOW)
        again = listening.keep(sender.house, "b.999", b"ISA*", now=NOW)

        assert again == listening.Kept(first.file_id, True)


class TestStrangers:
    def test_of_claims_nobody_sent_move_nothing_and_are_told(self, sender: Sender) -> None:
        post = Post(sender, stranger=1.0)
        post.send()
        post.pass_days(4)

        with in_area(CLEARING):
            told = [one for file in InboundFile.objects.all() for one in file.strangers]
        assert told
        assert {one["why"] for one in told} == {"Nobody of the group sent it"}
        assert Item.objects.filter(kind="inbound_file", practice=None).exists()

    def test_of_another_group_are_nobodys(self, sender: Sender, practice_b: Practice) -> None:
        """A clearinghouse speaks of its own group alone, whoever has the number."""
        other = registry.found_organization(public_id="elsewhere", name="Else", regions={})
        Practice.objects.filter(pk=practice_b.pk).update(organization=other)
        post = Post(sender)
        post.send()
        Practice.objects.filter(pk=sender.practice.pk).update(organization=other)
        post.pass_days(4)

        assert not notices(sender.practice)


def test_what_is_no_file_of_theirs_is_refused_and_told(sender: Sender) -> None:
    (sender.folder / "in" / "x.txt").write_bytes(b"hello")
    post = Post(sender)
    post.now = datetime(2026, 11, 26, tzinfo=UTC)
    post.listen()
    post.listen()

    with in_area(CLEARING):
        assert InboundFile.objects.get().state == "refused"
