"""The only place money is booked from: shares arrive, people decide."""

from remits.posting.actions.arriving import propose
from remits.posting.actions.deciding import (
    SEND_BACK_REASONS,
    WRONG_REASONS,
    NothingToPost,
    NotPosted,
    SomeoneElseActed,
    approve,
    approve_clean,
    change,
    detach,
    post,
    say_wrong,
    send_back,
    undo,
    undo_remittance,
)

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
