"""What rules said of claims, what people answered, what became of it; and how rules stand."""

from billing.scrub.models.changes import ClaimChange
from billing.scrub.models.checks import ClaimCheck, FindingRow
from billing.scrub.models.outcomes import Outcome
from billing.scrub.models.registry import OwnEdit, OwnRule, RuleCount, RuleReplay, RuleSetting

__all__ = [
    "ClaimChange",
    "ClaimCheck",
    "FindingRow",
    "Outcome",
    "OwnEdit",
    "OwnRule",
    "RuleCount",
    "RuleReplay",
    "RuleSetting",
]
