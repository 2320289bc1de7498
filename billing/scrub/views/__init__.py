"""Pages of the scrubber: one claim's check, and the registry of rules."""

from billing.scrub.views.answering import answer, holding, release
from billing.scrub.views.changes import narrative, proposal, taking_back
from billing.scrub.views.checks import check
from billing.scrub.views.own_rules import new_own_rule, own_rule, switching
from billing.scrub.views.rules import progress, rule, rules, setting, trial
from billing.scrub.views.signing import refusal, signature, signing

__all__ = [
    "answer",
    "check",
    "holding",
    "narrative",
    "new_own_rule",
    "own_rule",
    "progress",
    "proposal",
    "refusal",
    "release",
    "rule",
    "rules",
    "setting",
    "signature",
    "signing",
    "switching",
    "taking_back",
    "trial",
]
