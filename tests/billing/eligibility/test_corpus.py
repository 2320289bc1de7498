"""Every answer of the corpus, and any answer at all, becomes benefits without a crash."""

import msgspec
import pytest
from hypothesis import given, settings

from billing.eligibility.benefits import Benefits
from billing.eligibility.diff import changes
from billing.eligibility.facing import facing
from billing.eligibility.normal import benefits_of, heard, merged
from billing.eligibility.normal.answers import Whom
from billing.eligibility.page import sections
from billing.eligibility.sanity import doubts
from billing.eligibility.script import script
from billing.eligibility.turned import turned
from billing.x12 import Eligibility, Member, read271, write271
from tests.billing.eligibility.stories import TODAY
from tests.billing.x12 import benefits
from tests.billing.x12.builders import ENVELOPE
from tests.billing.x12.test_corpus import ROWS, content

NOBODY = Whom("", "", None, "")
ANSWERS = [row for row in ROWS if row["transaction_set"] == "271"]


def told_of(member: Member) -> Benefits:
    """Read, kept as JSON and back, judged, compared, faced and shown."""
    told = benefits_of(member, said_on=TODAY)
    kept = msgspec.convert(msgspec.json.decode(msgspec.json.encode(told)), Benefits)
    assert kept == told
    doubts(told, memory={})
    assert changes(told, merged(told, told)) == []
    assert merged(told, told) == merged(merged(told, told), told)
    assert turned(turned(told)) == told
    for network in ("in", "out", ""):
        assert {one.network for one in facing(told, network).shares} <= {"", network, "in", "out"}
    script(told, ["D2740", "D6240"])
    sections(told)
    return told


@pytest.mark.corpus
@pytest.mark.parametrize("row", ANSWERS, ids=[row["file"] for row in ANSWERS])
def test_every_file_of_the_corpus(row: dict[str, str]) -> None:
    answers = read271(content(row))

    told = [told_of(member) for answer in answers for member in answer.members]

    assert told or all(heard(answer, NOBODY).outcome != "answered" for answer in answers)


@settings(max_examples=40, deadline=None)
@given(benefits.eligibility("271"))
def test_any_answer_that_can_be_written(answer: Eligibility) -> None:
    (back,) = read271(write271([answer], ENVELOPE))

    for member in back.members:
        told = told_of(member)
        assert all(0 <= one.plan_percent <= 100 for one in told.shares)
        assert all(one.origin and one.origin.source == "271" for one in told.shares)
        assert all(1 <= one.count <= 255 for one in told.limits)
