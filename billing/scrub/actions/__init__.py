"""Checking claims, answering findings, holding and signing, setting and trying rules."""

from billing.scrub.actions.answering import NotStanding, hold, let_go, override
from billing.scrub.actions.checking import CLAIMS_AT_ONCE, check, check_due, due_again, mark_due
from billing.scrub.actions.counting import count_rules
from billing.scrub.actions.edits import NotAnEdit, take_edit_back, write_edit
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
    "NotAnEdit",
    "NotStanding",
    "NotTried",
    "ask_replay",
    "check",
    "check_due",
    "count_rules",
    "due_again",
    "hold",
    "let_go",
    "mark_due",
    "override",
    "replay_step",
    "set_rule",
    "switch_own",
    "take_edit_back",
    "write_edit",
    "write_own",
]
