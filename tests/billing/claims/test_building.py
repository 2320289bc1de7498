"""What goes on one claim, and what goes on none."""

import uuid
from datetime import date
from typing import Any

import pytest

from billing.claims import building
from billing.claims.building import drafts_of
from billing.claims.covering import NO_COVER, Order
from practices.mirror.treated import Covered, Treated

DAY, NEXT = date(2026, 11, 2), date(2026, 11, 3)
PATIENT, DENTIST = uuid.UUID(int=5), uuid.UUID(int=8)
COVER = Covered(key="c1", patient_key="5", rank=1, carrier=("Plans", "P1"))
SECOND = Covered(key="c2", patient_key="5", rank=2, carrier=("More", "P2"))
ORDERS = {("5", day): Order(covers=(COVER, SECOND)) for day in (DAY, NEXT)}


def done(key: str = "1", **given: Any) -> Treated:  # noqa: ANN401  # fields of a procedure
    told: dict[str, Any] = {
        "patient_key": "5", "patient_id": PATIENT, "code": "D1110", "fee_cents": 100_00,
        "done_on": DAY, "provider_key": "8", "provider_id": DENTIST,
    }  # fmt: skip
    return Treated(key=key, **(told | given))


def groups(*procedures: Treated) -> list[list[str]]:
    return [[one.key for one in draft.treated] for draft in drafts_of(procedures, ORDERS).drafts]


def test_services_of_one_day_and_provider_go_together_in_the_order_of_their_keys() -> None:
    assert groups(done("10"), done("9")) == [["9", "10"]]


@pytest.mark.parametrize(
    "other",
    [
        {"done_on": NEXT},
        {"provider_key": "9"},
        {"billing_provider_key": "7"},
        {"place": "12"},
        {"clinic_key": "3"},
    ],
)
def test_another_day_provider_place_or_clinic_is_another_claim(other: dict[str, object]) -> None:
    assert groups(done("1"), done("2", **other)) == [["1"], ["2"]]


def test_no_place_is_the_office() -> None:
    assert groups(done("1"), done("2", place="11")) == [["1", "2"]]


@pytest.mark.parametrize(("count", "sizes"), [(50, [50]), (51, [50, 1]), (101, [50, 50, 1])])
def test_a_claim_has_fifty_lines_at_most(count: int, sizes: list[int]) -> None:
    many = [done(str(number)) for number in range(1, count + 1)]

    assert [len(group) for group in groups(*many)] == sizes


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (done(is_never_billed=True), building.NEVER_BILLED),
        (done(provider_id=None), building.NO_PROVIDER),
        (done(code=""), building.NO_CODE),
        (done(done_on=None), building.NO_DAY),
        (done(fee_cents=0), building.NO_FEE),
        (done(patient_id=None), building.NO_PATIENT),
        (done(patient_key="6"), NO_COVER),
    ],
)
def test_what_cannot_be_asked_tells_why(one: Treated, why: str) -> None:
    sorted_ = drafts_of([one], ORDERS)

    assert (sorted_.drafts, sorted_.unfit) == ((), {"1": why})


@pytest.mark.parametrize(
    ("fee", "usual", "bills_usual", "asked"),
    [(80_00, 100_00, False, 80_00), (80_00, 100_00, True, 100_00), (0, 100_00, False, 100_00),
     (80_00, None, True, 80_00)],
)  # fmt: skip
def test_the_fee_is_the_procedures_or_the_usual_one(
    fee: int, usual: int | None, bills_usual: bool, asked: int
) -> None:
    cover = Covered(
        key="c1", patient_key="5", rank=1, carrier=("Plans", ""), bills_usual_fees=bills_usual
    )
    orders = {("5", DAY): Order(covers=(cover,))}

    sorted_ = drafts_of([done(fee_cents=fee, usual_cents=usual)], orders)

    assert sorted_.drafts[0].services[0].charge_cents == asked


def test_the_second_payer_is_the_second_cover() -> None:
    sorted_ = drafts_of([done()], ORDERS, rank=2)

    assert sorted_.drafts[0].cover == SECOND
    assert sorted_.drafts[0].services[0].slot == "c2:1"


def test_planned_services_bear_no_day() -> None:
    planned = done(done_on=None, planned_on=DAY, status="planned")

    (draft,) = drafts_of([planned], ORDERS, kind="predetermination").drafts

    assert [service.served_on for service in draft.services] == [None]


@pytest.mark.parametrize(
    ("given", "area"),
    [
        ({"surfaces": "UR", "area_kind": "quadrant"}, "10"),
        ({"surfaces": "L", "area_kind": "arch"}, "02"),
        ({"surfaces": "3", "area_kind": "sextant"}, "05"),
        ({"surfaces": "L", "tooth": "8", "area_kind": "surface"}, ""),
        ({"area_kind": "mouth"}, "00"),
        ({}, ""),
    ],
)
def test_areas_are_read_where_surfaces_stand(given: dict[str, str], area: str) -> None:
    (draft,) = drafts_of([done(**given)], ORDERS).drafts

    assert draft.services[0].area == area


def test_a_doubt_asks_a_person() -> None:
    orders = {("5", DAY): Order(covers=(COVER,), doubts=("Look.",), notes=("So.",))}

    (draft,) = drafts_of([done()], orders).drafts

    assert (draft.confidence, draft.why) == ("ask", "Look. So.")
