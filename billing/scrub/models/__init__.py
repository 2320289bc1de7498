"""What rules said of claims, what people answered; and how rules stand."""

from billing.scrub.models.changes import ClaimChange
from billing.scrub.models.checks import ClaimCheck, FindingRow
from billing.scrub.models.many import BulkDeed, Report, ReportFile
from billing.scrub.models.registry import OwnEdit, OwnRule, RuleCount, RuleReplay, RuleSetting

__all__ = [
    "BulkDeed",
    "ClaimChange",
    "ClaimCheck",
    "FindingRow",
    "OwnEdit",
    "OwnRule",
    "Report",
    "ReportFile",
    "RuleCount",
    "RuleReplay",
    "RuleSetting",
]
