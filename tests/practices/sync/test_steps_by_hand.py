"""Single steps that people carry out after an agent could not: seen in the practice's own rows."""

from datetime import timedelta

import pytest

from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, kinds
from practices.sync.models import Batch, Stream, WriteBack, WriteBackState
from practices.wire import commands
from practices.wire.commands import Step
from tests.practices.sync.by_hand import LATER, MUCH_LATER, look
from tests.practices.sync.orders import NOW, ordered, seen, state_of

S = WriteBackState
STEPS: dict[str, tuple[Step, str, dict[str, object], dict[str, object]]] = {
    "claim_sent": (
        commands.MarkSent(claim=900, sent_on="2026-11-20"),
        "claim", {"ClaimStatus": "S", "DateSent": "2026-11-20"}, {"DateSent": "2026-11-21"},
    ),
    "claim_note": (
        commands.NoteClaim(claim=900, note="Asked"),
        "claim", {"ClaimNote": "Asked"}, {"ClaimNote": "Other"},
    ),
    "claim_tracking": (
        commands.TrackClaim(claim=900, note="Accepted"),
        "claimtracking", {"ClaimNum": 900, "Note": "It is Accepted"}, {"Note": "Refused"},
    ),
    "commlog": (
        commands.AddCommlog(patient=55, note="Told"),
        "commlog", {"PatNum": 55, "Note": "Told"}, {"PatNum": 56},
    ),
    "document": (
        commands.AddDocument(patient=55, description="Answer", extension=".txt", content=""),
        "document", {"PatNum": 55, "Description": "Answer"}, {"Description": ""},
    ),
    "adjustment": (
        commands.AddAdjustment(
            patient=55, definition=5, amount_cents=-20_00, adjusted_on="2026-11-20", note="Gift",
        ),
        "adjustment",
        {"PatNum": 55, "AdjType": 5, "AdjAmt": "-20.0000", "AdjDate": "2026-11-20",
         "AdjNote": "Gift"},
        {"AdjAmt": "-20.0100"},
    ),
    "verification": (
        commands.MarkVerified(kind="InsuranceBenefit", of=9, verified_on="2026-11-20"),
        "insverify", {"VerifyType": 1, "FKey": 9, "DateLastVerified": "2026-11-20"}, {"FKey": 8},
    ),
}  # fmt: skip


def came(practice: Practice, table: str, key: int, **values: object) -> None:
    """A row came in a batch after the order."""
    with in_practice(practice):
        seen(table, key, **values)
        Stream.objects.update(read_to=MUCH_LATER)
        seq = Batch.objects.filter(table=table).count() + 1
        Batch.objects.create(
            table=table, epoch=1, seq=seq, rows=1, changed=1, change=1, at=LATER
        )  # fmt: skip


def told(practice: Practice, kind: str, key: str = "s1") -> WriteBack:
    """An agent was refused, and a person says that they did it."""
    step, table, *_ = STEPS[kind]
    row = ordered(practice, kinds.One(step=step, order_key=f"{kind}:1"), kind=kind, key=key)
    with in_practice(practice):
        Stream.objects.get_or_create(table=table, defaults={"read_to": NOW - timedelta(days=1)})
        Stream.objects.update(read_to=NOW - timedelta(days=1))
        WriteBack.objects.filter(pk=row.pk).update(state=S.REFUSED)
        return actions.tell_written(write_back_id=row.pk, now=NOW)


class TestSteps:
    @pytest.mark.parametrize("kind", STEPS)
    def test_are_proved_by_the_row_a_person_made(self, practice_a: Practice, kind: str) -> None:
        _, table, values, _ = STEPS[kind]
        with in_practice(practice_a):
            seen(table, 1)
        row = told(practice_a, kind)
        assert row.state == S.TOLD

        came(practice_a, table, 900, **values)

        assert look(practice_a, MUCH_LATER) == 1
        assert state_of(practice_a, row).state == S.CONFIRMED

    @pytest.mark.parametrize("kind", STEPS)
    def test_are_not_proved_by_another_value(self, practice_a: Practice, kind: str) -> None:
        _, table, values, wrong = STEPS[kind]
        with in_practice(practice_a):
            seen(table, 1)
        row = told(practice_a, kind)

        came(practice_a, table, 900, **(values | wrong))

        assert look(practice_a, MUCH_LATER) == 0
        found = state_of(practice_a, row)
        assert found.state == S.NOT_SEEN
        assert next(iter(wrong)) in found.detail

    def test_that_are_equal_need_a_row_each(self, practice_a: Practice) -> None:
        _, table, values, _ = STEPS["adjustment"]
        with in_practice(practice_a):
            seen(table, 1)
        rows = [told(practice_a, "adjustment", key) for key in ("s1", "s2")]

        came(practice_a, table, 900, **values)
        assert look(practice_a, MUCH_LATER) == 1
        came(practice_a, table, 901, **values)
        assert look(practice_a, MUCH_LATER) == 1

        assert {state_of(practice_a, row).state for row in rows} == {S.CONFIRMED}

    def test_are_not_proved_by_what_an_agent_added(self, practice_a: Practice) -> None:
        _, table, values, _ = STEPS["commlog"]
        with in_practice(practice_a):
            seen(table, 1)
        told(practice_a, "commlog")

        came(practice_a, table, 900, **(values | {"Note": "Told dso:1"}))

        assert look(practice_a, MUCH_LATER) == 0

    def test_of_tables_nobody_reads_end_with_a_word(self, practice_a: Practice) -> None:
        row = ordered(
            practice_a, kinds.One(step=STEPS["commlog"][0], order_key="c:1"), kind="commlog"
        )
        with in_practice(practice_a):
            WriteBack.objects.filter(pk=row.pk).update(state=S.DEAD)

            assert actions.tell_written(write_back_id=row.pk, now=NOW).state == S.SETTLED
