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
    post,
    say_wrong,
    send_back,
    undo,
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
    "post",
    "propose",
    "say_wrong",
    "send_back",
    "undo",
]
