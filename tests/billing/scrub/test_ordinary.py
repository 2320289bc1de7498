"""Ordinary claims with everything known pass the product's own pack: no hold, and no warning."""

from datetime import date
from typing import Any

import pytest

from billing.scrub.catalog import catalog
from billing.scrub.finding import Severity
from billing.scrub.packs import base
from billing.scrub.run import Ruleset
from tests.billing.scrub import builders

EDITS = [
    {name: value for name in edit.__struct_fields__ if (value := getattr(edit, name)) is not None}
    for edit in base()
]
LIMITS = [{"codes": "any", "count": 4, "period": "calendar_year", "scope": "surface"}]
# No papers lie beside these visits: the rules that ask for some are tried in their own families.
RULES = Ruleset(one for one in catalog().values() if one.family not in {"enclosures", "notes"})
CHILD = {"patient": {"born_on": date(2017, 5, 5)}}
PLANING = [{"code": "D4341", "area": area, "fee_cents": 250_00} for area in ("10", "40")]
VISITS: dict[str, dict[str, Any]] = {
    "a check-up": {"lines": [{"code": "D0120"}, {"code": "D1110"}, {"code": "D0274"}]},
    "a child's": {
        **CHILD,
        "lines": [{"code": "D0120"}, {"code": "D1120"}, {"code": "D1206"}, {"code": "D0272"}],
    },
    "sealants": {**CHILD, "lines": [{"code": "D1351", "tooth": tooth} for tooth in ("3", "14")]},
    "a new patient": {"lines": [{"code": "D0150"}, {"code": "D0210"}, {"code": "D1110"}]},
    "fillings": {
        "lines": [
            {"code": "D2392", "tooth": "30", "surfaces": "MO"},
            {"code": "D2330", "tooth": "8", "surfaces": "F"},
        ]
    },
    "a root canal": {"lines": [{"code": "D3330", "tooth": "19"}, {"code": "D0220"}]},
    "a crown": {
        "lines": [
            {"code": "D2740", "tooth": "19", "is_replacement": False},
            {"code": "D2950", "tooth": "19"},
        ],
        "history": [{"code": "D3330", "served_on": date(2026, 5, 5), "tooth": "19"}],
    },
    "root planing": {"lines": PLANING},
    "maintenance": {
        "lines": [{"code": "D4910"}],
        "history": [{"code": "D4341", "served_on": date(2026, 1, 9), "area": "10"}],
    },
    "wisdom teeth": {
        "lines": [
            {"code": "D7240", "tooth": "17"},
            {"code": "D7240", "tooth": "32"},
            {"code": "D9222"},
            {"code": "D9223", "quantity": 2},
        ]
    },
    "a denture": {
        "lines": [
            {"code": "D5110", "is_replacement": False},
            {"code": "D5120", "is_replacement": False},
        ]
    },
    "an emergency": {"lines": [{"code": "D0140"}, {"code": "D0220"}]},
}


@pytest.mark.parametrize("visit", VISITS)
def test_an_ordinary_visit_passes(visit: str) -> None:
    told = {"benefits": {"limits": LIMITS}, **VISITS[visit]}
    claim = builders.claim(edits=EDITS, **told)

    found = RULES.findings(claim)

    assert [one.rule for one in found if one.severity != Severity.INFO] == []
