"""Every rule has a page and cases: one that fires, one that does not, one on the edge."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from billing.scrub.catalog import PAGE_PARTS, catalog
from billing.scrub.run import Ruleset
from tests.billing.scrub import builders

FOLDER = Path(__file__).parent / "rules"
RULES = catalog()


def told_of(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text())


FILES = {told["rule"]: told for told in map(told_of, sorted(FOLDER.rglob("*.toml")))}
CASES = [(code, case) for code, told in FILES.items() for case in told["cases"]]


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{c}: {k['name']}" for c, k in CASES])
def test_a_rule_finds_what_its_case_says(code: str, case: dict[str, Any]) -> None:
    given = {k: v for k, v in case.items() if k not in {"name", "finds", "edge", "says"}}
    claim = builders.claim(**given)

    found = Ruleset([RULES[code]]).findings(claim)

    assert [finding.line or 0 for finding in found] == case["finds"]
    assert case.get("says", "") in " ".join(finding.text for finding in found)


def test_no_case_names_a_rule_that_is_not_there() -> None:
    assert FILES.keys() <= RULES.keys()


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_cases_that_fire_that_do_not_and_on_the_edge(code: str) -> None:
    cases = FILES.get(code, {}).get("cases", [])

    assert any(case["finds"] for case in cases), "no case fires"
    assert any(not case["finds"] for case in cases), "in no case is it silent"
    assert any(case.get("edge") for case in cases), "no case is on the edge"


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_a_page_a_biller_can_read(code: str) -> None:
    page = RULES[code].page

    assert all(f"{part}:" in page for part in PAGE_PARTS)
    assert len(page.splitlines()[0]) <= 80


@pytest.mark.parametrize("code", RULES)
def test_a_rule_stands_in_a_file_of_its_name(code: str) -> None:
    module = RULES[code].call.__module__

    assert module.rpartition(".")[2] == RULES[code].name
    assert module.startswith("billing.scrub.rules.")


def test_a_clean_claim_has_no_finding() -> None:
    assert Ruleset(RULES.values()).findings(builders.claim()) == []
