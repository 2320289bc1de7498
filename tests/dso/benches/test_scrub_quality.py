"""The catalog over made-up claims: known faults are seen, and clean claims leave."""

from collections import Counter

from billing.scrub.catalog import catalog
from billing.scrub.run import Ruleset
from dso.benches.scrubbing import quality
from dso.benches.scrubbing.faults import FAULTS

RULES = Ruleset(catalog().values())
EACH_TEN = 10 * len(FAULTS)


def test_every_kind_of_fault_is_seen_most_of_the_time() -> None:
    missed = Counter(
        one.fault.name for one in quality.faulty_claims(EACH_TEN) if not quality.is_seen(RULES, one)
    )

    assert {name: count for name, count in missed.items() if count > 2} == {}


def test_no_clean_claim_is_held() -> None:
    held = [claim.id for claim in quality.clean_claims() if quality.is_held(RULES, claim)]

    assert held == []


def test_a_fault_is_not_seen_in_the_claim_it_was_laid_into() -> None:
    """Else a rule that always speaks would count as one that sees."""
    warned = [claim.id for claim in quality.clean_claims() if quality.is_warned(RULES, claim)]

    assert warned == []
