"""Changing what is known of payers."""

from billing.payers.actions.credentials import set_credential
from billing.payers.actions.registering import register
from billing.payers.actions.terms import set_terms
from billing.payers.actions.uses import met

__all__ = ["met", "register", "set_credential", "set_terms"]
