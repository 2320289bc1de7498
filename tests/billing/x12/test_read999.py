import pytest
from msgspec.structs import replace

from billing.x12 import Acknowledgement, SetAnswer, X12Error, read999, readTA1
from tests.billing.x12 import whole_acks
from tests.billing.x12.builders import ENVELOPE, ISA

DATA = whole_acks.partly(ENVELOPE)
TA1 = "TA1*000000050*260105*0800*R*023~"
REJECTED = SetAnswer("837", "0001", verdict="R")


def one(data: bytes = DATA) -> Acknowledgement:
    (told,) = read999(data)
    return told


class TestReading:
    def test_tells_group_set_segment_and_element(self) -> None:
        told = one()

        assert (told.group_code, told.group_control, told.group_version) == (
            "HC",
            "1",
            "005010X224A2",
        )
        (fault,) = told.sets[0].errors
        assert (fault.segment, fault.position, fault.loop, fault.code) == ("SV3", 37, "2400", "8")
        assert fault.claim_number == "SAMPLE-1"
        assert [(e.spot.element, e.spot.component, e.code) for e in fault.elements] == [
            (2, None, "1"),
            (1, 2, "7"),
        ]

    def test_hides_the_bad_value_from_whoever_prints_it(self) -> None:
        value = one().sets[0].errors[0].elements[1].bad_value

        assert value is not None
        assert value.text == "SAMPLE-X"
        assert "SAMPLE" not in repr(value) + str(value)

    def test_reads_a_situational_trigger(self) -> None:
        trigger = b"CTX*SITUATIONAL TRIGGER*CLM*43**5:3*1325~"
        data = DATA.replace(b"CTX*CLM01:SAMPLE-1~", b"CTX*CLM01:SAMPLE-1~" + trigger)

        (_, context) = one(data).sets[0].errors[0].contexts

        assert context.is_trigger
        assert (context.segment, context.position, context.reference) == ("CLM", 43, "1325")
        assert context.spot is not None
        assert (context.spot.element, context.spot.component) == (5, 3)

    def test_takes_the_verdict_of_a_997_and_tells_it(self) -> None:
        told = one(DATA.replace(b"IK5*E", b"AK5*E"))

        assert told.sets[1].is_accepted
        assert "OLD_SEGMENT" in {warning.code for warning in told.warnings}

    def test_without_ak1_is_refused(self) -> None:
        with pytest.raises(X12Error, match="AK1 is missing"):
            one(DATA.replace(b"AK1*HC*1*005010X224A2~", b""))

    def test_without_ak9_accepts_nothing_by_itself(self) -> None:
        told = one(DATA.replace(b"AK9*P*3*3*2~", b""))

        assert not told.is_accepted
        assert told.accepts("0002") is True
        assert told.accepts("0003") is None
        assert "MISSING_SEGMENT" in {warning.code for warning in told.warnings}


class TestVerdicts:
    def test_with_errors_are_accepted_all_the_same(self) -> None:
        assert one().accepts("0002") is True
        assert one().accepts("0001") is False

    @pytest.mark.parametrize(
        ("verdict", "accepts"),
        [("A", True), ("E", True), ("R", False), ("M", False), ("W", False), ("X", False)],
    )
    def test_of_the_group_are_those_of_sets_not_named(self, verdict: str, accepts: bool) -> None:
        told = Acknowledgement("HC", "1", verdict=verdict)

        assert told.accepts("0009") is accepts
        assert told.is_accepted is accepts

    def test_of_part_of_a_group_are_told_by_its_counts(self) -> None:
        told = Acknowledgement("HC", "1", sets=(REJECTED,), verdict="P", received=3, accepted=2)

        assert told.accepts("0002") is True
        assert replace(told, accepted=1).accepts("0002") is None
        assert replace(told, accepted=None).accepts("0002") is None
        assert not told.is_accepted

    def test_of_a_group_do_not_hide_a_rejected_set(self) -> None:
        assert not Acknowledgement("HC", "1", sets=(REJECTED,), verdict="A").is_accepted


class TestInterchanges:
    @pytest.mark.parametrize("groups", ["", DATA.decode().partition("~")[2].partition("IEA")[0]])
    def test_are_told_with_groups_beside_them_and_without(self, groups: str) -> None:
        data = f"{ISA}{TA1}{groups}IEA*{int(bool(groups))}*000000001~".encode()

        (told,) = readTA1(data)

        assert (told.verdict, told.note, told.is_accepted) == ("R", "023", False)
        assert told.answers("50")
        assert not told.answers("51")
        assert len(read999(data)) == bool(groups)

    def test_in_a_file_without_any_are_none(self) -> None:
        assert readTA1(DATA) == ()
