"""Pages of the scrubber: one claim's check, the registry of rules, and edits."""

from billing.scrub.views.answering import answer, holding, release
from billing.scrub.views.bulk import deed, deeds, held_by, what_holds
from billing.scrub.views.changes import narrative, proposal, taking_back
from billing.scrub.views.checks import check
from billing.scrub.views.edits import edit, edits
from billing.scrub.views.own_edits import edit_removal, new_edit, writing
from billing.scrub.views.own_rules import new_own_rule, own_rule
from billing.scrub.views.reports import account, kept_report, report, report_pdf, reports
from billing.scrub.views.rules import progress, rule, rules, setting, trial
from billing.scrub.views.signing import refusal, signature, signing

__all__ = [
    "account",
    "answer",
    "check",
    "deed",
    "deeds",
    "edit",
    "edit_removal",
    "edits",
    "held_by",
    "holding",
    "kept_report",
    "narrative",
    "new_edit",
    "new_own_rule",
    "own_rule",
    "progress",
    "proposal",
    "refusal",
    "release",
    "report",
    "report_pdf",
    "reports",
    "rule",
    "rules",
    "setting",
    "signature",
    "signing",
    "taking_back",
    "trial",
    "what_holds",
    "writing",
]
