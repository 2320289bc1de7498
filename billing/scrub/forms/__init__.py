"""What people answer on the pages of checks, rules and edits."""

from billing.scrub.forms.edits import EditForm, edit_values
from billing.scrub.forms.rules import FACT_CHOICES, WORDS, OwnRuleForm, ReasonForm, SettingForm

__all__ = [
    "FACT_CHOICES",
    "WORDS",
    "EditForm",
    "OwnRuleForm",
    "ReasonForm",
    "SettingForm",
    "edit_values",
]
