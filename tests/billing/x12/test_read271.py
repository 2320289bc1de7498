import pytest

from billing.x12 import Eligibility, X12Error, read270, read271, write270, write271
from billing.x12.benefits import Delivery, Question, Rejection
from billing.x12.delimiters import Delimiters
from billing.x12.parties import Party
from billing.x12.parts import Procedure
from billing.x12.segments import NothingRepeats
from billing.x12.write27x import WrongSet
from tests.billing.x12 import whole_benefits
from tests.billing.x12.builders import ENVELOPE

ANSWER = whole_benefits.plan(ENVELOPE)
INQUIRY = whole_benefits.inquiry(ENVELOPE)


def only(data: bytes) -> Eligibility:
    (told,) = read271(data)
    return told


class TestAnswer:
    def test_gives_benefits_as_the_payer_says_them(self) -> None:
        parent, _ = only(ANSWER).members
        active, share, left, copay, first = parent.benefits

        assert (active.kind, active.plan) == ("1", "SAMPLE PPO")
        assert share.service_types == ("36", "39")
        assert share.percent_thousandths == 50_000
        assert share.deliveries == (Delivery("FL", "1", period="21", periods="5"),)
        assert (left.period, left.cents, left.authorization) == ("29", 900_00, "N")
        assert (copay.procedure, copay.cents) == (Procedure("D2740"), 0)
        assert first.entities == (Party("PRP", "SAMPLE FIRST PLAN", kind="2"),)

    def test_leaves_what_is_not_said_none(self) -> None:
        active = only(ANSWER).members[0].benefits[0]

        assert active.cents is None
        assert active.percent_thousandths is None
        assert active.procedure is None

    def test_keeps_rejections_where_they_stand(self) -> None:
        parent, child = only(ANSWER).members

        assert (parent.relationship, parent.rejections) == ("18", ())
        assert child.rejections == (Rejection("N", "67", "C"),)
        assert child.benefits == ()

    def test_keeps_a_share_of_over_the_whole_as_said(self) -> None:
        data = ANSWER.replace(b"*.5****Y", b"*50****Y")

        assert only(data).members[0].benefits[1].percent_thousandths == 5_000_000

    def test_gives_what_follows_a_bracket_to_the_benefit(self) -> None:
        data = ANSWER.replace(b"LE*2120~", b"LE*2120~REF*18*SAMPLE-N*SAMPLE PLAN~")

        (reference,) = only(data).members[0].benefits[4].references

        assert (reference.value, reference.description) == ("SAMPLE-N", "SAMPLE PLAN")

    def test_is_refused_for_a_share_that_is_none(self) -> None:
        with pytest.raises(X12Error, match="EB08"):
            read271(ANSWER.replace(b"*.5****Y", b"*HALF****Y"))


class TestInquiry:
    def test_asks_by_service_type_and_by_procedure(self) -> None:
        (told,) = read270(INQUIRY)

        (member,) = told.members
        assert member.questions == (Question(("35",)), Question(procedure=Procedure("D2740")))
        assert member.traces == (whole_benefits.TRACE,)

    def test_is_no_answer(self) -> None:
        with pytest.raises(X12Error, match="271 alone"):
            read271(INQUIRY)
        with pytest.raises(WrongSet):
            write271(read270(INQUIRY), ENVELOPE)
        with pytest.raises(WrongSet):
            write270(read271(ANSWER), ENVELOPE)

    def test_is_not_written_where_nothing_repeats(self) -> None:
        with pytest.raises(NothingRepeats):
            write271(read271(ANSWER), ENVELOPE, Delimiters("*", ":", "", "~"))
