"""Checking claims, answering findings, holding and signing, setting and trying rules."""

from billing.scrub.actions.answering import NotStanding, hold, let_go, override
from billing.scrub.actions.bulk import AT_ONCE, ask, begin, give_up, step
from billing.scrub.actions.checking import CLAIMS_AT_ONCE, check, check_due, due_again, mark_due
from billing.scrub.actions.counting import count_rules
from billing.scrub.actions.edits import NotAnEdit, take_edit_back, write_edit
from billing.scrub.actions.replaying import replay_step
from billing.scrub.actions.reporting import NoAccount, keep_file, keep_report, write_to_account
from billing.scrub.actions.rules import (
    NotARule,
    NotTried,
    ask_replay,
    set_rule,
    switch_own,
    write_own,
)
from billing.scrub.actions.signing import NotOpen, propose, refuse, sign, take_back

__all__ = [
    "AT_ONCE",
    "CLAIMS_AT_ONCE",
    "NoAccount",
    "NotARule",
    "NotAnEdit",
    "NotOpen",
    "NotStanding",
    "NotTried",
    "ask",
    "ask_replay",
    "begin",
    "check",
    "check_due",
    "count_rules",
    "due_again",
    "give_up",
    "hold",
    "keep_file",
    "keep_report",
    "let_go",
    "mark_due",
    "override",
    "propose",
    "refuse",
    "replay_step",
    "set_rule",
    "sign",
    "step",
    "switch_own",
    "take_back",
    "take_edit_back",
    "write_edit",
    "write_own",
    "write_to_account",
]
