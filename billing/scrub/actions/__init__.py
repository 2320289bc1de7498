"""Checking claims, answering findings, holding and signing, setting and trying rules."""

from billing.scrub.actions.answering import NotStanding, hold, let_go, override
from billing.scrub.actions.checking import CLAIMS_AT_ONCE, check, check_due, due_again
from billing.scrub.actions.counting import count_rules
from billing.scrub.actions.replaying import replay_step
from billing.scrub.actions.rules import (
    NotARule,
    NotTried,
    ask_replay,
    set_rule,
    switch_own,
    write_own,
)

__all__ = [
    "CLAIMS_AT_ONCE",
    "NotARule",
    "NotStanding",
    "NotTried",
    "ask_replay",
    "check",
    "check_due",
    "count_rules",
    "due_again",
    "hold",
    "let_go",
    "override",
    "replay_step",
    "set_rule",
    "switch_own",
    "write_own",
]
