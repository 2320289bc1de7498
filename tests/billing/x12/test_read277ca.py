from datetime import date

import pytest
from msgspec.structs import replace

from billing.x12 import ClaimStatuses, Statement, Status, StatusClaim, X12Error, read277ca, write277
from billing.x12.eligibility import Trace
from tests.billing.x12 import builders, whole_acks
from tests.billing.x12.builders import ENVELOPE

DATA = whole_acks.claim_acks(ENVELOPE)


def one(data: bytes) -> ClaimStatuses:
    (told,) = read277ca(data)
    return told


class TestReading:
    def test_tells_batch_counts_and_who(self) -> None:
        (source,) = one(DATA).sources
        (receiver,) = source.receivers

        assert receiver.batch_reference == "SAMPLE-B1"
        assert [(q.qualifier, q.value) for q in receiver.quantities] == [("90", "1"), ("AA", "1")]
        assert [(a.qualifier, a.cents) for a in receiver.amounts] == [
            ("YU", 1380_50),
            ("YY", 5000_00),
        ]
        assert [(d.qualifier, d.on) for d in source.dates] == [
            ("050", whole_acks.TOLD),
            ("009", whole_acks.TOLD),
        ]

    def test_leads_back_to_our_claim_and_line(self) -> None:
        accepted, rejected = one(DATA).claims

        assert (accepted.trace.number, accepted.is_accepted) == ("SAMPLE-1", True)
        assert (accepted.payer_claim_number, accepted.clearinghouse_number) == (
            "SAMPLE-P9",
            "SAMPLE-D1",
        )
        assert accepted.served_on == date(2026, 1, 2)
        assert (rejected.trace.number, rejected.is_rejected) == ("SAMPLE-2", True)
        (line,) = rejected.lines
        assert (line.control_number, line.is_rejected) == ("SAMPLE-2-1", True)

    def test_keeps_all_three_statuses(self) -> None:
        _, rejected = one(DATA).claims

        assert rejected.statements[0].statuses == (
            Status("A7", "164", "IL"),
            Status("A6", "244"),
        )
        assert rejected.statements[0].category == "A7"

    def test_of_a_277_is_refused(self) -> None:
        with pytest.raises(X12Error, match="277CA alone"):
            read277ca(whole_acks.answer(ENVELOPE))

    def test_keeps_a_status_on_no_day_raw_and_tells_it(self) -> None:
        told = one(DATA.replace(b"STC*A2:20*20260106", b"STC*A2:20*20260231"))

        (claim, _) = told.claims
        assert claim.others == (("STC", "A2:20", "20260231", "WQ", "1380.5"),)
        assert not claim.is_accepted
        assert not claim.is_rejected
        assert [warning.code for warning in told.warnings] == ["NO_DAY"]


class TestGuides:
    """The two 277s are told apart by guide, and by BHT where none is named."""

    def test_without_a_guide_bht_says_which(self) -> None:
        bare = DATA.replace(b"005010X214", b"005010")

        assert one(bare).set == "277CA"
        assert one(bare.replace(b"*TH~", b"~")).set == "277CA"

    def test_that_ask_for_more_are_told_by_their_envelope(self) -> None:
        data = write277([whole_acks.ANSWER], ENVELOPE).replace(b"X212", b"X213")

        with pytest.raises(X12Error, match="277CA alone"):
            read277ca(data)


class TestVerdict:
    def claim(self, action: str, category: str) -> StatusClaim:
        return StatusClaim(Trace("2", "A"), (Statement((Status(category),), None, action),))

    @pytest.mark.parametrize(
        ("action", "category", "rejected"),
        [
            ("WQ", "A2", False),
            ("U", "A3", True),
            ("WQ", "A7", False),
            ("U", "A1", True),
            ("", "A8", True),
            ("", "A1", False),
        ],
    )
    def test_is_that_of_the_action_and_else_of_the_category(
        self, action: str, category: str, rejected: bool
    ) -> None:
        told = self.claim(action, category)

        assert (told.is_rejected, told.is_accepted) == (rejected, not rejected)

    def test_of_nothing_said_is_neither(self) -> None:
        told = replace(self.claim("U", "A3"), statements=())

        assert not told.is_rejected
        assert not told.is_accepted


def test_a_set_of_another_kind_is_refused() -> None:
    with pytest.raises(X12Error, match="277CA alone"):
        read277ca(builders.file())
