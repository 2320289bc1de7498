"""Payers, what they want of a group's claims, whom they have under contract, who meets them."""

from billing.payers.models.credentials import Credential
from billing.payers.models.directory import Payer
from billing.payers.models.terms import PayerTerms, PayerUse

__all__ = ["Credential", "Payer", "PayerTerms", "PayerUse"]
