"""The plan as a whole: active, its dates, its other payers, and what texts say of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from billing.eligibility.benefits import (
    Named,
    Origin,
    OtherPayer,
    Scoped,
)
from billing.eligibility.normal import words
from billing.eligibility.normal.answers import ACTIVE_KINDS, INACTIVE_KINDS
from billing.eligibility.normal.scopes import LOW, SURE, Numbered, places
from billing.x12.eligibility import Member
from billing.x12.parts import period

BEGINS, ENDS = ("346", "356", "348"), ("347", "357", "349")
GROUP_NUMBERS = ("6P", "1L")
RANKS = {"PRP": "primary", "SEP": "secondary", "TTP": "tertiary"}
OTHER_COVER = frozenset({"R"})


def plain(member: Member, numbered: list[Numbered], said_on: date) -> dict[str, Any]:
    """Fields of one value each, and `origins` for those that were said."""
    whole = Origin(source="271", said_on=said_on, confidence=SURE, where="DTP")
    told: dict[str, tuple[Any, Origin]] = {}
    active = _active(numbered)
    if active is not None:
        told["is_active"] = (active.told.kind in ACTIVE_KINDS, active.origin())
        told["plan_name"] = (active.told.plan, active.origin())
    for field, names in (("begins_on", BEGINS), ("ends_on", ENDS)):
        day = _day(member, active, names, last=field == "ends_on")
        if day is not None:
            told[field] = (day, whole)
    group = next((r.value for r in member.person.references if r.qualifier in GROUP_NUMBERS), "")
    told["group_number"] = (group, whole)
    clause = _clause(numbered)
    if clause is not None:
        told["missing_tooth_clause"] = clause
    kept = {field: pair for field, pair in told.items() if pair[0] not in {"", None}}
    named = tuple(Named(field=field, origin=origin) for field, (_, origin) in kept.items())
    return {field: value for field, (value, _) in kept.items()} | {"origins": named}


def _active(numbered: list[Numbered]) -> Numbered | None:
    """The line about dental cover stands above one about the plan as a whole."""
    of = [one for one in numbered if one.told.kind in ACTIVE_KINDS | INACTIVE_KINDS]
    for wanted in (("35",), ("30", "")):
        for one in of:
            types = one.told.service_types or ("",)
            if any(kind in types for kind in wanted):
                return one
    return None


def _day(
    member: Member, active: Numbered | None, qualifiers: Iterable[str], *, last: bool
) -> date | None:
    """Of the dental line first, then of the member; a period under a begin has its end too."""
    dates = (*(active.told.dates if active else ()), *member.dates)
    for qualifier in qualifiers:
        if found := period(dates, qualifier):
            return (found.until or found.on) if last else found.on
    if last:
        ranges = (period(dates, one) for one in ("291", "307", *BEGINS))
        return next((one.until for one in ranges if one and one.until), None)
    return None


def _clause(numbered: list[Numbered]) -> tuple[bool, Origin] | None:
    """Texts that contradict each other say nothing."""
    said = [
        (found, one.origin(LOW))
        for one in numbered
        for text in one.told.messages
        if (found := words.missing_tooth(text)) is not None
    ]
    return said[0] if said and len({found for found, _ in said}) == 1 else None


def scoped(numbered: list[Numbered]) -> dict[str, Any]:
    """Exclusions (EB*I, EB*E) and prior approval (EB11)."""
    excluded = tuple(s for one in numbered if one.told.kind in {"I", "E"} for s in _scoped(one))
    asked = tuple(s for one in numbered if one.told.authorization == "Y" for s in _scoped(one))
    return {
        "excluded_scopes": excluded,
        "authorization_scopes": asked,
        "excluded": _codes(excluded),
        "authorization": _codes(asked),
    }


def _scoped(one: Numbered) -> Iterator[Scoped]:
    for place in places(one.told):
        yield Scoped(**place._asdict(), origin=one.origin())


def _codes(scopes: tuple[Scoped, ...]) -> str:
    """In every network alike: what is excluded outside alone is not excluded."""
    out = {one.codes for one in scopes if one.network == "out"}
    held = {one.codes for one in scopes if one.network != "out" or one.codes not in out}
    return " ".join(sorted(code for code in held if code))


def others(numbered: list[Numbered]) -> tuple[OtherPayer, ...]:
    return tuple(
        OtherPayer(
            name=party.name,
            payer_code=party.id,
            rank=RANKS.get(party.entity, ""),
            origin=one.origin(),
        )
        for one in numbered
        if one.told.kind in OTHER_COVER
        for party in one.told.entities
        if party.name
    )
