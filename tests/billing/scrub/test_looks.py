"""A look is never false where a rule behind it would speak: tried on the claims of all cases."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from billing.scrub import looks, members, windows
from billing.scrub.catalog import Rule, catalog
from billing.scrub.facts import ClaimFacts
from billing.scrub.traits import BITS, TRAITS, mask_of
from tests.billing.scrub import builders

FOLDER = Path(__file__).parent / "rules"
NOT_FACTS = {"name", "finds", "edge", "says"}
MODULES = {looks.__name__, members.__name__, windows.__name__}
LOOKS = {name for name, has in TRAITS.items() if has.__module__ in MODULES}
BEHIND = [one for one in catalog().values() if one.needs & LOOKS]


def of_case(case: dict[str, Any]) -> ClaimFacts:
    return builders.claim(**{k: v for k, v in case.items() if k not in NOT_FACTS})


@pytest.fixture(scope="module")
def claims() -> list[ClaimFacts]:
    files = sorted(FOLDER.rglob("*.toml"))
    return [of_case(case) for file in files for case in tomllib.loads(file.read_text())["cases"]]


@pytest.mark.parametrize("rule", BEHIND, ids=[one.code for one in BEHIND])
def test_a_rule_has_nothing_to_say_where_its_look_is_false(
    rule: Rule, claims: list[ClaimFacts]
) -> None:
    others = sum(BITS[name] for name in rule.needs - LOOKS)
    own = sum(BITS[name] for name in rule.needs & LOOKS)

    for claim in claims:
        mask = mask_of(claim)
        if mask & others == others and mask & own != own:
            assert spoken(rule, claim) == []


def spoken(rule: Rule, claim: ClaimFacts) -> list[object]:
    if rule.of == "claim":
        told: Any = rule.call(claim)
        return list(told)
    words = (rule.call(claim, line) for line in claim.lines if line.code in rule.codes)
    return [word for word in words if word is not None]
