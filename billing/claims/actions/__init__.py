"""All that changes claims: opening, moving, and following the practice's own system."""

from billing.claims.actions.following import follow, strangers
from billing.claims.actions.moving import move, move_all
from billing.claims.actions.opening import open_claims
from billing.claims.new_claims import NewClaim, NewLine

__all__ = ["NewClaim", "NewLine", "follow", "move", "move_all", "open_claims", "strangers"]
