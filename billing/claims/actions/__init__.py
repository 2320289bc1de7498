"""All that changes claims: opening, drafting, moving, and following the practice's own system."""

from billing.claims.actions.again import CannotGoAgain, go_again
from billing.claims.actions.answered import answered, unanswered
from billing.claims.actions.deciding import (
    NoDraft,
    NotApproved,
    approve,
    decision,
    held,
    keep,
    ready,
    released,
)
from billing.claims.actions.drafting import build, proposed
from billing.claims.actions.following import follow, strangers
from billing.claims.actions.moving import move, move_all
from billing.claims.actions.opening import open_claims
from billing.claims.actions.ranking import WrongOrder, set_order
from billing.claims.actions.second import build_second
from billing.claims.actions.tending import tend
from billing.claims.actions.turning_away import back_to_draft, taken_after_all, turned_away
from billing.claims.answering import Answered
from billing.claims.new_claims import NewClaim, NewLine

__all__ = [
    "Answered",
    "CannotGoAgain",
    "NewClaim",
    "NewLine",
    "NoDraft",
    "NotApproved",
    "WrongOrder",
    "answered",
    "approve",
    "back_to_draft",
    "build",
    "build_second",
    "decision",
    "follow",
    "go_again",
    "held",
    "keep",
    "move",
    "move_all",
    "open_claims",
    "proposed",
    "ready",
    "released",
    "set_order",
    "strangers",
    "taken_after_all",
    "tend",
    "turned_away",
    "unanswered",
]
