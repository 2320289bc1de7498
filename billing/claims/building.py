"""Drafts of claims from procedures: what goes together, and what cannot be asked. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import batched
from typing import Literal

import msgspec

from billing.claims.covering import Order
from billing.claims.services import Service, place_of
from billing.payers.naming import Named
from practices.mirror.treated import Covered, Treated

RULE_VERSION = "build-1"
LINES_MAX = 50  # of a dental claim
OFFICE = "11"
NEVER_BILLED = "The code is never billed to insurance."
NO_PROVIDER = "Nobody is named who treated."
NO_CODE = "The procedure has no code."
NO_DAY = "The procedure has no day."
NO_FEE = "The procedure has no fee."
NO_PATIENT = "The patient has not come from the practice's system yet."
Kind = Literal["claim", "predetermination"]


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to be proposed. `day` is its day of service, or the day of planning."""

    kind: Kind
    rank: int
    treated: tuple[Treated, ...]
    cover: Covered
    order: Order
    day: date
    services: tuple[Service, ...]
    doubts: tuple[str, ...] = ()

    @property
    def first(self) -> Treated:
        return self.treated[0]

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.treated]

    @property
    def place(self) -> str:
        return self.first.place or OFFICE

    @property
    def confidence(self) -> str:
        return "ask" if self.doubts else "sure"

    @property
    def why(self) -> str:
        """In words, doubts first; at most 500 characters."""
        return " ".join((*self.doubts, *self.order.notes))[:500]


class Sorted(msgspec.Struct, frozen=True, kw_only=True):
    """`unfit` tells by key of procedure why nothing could be asked for it."""

    drafts: tuple[Draft, ...] = ()
    unfit: Mapping[str, str] = {}


def slot_of(kind: str, rank: int, procedure_key: str) -> str:
    """What stands once among all drafts of ours."""
    return f"{kind[0]}{rank}:{procedure_key}"


def group_of(one: Treated, day: date, cover_key: str) -> tuple[object, ...]:
    """What one claim may hold: one patient, day, cover, treating and billing provider, place."""
    return (
        one.patient_key, day, cover_key, one.provider_key, one.billing_provider_key,
        one.place or OFFICE, one.clinic_key,
    )  # fmt: skip


def named(cover: Covered) -> Named:
    assert cover.carrier is not None  # who has none is left out of every order
    return Named(*cover.carrier)


def unfit(one: Treated, kind: Kind = "claim") -> str:
    """Why the procedure itself can be asked of nobody; "" where it can."""
    if one.patient_id is None:
        return NO_PATIENT
    if not one.code:
        return NO_CODE
    if one.is_never_billed:
        return NEVER_BILLED
    if one.provider_id is None:
        return NO_PROVIDER
    if _day(one, kind) is None:
        return NO_DAY
    return "" if one.fee_cents > 0 or one.usual_cents else NO_FEE


def drafts_of(
    procedures: Iterable[Treated],
    orders: Mapping[tuple[str, date], Order],
    *,
    kind: Kind = "claim",
    rank: int = 1,
) -> Sorted:
    """`orders` by patient and day. Services of one claim stand in the order of their keys."""
    whys: dict[str, str] = {}
    groups: defaultdict[tuple[object, ...], list[Treated]] = defaultdict(list)
    for one in sorted(procedures, key=lambda one: (len(one.key), one.key)):
        day = _day(one, kind)
        if why := unfit(one, kind):
            whys[one.key] = why
            continue
        assert day is not None
        order = orders.get((one.patient_key, day), Order())
        if len(order.covers) < rank:
            whys[one.key] = order.why_none or "No further cover."
            continue
        groups[group_of(one, day, order.covers[rank - 1].key)].append(one)
    drafts = [
        _draft(some, orders, kind, rank)
        for group in groups.values()
        for some in batched(group, LINES_MAX, strict=False)
    ]
    return Sorted(drafts=tuple(drafts), unfit=whys)


def _draft(
    some: Sequence[Treated], orders: Mapping[tuple[str, date], Order], kind: Kind, rank: int
) -> Draft:
    day = _day(some[0], kind)
    assert day is not None
    order = orders[some[0].patient_key, day]
    cover = order.covers[rank - 1]
    return Draft(
        kind=kind,
        rank=rank,
        treated=tuple(some),
        cover=cover,
        order=order,
        day=day,
        services=tuple(service_of(one, cover, kind, rank) for one in some),
        doubts=order.doubts,
    )


def service_of(one: Treated, cover: Covered, kind: Kind, rank: int) -> Service:
    """A planned service bears no day."""
    place = place_of(one.tooth, one.tooth_range, one.surfaces, one.area_kind)
    return Service(
        code=one.code[:10],
        label=one.label[:80],
        charge_cents=fee_of(one, cover),
        served_on=one.done_on if kind == "claim" else None,
        procedure_key=one.key,
        tooth=place.tooth,
        surfaces=place.surfaces,
        area=place.area,
        teeth=place.teeth,
        quantity=one.quantity,
        prosthesis=one.prosthesis,
        prior_placed_on=one.prior_placed_on,
        diagnoses=one.diagnoses,
        is_emergency=one.is_emergency,
        slot=slot_of(kind, rank, one.key),
    )


def fee_of(one: Treated, cover: Covered) -> int:
    """The procedure's own; the usual one where the plan is billed so, or it has none."""
    if one.usual_cents and (cover.bills_usual_fees or not one.fee_cents):
        return one.usual_cents
    return one.fee_cents


def _day(one: Treated, kind: Kind) -> date | None:
    return one.done_on if kind == "claim" else one.planned_on
