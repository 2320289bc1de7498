"""Silence is noticed by each payer's own pace, and ends with an answer."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from billing.claims.models import Claim
from billing.submission.actions import watching
from billing.submission.models import PayerPace, Sending
from billing.submission.queries.following import waiting
from practices.desk.models import Item
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.claims.office import NOW
from tests.billing.submission.sending import Sender

TODAY = date(2026, 11, 25)


@pytest.fixture
def sender(practice_a: Practice, tmp_path: Path) -> Sender:
    made = Sender(practice_a, tmp_path)
    made.ready(2)
    made.leave()
    made.send()
    return made


class TestWatch:
    def test_says_nothing_before_it_is_late(self, sender: Sender) -> None:
        with in_practice(sender.practice):
            assert not watching.watch(now=NOW + timedelta(hours=23, minutes=59), today=TODAY)

    def test_lays_what_is_late_on_the_desk_once(self, sender: Sender) -> None:
        late = NOW + timedelta(hours=24)
        with in_practice(sender.practice):
            assert watching.watch(now=late, today=TODAY) == 2
            assert watching.watch(now=late, today=TODAY) == 0
            told = waiting(today=TODAY)

        items = Item.objects.filter(kind="claim_silent", practice=sender.practice)
        assert [item.state for item in items] == ["open", "open"]
        assert {one.label for one in told} == {"Nobody answers"}

    def test_ends_with_the_answer(self, sender: Sender) -> None:
        with in_practice(sender.practice):
            watching.watch(now=NOW + timedelta(days=2), today=TODAY)
            first = Claim.objects.order_by("pk").first()
            assert first is not None
            Claim.objects.filter(pk=first.pk).update(state="answered")
            assert watching.settle(now=NOW) == 1
            stages = dict(Sending.objects.values_list("claim", "stage"))

        assert stages.pop(first.pk) == "answered"
        assert set(stages.values()) == {"sent"}
        assert Item.objects.get(kind="claim_silent", subject_id=first.pk).state == "done"


def test_a_payers_pace_is_what_nine_of_ten_took(sender: Sender) -> None:
    with in_practice(sender.practice):
        for hours, row in zip((2, 12), Sending.objects.order_by("pk"), strict=True):
            row.file_at = NOW + timedelta(hours=hours)
            row.save()
        watching.figure_paces(since=NOW - timedelta(days=1), today=TODAY)
        watching.figure_paces(since=NOW - timedelta(days=1), today=TODAY)
        (pace,) = PayerPace.objects.all()

    assert (pace.level, pace.claims, pace.half_hours, pace.most_hours) == ("file", 2, 7, 11)
