"""A claim nothing is wrong with; a case states only what differs."""

import datetime
from collections.abc import Mapping
from typing import Any

import msgspec

from billing.scrub.edits import Edit, Pack
from billing.scrub.facts import ClaimFacts
from billing.scrub.ncci import Ncci, Pair, Units

PERSON = {
    "first_name": "Alex",
    "last_name": "Miller",
    "born_on": datetime.date(1980, 4, 2),
    "sex": "F",
    "address": {"street": "5 Elm St", "city": "Lakeview", "state": "OH", "zip": "44101"},
}
CLEAN: dict[str, Any] = {
    "id": "C1",
    "today": datetime.date(2026, 7, 15),
    "charge_cents": 120_00,
    "patient": PERSON,
    "subscriber": PERSON,
    "member_id": "W12345678",
    "group_number": "70011",
    "payer": {"id": "p1", "name": "Northern Dental", "code": "12345", "filing_days": 365},
    "billing": {
        "npi": "1679576722",
        "npi_kind": 2,
        "tax_id": "123456789",
        "taxonomy": "1223G0001X",
        "name": "Lakeview Dental",
        "address": {"street": "10 Main St", "city": "Lakeview", "state": "OH", "zip": "441011234"},
        "phone": "2165550100",
    },
    "rendering": {
        "npi": "1234567893",
        "npi_kind": 1,
        "name": "Sam Rivera",
        "taxonomy": "1223G0001X",
        "license": "30.012345",
    },
    "credential": {"status": "in", "from_on": datetime.date(2020, 1, 1)},
    "benefits": {
        "is_active": True,
        "begins_on": datetime.date(2020, 1, 1),
        "checked_on": datetime.date(2026, 7, 8),
        "limits": [{"codes": "D0120..D0180", "count": 2, "period": "calendar_year"}],
        "missing_tooth_clause": False,
        "history_known": True,
    },
    "lines": [{"number": 1, "code": "D0140", "fee_cents": 120_00}],
}
UNKNOWN = "unknown"
LINE_BASE: dict[str, Any] = {"served_on": datetime.date(2026, 7, 9), "fee_cents": 100_00}
MAY_BE_NONE = {"rendering", "credential", "benefits", "orthodontics"}


def claim(**given: Any) -> ClaimFacts:  # noqa: ANN401  # as a case writes it
    """The clean claim with what differs laid over it; tables are merged, lists replaced.

    Lines get a day of service and a fee unless they name one, numbers in their order, and the claim
    their sum as its charge. "unknown" takes away what the clean claim knows; so does "" as a day,
    or in the place of `MAY_BE_NONE`.
    """
    told = _over(CLEAN, given)
    lines = [_line(number, line) for number, line in enumerate(told["lines"], start=1)]
    told["lines"] = lines
    if "charge_cents" not in given:
        told["charge_cents"] = sum(line.get("fee_cents", 0) for line in lines)
    if "subscriber" not in given and "patient" in given:
        told["subscriber"] = told["patient"]
    return msgspec.convert(told, ClaimFacts, dec_hook=_pack, strict=True)


def _line(number: int, given: Mapping[str, Any]) -> dict[str, Any]:
    return _over({"number": number, **LINE_BASE}, given)


def _over(base: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(base)
    for name, value in given.items():
        held = told.get(name)
        if _is_none(name, value):
            told[name] = None
        elif isinstance(held, dict) and isinstance(value, dict):
            told[name] = _over(held, value)
        else:
            told[name] = value
    return told


def _is_none(name: str, value: object) -> bool:
    if value == UNKNOWN:
        return name != "status"  # a dentist's standing has that word
    return value == "" and (name.endswith("_on") or name in MAY_BE_NONE)


def _pack(wanted: type, told: Any) -> Any:  # noqa: ANN401  # msgspec's hook
    if wanted is Pack:
        return Pack(msgspec.convert(told, list[Edit]))
    if wanted is Ncci:
        pairs = msgspec.convert(told.get("pairs", []), list[Pair])
        return Ncci(pairs, msgspec.convert(told.get("units", []), list[Units]))
    raise NotImplementedError(wanted)
