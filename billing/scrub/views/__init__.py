"""Pages of the scrubber: one claim's check, the registry of rules, and edits."""

from billing.scrub.views.answering import answer, holding, release
from billing.scrub.views.checks import check
from billing.scrub.views.edits import edit, edits
from billing.scrub.views.own_edits import edit_removal, new_edit, writing
from billing.scrub.views.own_rules import new_own_rule, own_rule
from billing.scrub.views.rules import progress, rule, rules, setting, trial

__all__ = [
    "answer",
    "check",
    "edit",
    "edit_removal",
    "edits",
    "holding",
    "new_edit",
    "new_own_rule",
    "own_rule",
    "progress",
    "release",
    "rule",
    "rules",
    "setting",
    "trial",
    "writing",
]
