"""What leaves says what was checked."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from billing.scrub.outside import facts_of
from billing.submission.writing import ToSend, Written, batch837
from billing.submission.writing.fitness import unfit
from billing.submission.writing.values import Before
from billing.x12 import read837
from billing.x12.parties import Party
from billing.x12.remittance import Adjustment
from billing.x12.sending import Envelope
from tests.billing.scrub import builders

AT = datetime(2026, 7, 15, 12, tzinfo=UTC)
SAME = (
    "number", "kind", "frequency", "charge_cents", "member_id", "group_number", "relationship",
    "patient", "subscriber", "narrative", "assignment", "release",
)  # fmt: skip


def to_send(**given: Any) -> ToSend:  # noqa: ANN401  # as a case writes it
    facts = builders.claim(**given)
    return ToSend(replace(facts, id=str(uuid.uuid4()), number=given.get("number", "C1")))


def written(*claims: ToSend) -> Written:
    envelope = Envelope("DSO", "HOUSE", 1, AT)
    return batch837(
        claims, envelope=envelope, reference="B1", submitter=Party("41", "DSO", kind="2"),
        receiver=Party("40", "HOUSE", kind="2"), created_at=AT,
    )  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"narrative": "Cusp fractured to the gum line, " * 6},
        {"lines": [{"code": "D2392", "tooth": "30", "surfaces": "MO"}, {"code": "D0220"}]},
        {"relationship": "child", "patient": {**builders.PERSON, "first_name": "Bo"},
         "subscriber": builders.PERSON},
        {"frequency": "7", "original_number": "PAYER-1"},
    ],
)  # fmt: skip
def test_reads_back_as_the_facts_that_were_checked(given: dict[str, Any]) -> None:
    told = to_send(**given)
    (read,) = facts_of(read837(written(told).data), today=AT.date())

    for name in SAME:
        here, there = getattr(told.facts, name), getattr(read, name)
        assert there == (here.strip() if name == "narrative" else here), name
    assert [(one.code, one.fee_cents, one.tooth, one.surfaces, one.served_on) for one in read.lines
            ] == [(one.code, one.fee_cents, one.tooth, one.surfaces, one.served_on)
                  for one in told.facts.lines]  # fmt: skip


def test_one_that_cannot_be_written_stops_no_other() -> None:
    good, bad = to_send(), to_send(member_id="")
    told = written(bad, good)

    assert [one.claim_id for one in told.fit] == [uuid.UUID(good.facts.id)]
    assert [one.claim_id for one in told.unfit] == [uuid.UUID(bad.facts.id)]


class TestSecondPayer:
    def before(self, *, cents: int = 40_00, is_inferred: bool = False) -> ToSend:
        cuts = (Adjustment("CO", "45", cents),)
        return replace(to_send(rank=2), before=Before(80_00, 0, cuts, (), is_inferred))

    def test_leaves_where_paid_and_cuts_are_the_charge_to_the_cent(self) -> None:
        assert unfit(self.before()) == ""
        assert "does not add up" in unfit(self.before(cents=39_99))

    def test_waits_where_cuts_were_worked_out_or_nobody_answered(self) -> None:
        assert "not told" in unfit(self.before(is_inferred=True))
        assert "has not answered" in unfit(to_send(rank=2))
