"""Our own 999 for files we got: it names what is wrong, and where from ST as one."""

import random

import pytest

from billing.x12 import read999, write999, writeTA1
from billing.x12.acknowledging import Receipt, acknowledge
from billing.x12.places import Place, place_in
from tests.billing.x12 import builders, whole_acks, whole_benefits, whole_claims
from tests.billing.x12.builders import ENVELOPE
from tests.billing.x12.test_corpus import ROWS, content
from tests.billing.x12.test_never_raises import mutated

FAMILY = whole_claims.family(ENVELOPE)
SOUND = {
    "835": builders.specimen(60),
    "837D": FAMILY,
    "270": whole_benefits.inquiry(ENVELOPE),
    "271": whole_benefits.plan(ENVELOPE),
    "276": whole_acks.question(ENVELOPE),
    "277": whole_acks.answer(ENVELOPE),
    "277CA": whole_acks.claim_acks(ENVELOPE),
}


def faults(told: Receipt) -> list[tuple[str, int | None, str, list[tuple[int, str]]]]:
    return [
        (e.segment, e.position, e.code, [(one.spot.element, one.code) for one in e.elements])
        for group in told.groups
        for answer in group.sets
        for e in answer.errors
    ]


def position_of(data: bytes, segment: bytes) -> int:
    """From ST as one, counted apart from our readers."""
    segments = data.partition(b"~ST*")[2].split(b"~")
    return 1 + next(place for place, one in enumerate(segments) if one.startswith(segment))


@pytest.mark.parametrize("name", SOUND)
def test_accepts_what_is_sound(name: str) -> None:
    told = acknowledge(SOUND[name])

    (group,) = told.groups
    assert (group.verdict, group.received, group.accepted) == ("A", len(group.sets), group.included)
    assert [(ack.verdict, ack.note, ack.interchange) for ack in told.interchanges] == [
        ("A", "000", "000000001")
    ]
    assert faults(told) == []


# What is done to which segment of the family's claims, and what IK3 and IK4 must say.
SPOILT = {
    "no charge": (b"SV3*AD:D2740*1200", b"SV3*AD:D2740*", "SV3", "8", [(2, "1")]),
    "words for a charge": (b"SV3*AD:D2740*1200", b"SV3*AD:D2740*MUCH", "SV3", "8", [(2, "6")]),
    "no number": (b"DN1*24", b"DN1*2.5", "DN1", "8", [(1, "6")]),
    "a level nobody has": (b"HL*3*2*23", b"HL*3*2*99", "HL", "8", [(3, "7")]),
    "no segment": (b"PAT*19", b"PATIENT*19", "PAT", "1", []),
    "no day": (b"DTP*472*D8*20260102", b"DTP*472*D8*20260231", "DTP", "8", []),
    "a segment of no guide": (b"DN2*1*M", b"ZZ9*1*M", "ZZ9", "2", []),
}


@pytest.mark.parametrize("name", SPOILT)
def test_names_the_very_segment(name: str) -> None:
    was, becomes, segment, code, elements = SPOILT[name]
    assert FAMILY.count(was) == 1
    data = FAMILY.replace(was, becomes)

    ((told_segment, position, told_code, told_elements),) = faults(acknowledge(data))

    assert (told_segment, told_code) == (segment, code)
    assert position == position_of(data, becomes)
    assert told_elements == elements or not elements


def test_leads_from_the_position_to_claim_and_line() -> None:
    data = FAMILY.replace(b"SV3*AD:D2392*180.5", b"SV3*AD:D2392*X")

    ((_, position, _, _),) = faults(acknowledge(data))

    assert position is not None
    assert place_in(data, "0001", position) == Place("SV3", "SAMPLE-1", 2)
    assert place_in(data, "0001", 10**6) is None
    assert place_in(data, "0002", position) is None
    assert place_in(data, "0001", position, group="2") is None


class TestGroups:
    def both(self, second: str) -> bytes:
        first = builders.payment()
        inside = first + second.replace("*0001~", "*0002~")
        return builders.file(inside).replace(b"GE*1*", b"GE*2*")

    def test_are_accepted_in_part(self) -> None:
        data = self.both(builders.payment(paid="MUCH"))

        (group,) = acknowledge(data).groups

        assert (group.verdict, group.included, group.received, group.accepted) == ("P", 2, 2, 1)
        assert [answer.verdict for answer in group.sets] == ["A", "R"]
        assert group.accepts("0002") is False

    def test_that_count_wrongly_are_accepted_with_errors(self) -> None:
        data = builders.file().replace(b"SE*16*0001", b"SE*99*0001").replace(b"GE*1*", b"GE*7*")

        (group,) = acknowledge(data).groups

        assert (group.verdict, group.codes, group.included) == ("E", ("5",), 7)

    @pytest.mark.parametrize(
        ("was", "becomes", "code"),
        [
            (b"005010X221A1", b"006020X221A1", "I6"),
            (b"ST*835", b"ST*999999", "1"),
            (b"ST*835", b"ST*834", "1"),
        ],
    )
    def test_of_sets_we_do_not_read_are_rejected(
        self, was: bytes, becomes: bytes, code: str
    ) -> None:
        (group,) = acknowledge(builders.file().replace(was, becomes)).groups

        assert (group.verdict, group.sets[0].codes[0]) == ("R", code)

    def test_of_acknowledgements_are_not_acknowledged(self) -> None:
        assert acknowledge(whole_acks.partly(ENVELOPE)).groups == ()


class TestFiles:
    def test_that_end_early_are_rejected_by_ta1_alone(self) -> None:
        told = acknowledge(builders.file()[:-40])

        assert told.groups == ()
        assert told.refused is not None
        assert [(ack.verdict, ack.note) for ack in told.interchanges] == [("R", "023")]

    def test_without_isa_have_no_answer(self) -> None:
        told = acknowledge(b"no file at all")

        assert (told.interchanges, told.groups) == ((), ())
        assert told.refused is not None


def test_nothing_raises_whatever_becomes_of_a_file() -> None:
    chance = random.Random("acknowledge")
    for data in SOUND.values():
        for _ in range(40):
            told = acknowledge(mutated(data, chance))
            back = read999(write999(told.groups, ENVELOPE)) if told.groups else ()
            assert [[s.verdict for s in one.sets] for one in back] == [
                [s.verdict for s in one.sets] for one in told.groups
            ]
            assert writeTA1(told.interchanges, ENVELOPE)


# Where another program found the faults of its own files, in its 997.
ELSEWHERE = {"835/pyx12__bad_header_looping.source.x12": [39, 40, 41, 42]}


@pytest.mark.corpus
@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["file"] in ELSEWHERE], ids=lambda row: row["file"]
)
def test_places_are_those_another_program_names(row: dict[str, str]) -> None:
    told = faults(acknowledge(content(row)))

    assert [position for _, position, _, _ in told] == ELSEWHERE[row["file"]]
    assert {segment for segment, *_ in told} == {"N1", "N3", "N4"}


@pytest.mark.corpus
@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_names_only_segments_that_stand_where_it_says(row: dict[str, str]) -> None:
    data = content(row)
    if data.count(b"ISA*") != 1:
        return
    for group in acknowledge(data).groups:
        for answer in group.sets:
            for error in answer.errors:
                assert error.position is not None
                place = place_in(data, answer.control, error.position, group.group_control)
                assert place is not None
                assert len(error.segment) <= 3
                assert place.segment.startswith(error.segment) or error.code == "3"
