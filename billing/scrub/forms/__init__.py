"""What people answer on the pages of checks, rules and edits."""

from billing.scrub.forms.checks import BulkForm, ProposalForm, ReasonForm
from billing.scrub.forms.edits import EditForm, edit_values
from billing.scrub.forms.rules import FACT_CHOICES, WORDS, OwnRuleForm, SettingForm

__all__ = [
    "FACT_CHOICES",
    "WORDS",
    "BulkForm",
    "EditForm",
    "OwnRuleForm",
    "ProposalForm",
    "ReasonForm",
    "SettingForm",
    "edit_values",
]
