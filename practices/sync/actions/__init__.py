"""All that changes in sync: enrolling agents, taking in rows, comparing, and writing back."""

from practices.sync.actions.comparing import compare, hashes, missing, wanted
from practices.sync.actions.diagnosing import NotAsked, ask_diagnostics, keep_diagnostics
from practices.sync.actions.enrolling import (
    CannotEnrol,
    NotWaiting,
    approve,
    drop_nonces,
    enrol,
    heard,
    issue_code,
    once,
    revoke,
)
from practices.sync.actions.judging import (
    NoReason,
    accept_program,
    order_resend,
    release_deletes,
    resume,
)
from practices.sync.actions.keeping import NotKept, drop_raw, keep_raw, raw, replay
from practices.sync.actions.keys import CannotRotate, drop_former_keys, rotate
from practices.sync.actions.opening import open_stream
from practices.sync.actions.pacing import TooFast, limits, take_turn
from practices.sync.actions.projecting import ask_for_records, make_records
from practices.sync.actions.receiving import (
    OutOfTurn,
    Paused,
    close_cycle,
    take_batch,
)
from practices.sync.actions.writing import queue_write_back, withdraw
from practices.sync.shape import WrongShape

__all__ = [
    "CannotEnrol",
    "CannotRotate",
    "NoReason",
    "NotAsked",
    "NotKept",
    "NotWaiting",
    "OutOfTurn",
    "Paused",
    "TooFast",
    "WrongShape",
    "accept_program",
    "approve",
    "ask_diagnostics",
    "ask_for_records",
    "close_cycle",
    "compare",
    "drop_former_keys",
    "drop_nonces",
    "drop_raw",
    "enrol",
    "hashes",
    "heard",
    "issue_code",
    "keep_diagnostics",
    "keep_raw",
    "limits",
    "make_records",
    "missing",
    "once",
    "open_stream",
    "order_resend",
    "queue_write_back",
    "raw",
    "release_deletes",
    "replay",
    "resume",
    "revoke",
    "rotate",
    "take_batch",
    "take_turn",
    "wanted",
    "withdraw",
]
