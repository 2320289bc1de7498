"""All that changes in sync: enrolling agents, taking in rows, comparing, and writing back."""

from practices.sync.actions.approving import NotWaiting, approve, revoke
from practices.sync.actions.attempts import Fenced, begin, finish, renew
from practices.sync.actions.burying import missing
from practices.sync.actions.comparing import compare, hashes, wanted
from practices.sync.actions.confirming import confirm
from practices.sync.actions.dropping import (
    CannotBring,
    DropsOff,
    forget_taken,
    let_drop,
    take_drop,
    was_taken,
)
from practices.sync.actions.enrolling import CannotEnrol, enrol, issue_code
from practices.sync.actions.entering import tell_written
from practices.sync.actions.hearing import NotAsked, ask_diagnostics, heard, keep_diagnostics
from practices.sync.actions.judging import accept_program, order_resend, release_deletes, resume
from practices.sync.actions.keeping import NotKept, drop_raw, keep_raw, raw
from practices.sync.actions.keys import CannotRotate, drop_former_keys, rotate
from practices.sync.actions.laying import lay
from practices.sync.actions.leasing import lease
from practices.sync.actions.nonces import drop_nonces, once
from practices.sync.actions.opening import open_stream
from practices.sync.actions.pacing import TooFast, limits, take_turn
from practices.sync.actions.projecting import ask_for_records, make_records
from practices.sync.actions.receiving import close_cycle, take_batch
from practices.sync.actions.replaying import replay
from practices.sync.actions.seeing import confirm_by_hand
from practices.sync.actions.settling import NotNow, give_up, order_again, settle
from practices.sync.actions.signing import sign_waiting
from practices.sync.actions.standing import keep_standing
from practices.sync.actions.stopping import lift_stops, stop_all, stop_of
from practices.sync.actions.streams import OutOfTurn, Paused
from practices.sync.actions.switching import switch_writing
from practices.sync.actions.taking_back import take_back
from practices.sync.actions.writing import queue_write_back
from practices.sync.reasons import NoReason
from practices.sync.shape import WrongShape

__all__ = [
    "CannotBring",
    "CannotEnrol",
    "CannotRotate",
    "DropsOff",
    "Fenced",
    "NoReason",
    "NotAsked",
    "NotKept",
    "NotNow",
    "NotWaiting",
    "OutOfTurn",
    "Paused",
    "TooFast",
    "WrongShape",
    "accept_program",
    "approve",
    "ask_diagnostics",
    "ask_for_records",
    "begin",
    "close_cycle",
    "compare",
    "confirm",
    "confirm_by_hand",
    "drop_former_keys",
    "drop_nonces",
    "drop_raw",
    "enrol",
    "finish",
    "forget_taken",
    "give_up",
    "hashes",
    "heard",
    "issue_code",
    "keep_diagnostics",
    "keep_raw",
    "keep_standing",
    "lay",
    "lease",
    "let_drop",
    "lift_stops",
    "limits",
    "make_records",
    "missing",
    "once",
    "open_stream",
    "order_again",
    "order_resend",
    "queue_write_back",
    "raw",
    "release_deletes",
    "renew",
    "replay",
    "resume",
    "revoke",
    "rotate",
    "settle",
    "sign_waiting",
    "stop_all",
    "stop_of",
    "switch_writing",
    "take_back",
    "take_batch",
    "take_drop",
    "take_turn",
    "tell_written",
    "wanted",
    "was_taken",
]
