"""What people note of payers."""

from billing.payers.forms.credentials import CredentialForm, first_values
from billing.payers.forms.terms import PARTS, TermsForm, told_of

__all__ = ["PARTS", "CredentialForm", "TermsForm", "first_values", "told_of"]
