"""The only place money is booked from: shares arrive, people decide."""

from remits.posting.actions.arriving import propose
from remits.posting.actions.deciding import (
    SEND_BACK_REASONS,
    WRONG_REASONS,
    change,
    detach,
    say_wrong,
    send_back,
)
from remits.posting.actions.holding import NothingToPost, SomeoneElseActed
from remits.posting.actions.posting import approve, approve_clean, post
from remits.posting.actions.undoing import NotPosted, undo, undo_remittance

__all__ = [
    "SEND_BACK_REASONS",
    "WRONG_REASONS",
    "NotPosted",
    "NothingToPost",
    "SomeoneElseActed",
    "approve",
    "approve_clean",
    "change",
    "detach",
    "post",
    "propose",
    "say_wrong",
    "send_back",
    "undo",
    "undo_remittance",
]
