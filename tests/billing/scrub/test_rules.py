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


@pytest.mark.parametrize("code", FILES)
def test_a_rule_finds_what_its_cases_say(code: str) -> None:
    rules = Ruleset([RULES[code]])
    for case in FILES[code]["cases"]:
        given = {k: v for k, v in case.items() if k not in {"name", "finds", "edge", "says"}}
        claim = builders.claim(**given)

        found = rules.findings(claim)

        assert [finding.line or 0 for finding in found] == case["finds"], case["name"]
        assert case.get("says", "") in " ".join(finding.text for finding in found), case["name"]


def test_no_case_names_a_rule_that_is_not_there() -> None:
    assert FILES.keys() <= RULES.keys()


def test_each_rule_has_cases_that_fire_that_do_not_and_on_the_edge() -> None:
    lacking = [code for code in RULES if not _is_tried(FILES.get(code, {}).get("cases", []))]

    assert lacking == []


def _is_tried(cases: list[dict[str, Any]]) -> bool:
    fires, silent = (any(bool(case["finds"]) is one for case in cases) for one in (True, False))
    return fires and silent and any(case.get("edge") for case in cases)


def test_each_rule_has_a_page_a_biller_can_read() -> None:
    unreadable = [
        code
        for code, rule in RULES.items()
        if not all(f"{part}:" in rule.page for part in PAGE_PARTS)
        or len(rule.page.splitlines()[0]) > 80
    ]

    assert unreadable == []


def test_each_rule_stands_in_a_file_of_its_name() -> None:
    elsewhere = [
        code
        for code, rule in RULES.items()
        if rule.call.__module__.rpartition(".")[2] != rule.name
        or not rule.call.__module__.startswith("billing.scrub.rules.")
    ]

    assert elsewhere == []


def test_a_clean_claim_has_no_finding() -> None:
    assert Ruleset(RULES.values()).findings(builders.claim()) == []
