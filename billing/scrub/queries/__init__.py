"""Reading for the rules and for the pages about them."""

from billing.scrub.queries.changes import changes_of
from billing.scrub.queries.gathering import gather
from billing.scrub.queries.rulesets import rule_named, ruleset

__all__ = ["changes_of", "gather", "rule_named", "ruleset"]
