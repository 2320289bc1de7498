"""What we write, as a reader and counter of another make sees it."""

import io
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyx12.params import params
from pyx12.x12file import X12Reader
from pyx12.x12n_document import x12n_document

from billing.x12 import (
    Acknowledgement,
    ClaimStatuses,
    Eligibility,
    Submission,
    write270,
    write271,
    write276,
    write277,
    write277ca,
    write837,
    write999,
)
from tests.billing.x12 import acknowledgements, benefits, claims, statuses, whole_acks
from tests.billing.x12.builders import ENVELOPE
from tests.billing.x12.test_round_trips import fast


def read_elsewhere(data: bytes) -> list[Any]:
    """Its segments. It must find nothing wrong with counts, levels and line numbers."""
    reader = X12Reader(io.StringIO(data.decode()))
    reader.check_837_lx = True
    found = list(reader)
    reader.cleanup()
    assert reader.pop_errors() == []
    return found


def values(segments: list[Any], name: str, *places: str) -> list[tuple[str, ...]]:
    """The elements at those places of all segments of that name."""
    return [
        tuple(one.get_value(place) or "" for place in places)
        for one in segments
        if one.get_seg_id() == name
    ]


@fast
@given(st.lists(claims.submissions, min_size=1, max_size=2))
def test_claims_are_counted_and_charged_alike(told: list[Submission]) -> None:
    there = read_elsewhere(write837(told, ENVELOPE))

    ours = [claim for one in told for claim in one.claims]
    lines = [line for claim in ours for line in claim.lines]
    assert [(name, _cents(charge)) for name, charge in values(there, "CLM", "CLM01", "CLM02")] == [
        (claim.patient_control_number, claim.charge_cents) for claim in ours
    ]
    assert [
        (code, _cents(charge)) for code, charge in values(there, "SV3", "SV301-2", "SV302")
    ] == [(line.procedure.code, line.charge_cents) for line in lines]
    assert [tooth for (tooth,) in values(there, "TOO", "TOO02")] == [
        tooth.number for line in lines for tooth in line.teeth
    ]


def _cents(text: str) -> int:
    return int(Decimal(text) * 100)


@fast
@given(benefits.eligibility("270"))
def test_questions_are_counted_alike(told: Eligibility) -> None:
    there = read_elsewhere(write270([told], ENVELOPE))

    assert len([one for one in there if one.get_seg_id() == "EQ"]) == sum(
        len(member.questions) for member in told.members
    )


@fast
@given(benefits.eligibility("271"))
def test_answers_are_counted_alike(told: Eligibility) -> None:
    there = read_elsewhere(write271([told], ENVELOPE))

    assert [one.get_value("EB01") for one in there if one.get_seg_id() == "EB"] == [
        benefit.kind for member in told.members for benefit in member.benefits
    ]


def test_a_wrong_count_is_seen_there() -> None:
    data = write837([Submission("SAMPLE")], ENVELOPE).replace(b"SE*3*", b"SE*4*")

    with pytest.raises(AssertionError):
        read_elsewhere(data)


WRITE = {"276": write276, "277": write277, "277CA": write277ca}


@pytest.mark.parametrize("name", WRITE)
@fast
@given(data=st.data())
def test_statuses_are_counted_alike(name: statuses.SetName, data: st.DataObject) -> None:
    told: ClaimStatuses = data.draw(statuses.status_sets(name))
    there = read_elsewhere(WRITE[name]([told], ENVELOPE))

    lines = [line for claim in told.claims for line in claim.lines]
    numbers = [number for (number,) in values(there, "TRN", "TRN02")]
    assert values(there, "SVC", "SVC01-2") == [
        (line.procedure.code,) for line in lines if line.procedure
    ]
    assert Counter(claim.trace.number for claim in told.claims) <= Counter(numbers)


@fast
@given(acknowledgements.acknowledgements)
def test_faults_are_counted_alike(told: Acknowledgement) -> None:
    there = read_elsewhere(write999([told], ENVELOPE))

    errors = [error for answer in told.sets for error in answer.errors]
    assert values(there, "IK3", "IK301", "IK302") == [
        (error.segment, "" if error.position is None else str(error.position)) for error in errors
    ]


@pytest.mark.parametrize("data", [whole_acks.claim_acks(ENVELOPE), whole_acks.partly(ENVELOPE)])
def test_what_has_a_map_there_keeps_to_it(data: bytes) -> None:
    """Element by element: which must stand, which may, and in which order."""
    spoilt = data.replace(b"*0001*005010X", b"*0001**005010X")

    assert x12n_document(params(), io.StringIO(data.decode()), None, None, None)
    assert not x12n_document(params(), io.StringIO(spoilt.decode()), None, None, None)
