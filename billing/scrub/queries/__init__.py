"""Reading for the rules and for the pages about them."""

from billing.scrub.queries.changes import changes_of
from billing.scrub.queries.gathering import gather, reading_of
from billing.scrub.queries.rulesets import rule_named, ruleset

__all__ = ["changes_of", "gather", "reading_of", "rule_named", "ruleset"]
