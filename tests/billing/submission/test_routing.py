"""Which clearinghouse takes a payer's claims."""

import uuid
from datetime import date, timedelta

from billing.submission.routing import NOBODY, Chosen, Enrolled, NoRoute, Road, route_of

PAYER, OTHER, ONE, TWO = (uuid.UUID(int=n) for n in (1, 2, 11, 12))
TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)


def road(house: uuid.UUID = ONE, **given: object) -> Road:
    told = {
        "house_id": house, "house_name": f"House {house.int - 10}", "is_on": True,
        "payer_id": None, "rank": 1, "payer_code": "", "from_on": None, "until_on": None,
    }  # fmt: skip
    return Road(**(told | given))  # type: ignore[arg-type]  # a story


def enrolled(house: uuid.UUID = ONE, **given: object) -> Enrolled:
    told = {
        "house_id": house, "payer_id": PAYER, "tax_id": "990000001", "npi": "1999999992",
        "state": "active", "from_on": None, "until_on": None,
    }  # fmt: skip
    return Enrolled(**(told | given))  # type: ignore[arg-type]  # a story


def route(*roads: Road, enrolments: tuple[Enrolled, ...] = ()) -> uuid.UUID | str:
    """The house, or why there is none."""
    told = route_of(PAYER, roads, enrolments, tax_id="990000001", npi="1999999992", on=TODAY)
    return told.house_id if isinstance(told, Chosen) else told.why


class TestRoads:
    def test_the_payers_own_goes_before_one_for_all_and_a_lower_rank_before_a_higher(self) -> None:
        assert route(road(ONE), road(TWO, payer_id=PAYER, rank=9)) == TWO
        assert route(road(ONE, rank=2), road(TWO, rank=1)) == TWO

    def test_of_another_payer_is_none(self) -> None:
        assert route(road(payer_id=OTHER)) == NOBODY

    def test_are_in_force_from_the_first_to_the_last_day(self) -> None:
        assert route(road(from_on=TODAY, until_on=TODAY)) == ONE
        assert route(road(from_on=TODAY + DAY)) == NOBODY
        assert route(road(until_on=TODAY - DAY)) == NOBODY

    def test_the_next_one_is_taken_where_a_house_is_off(self) -> None:
        off = road(ONE, is_on=False)

        assert route(off, road(TWO, rank=2)) == TWO
        assert route(off) == "House 1 is switched off"


class TestEnrolments:
    def test_are_asked_where_the_payer_wants_one(self) -> None:
        assert route(road(), enrolments=(enrolled(),)) == ONE
        for given in (
            {"state": "asked"}, {"from_on": TODAY + DAY}, {"until_on": TODAY - DAY},
            {"npi": "1999999984"}, {"tax_id": "990000002"},
        ):  # fmt: skip
            assert "enrolment" in str(route(road(), enrolments=(enrolled(**given),)))

    def test_of_another_house_or_payer_ask_nothing(self) -> None:
        others = (enrolled(TWO, state="asked"), enrolled(payer_id=OTHER, state="asked"))

        assert route(road(), enrolments=others) == ONE


def test_what_stands_in_the_way_of_the_best_road_is_said() -> None:
    roads = [road(ONE, is_on=False), road(TWO, rank=2, is_on=False)]
    told = route_of(PAYER, roads, (), tax_id="", npi="", on=TODAY)

    assert told == NoRoute("House 1 is switched off")
