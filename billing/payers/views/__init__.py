"""Pages of what payers want and whom they have under contract."""

from billing.payers.views.credentials import credential, credentials, standing
from billing.payers.views.terms import payer, payers, terms

__all__ = ["credential", "credentials", "payer", "payers", "standing", "terms"]
