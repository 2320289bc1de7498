"""Ready claims leave: each version once, and whatever stops on the way is known."""

from pathlib import Path

import pytest

from billing.claims.models import Claim, ClaimDecision
from billing.claims.states import ClaimState
from billing.submission.models import Batch, Departure, Sending
from billing.x12 import read837
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.submission.sending import Sender


@pytest.fixture
def sender(practice_a: Practice, tmp_path: Path) -> Sender:
    return Sender(practice_a, tmp_path)


class TestLeave:
    def test_brings_what_is_ready_to_the_clearinghouse_once(self, sender: Sender) -> None:
        drafts = sender.ready(2)

        assert sender.leave() == 1
        assert sender.states() == ["leaving", "leaving"]
        assert not sender.lying()
        assert sender.send() == 1

        assert sender.states() == ["sent", "sent"]
        assert sender.stages() == ["sent", "sent"]
        (file,) = sender.lying()
        (batch,) = read837(file.read_bytes())
        assert [one.patient_control_number for one in batch.claims] == [
            one.control_number for one in drafts
        ]
        assert sender.leave() == 0
        assert sender.send() == 0
        assert not sender.due()

    def test_keeps_who_decided_what(self, sender: Sender) -> None:
        sender.ready()
        sender.leave()
        sender.send()

        with in_practice(sender.practice):
            told = list(ClaimDecision.objects.order_by("pk").values_list("outcome", flat=True))
            claim = Claim.objects.get()
        assert told[-2:] == ["batched", "sent"]
        assert claim.sent_on is not None

    def test_holds_what_cannot_be_written_and_sends_the_rest(self, sender: Sender) -> None:
        good, bad = sender.ready(2)
        with in_practice(sender.practice):
            Claim.objects.filter(pk=bad.pk).update(member_id="")
        sender.leave()
        sender.send()

        with in_practice(sender.practice):
            bad.refresh_from_db()
            assert Sending.objects.get().claim_id == good.pk
        assert bad.state == ClaimState.HELD
        assert "member number" in bad.held_because

    def test_sends_nothing_where_nobody_said_whereto(self, sender: Sender) -> None:
        sender.house.is_on = False
        sender.house.save()
        sender.ready()

        assert sender.leave() == 0
        assert sender.states() == ["ready"]

    def test_gives_every_interchange_a_number_of_its_own(self, sender: Sender) -> None:
        for _ in range(3):
            sender.ready()
            sender.leave()

        numbers = list(Departure.objects.order_by("control").values_list("control", flat=True))
        assert numbers == [1, 2, 3]

    def test_waits_while_the_clearinghouse_is_away(self, sender: Sender) -> None:
        sender.ready()
        sender.leave()
        (sender.folder / "out").rmdir()
        sender.send()

        assert sender.due() == 1
        assert sender.states() == ["leaving"]
        sender.house.refresh_from_db()
        assert sender.house.trouble
        with in_practice(sender.practice):
            assert Batch.objects.get().tries == 1


class TestOfAnotherPractice:
    def test_a_batch_holds_nothing(
        self, sender: Sender, practice_b: Practice, tmp_path: Path
    ) -> None:
        sender.ready()
        sender.leave()

        with in_practice(practice_b):
            assert not Batch.objects.exists()
            assert not Departure.objects.exists()
