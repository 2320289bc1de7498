"""Ordinary claims, filled in as they should be, go out without a word that stops anyone."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from billing.scrub.catalog import catalog
from billing.scrub.finding import Severity
from billing.scrub.run import Ruleset
from tests.billing.scrub import builders

FILE = Path(__file__).parent / "everyday.toml"
CLAIMS = tomllib.loads(FILE.read_text())["claims"]


@pytest.mark.parametrize("told", CLAIMS, ids=[one["name"] for one in CLAIMS])
def test_an_ordinary_claim_is_neither_held_nor_warned_of(told: dict[str, Any]) -> None:
    given = {name: value for name, value in told.items() if name != "name"}

    found = Ruleset(catalog().values()).findings(builders.claim(**given))

    assert [(one.rule, one.text) for one in found if one.severity != Severity.INFO] == []
