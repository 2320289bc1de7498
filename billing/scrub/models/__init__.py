"""What rules said of claims, what people answered; and how rules stand."""

from billing.scrub.models.changes import ClaimChange
from billing.scrub.models.checks import ClaimCheck, FindingRow
from billing.scrub.models.registry import OwnEdit, OwnRule, RuleCount, RuleReplay, RuleSetting

__all__ = [
    "ClaimChange",
    "ClaimCheck",
    "FindingRow",
    "OwnEdit",
    "OwnRule",
    "RuleCount",
    "RuleReplay",
    "RuleSetting",
]
