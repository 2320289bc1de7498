"""Reading for the rules and for the pages about them."""

from billing.scrub.queries.gathering import gather
from billing.scrub.queries.rulesets import rule_named, ruleset

__all__ = ["gather", "rule_named", "ruleset"]
