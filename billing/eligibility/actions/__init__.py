"""Asking payers, keeping what they answer, and what people decide and enter."""

from billing.eligibility.actions.deciding import AlreadyDecided, reject, turn, use_as_it_stands
from billing.eligibility.actions.expiring import expire
from billing.eligibility.actions.looking import ask_now, lay_visits, look_ahead, strangers
from billing.eligibility.actions.noting import note
from billing.eligibility.actions.problems import show_problems
from billing.eligibility.actions.saying import enter
from billing.eligibility.actions.taking import Taken, take
from billing.eligibility.actions.turns import Leased, give_back, lease_turns
from billing.eligibility.actions.using import NewUse, keep_uses

__all__ = [
    "AlreadyDecided",
    "Leased",
    "NewUse",
    "Taken",
    "ask_now",
    "enter",
    "expire",
    "give_back",
    "keep_uses",
    "lay_visits",
    "lease_turns",
    "look_ahead",
    "note",
    "reject",
    "show_problems",
    "strangers",
    "take",
    "turn",
    "use_as_it_stands",
]
