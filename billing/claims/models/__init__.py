"""Claims with their lines, decisions on them, and what payers answered."""

from billing.claims.models.answers import PayerAnswer, PayerCut
from billing.claims.models.claims import Claim, ClaimQuerySet, ClaimRoute
from billing.claims.models.deciding import ClaimDecision, CoverRank
from billing.claims.models.lines import ClaimLine, Particulars
from billing.claims.models.turned_away import TurnedAway

__all__ = [
    "Claim",
    "ClaimDecision",
    "ClaimLine",
    "ClaimQuerySet",
    "ClaimRoute",
    "CoverRank",
    "Particulars",
    "PayerAnswer",
    "PayerCut",
    "TurnedAway",
]
