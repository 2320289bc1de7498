"""Which clearinghouse takes a payer's transaction, for one tax ID and NPI, on one day. Pure."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Road(NamedTuple):
    """A route as the group keeps it; without a payer it is for all of them."""

    house_id: uuid.UUID
    house_name: str
    is_on: bool
    payer_id: uuid.UUID | None
    rank: int
    payer_code: str
    from_on: date | None
    until_on: date | None


class Enrolled(NamedTuple):
    """What a payer asked for and how it stands."""

    house_id: uuid.UUID
    payer_id: uuid.UUID
    tax_id: str
    npi: str
    state: str
    from_on: date | None
    until_on: date | None


class Chosen(NamedTuple):
    """`payer_code` is the clearinghouse's own number for the payer, "" where it has none."""

    house_id: uuid.UUID
    house_name: str
    payer_code: str


class NoRoute(NamedTuple):
    why: str


NOBODY = "Nobody said which clearinghouse takes this payer's claims"


def route_of(
    payer_id: uuid.UUID,
    roads: Iterable[Road],
    enrolments: Sequence[Enrolled],
    *,
    tax_id: str,
    npi: str,
    on: date,
) -> Chosen | NoRoute:
    """The first road in force whose clearinghouse is on and, where the payer asks for it, enrolled.

    A road of the payer's own goes before one for all. NoRoute says what stands in the way of the
    best one.
    """
    why = NOBODY
    for road in sorted(_in_force(payer_id, roads, on), key=lambda r: (r.payer_id is None, r.rank)):
        stands = _in_the_way(road, payer_id, enrolments, tax_id, npi, on)
        if not stands:
            return Chosen(road.house_id, road.house_name, road.payer_code)
        why = stands if why == NOBODY else why
    return NoRoute(why)


def _in_force(payer_id: uuid.UUID, roads: Iterable[Road], on: date) -> list[Road]:
    return [
        road
        for road in roads
        if road.payer_id in {None, payer_id} and _holds(road.from_on, road.until_on, on)
    ]


def _in_the_way(
    road: Road,
    payer_id: uuid.UUID,
    enrolments: Sequence[Enrolled],
    tax_id: str,
    npi: str,
    on: date,
) -> str:
    if not road.is_on:
        return f"{road.house_name} is switched off"
    asked = [
        one for one in enrolments if one.payer_id == payer_id and one.house_id == road.house_id
    ]
    ours = [one for one in asked if (one.tax_id, one.npi) == (tax_id, npi)]
    if asked and not any(
        one.state == "active" and _holds(one.from_on, one.until_on, on) for one in ours
    ):
        return f"The payer wants an enrolment at {road.house_name} that is not in force"
    return ""


def _holds(begin: date | None, end: date | None, on: date) -> bool:
    return (begin is None or begin <= on) and (end is None or on <= end)
