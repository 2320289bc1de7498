"""Pages of the scrubber: one claim's check, and the registry of rules."""

from billing.scrub.views.answering import answer, holding, release
from billing.scrub.views.checks import check
from billing.scrub.views.own_rules import new_own_rule, own_rule
from billing.scrub.views.rules import progress, rule, rules, setting, trial

__all__ = [
    "answer",
    "check",
    "holding",
    "new_own_rule",
    "own_rule",
    "progress",
    "release",
    "rule",
    "rules",
    "setting",
    "trial",
]
