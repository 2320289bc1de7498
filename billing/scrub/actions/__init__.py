"""Checking claims, answering findings, holding and signing, setting rules."""

from billing.scrub.actions.answering import NotStanding, hold, let_go, override
from billing.scrub.actions.checking import CLAIMS_AT_ONCE, check, check_due, due_again

__all__ = [
    "CLAIMS_AT_ONCE",
    "NotStanding",
    "check",
    "check_due",
    "due_again",
    "hold",
    "let_go",
    "override",
]
