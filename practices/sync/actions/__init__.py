"""All that changes in sync: enrolling agents, taking in rows, comparing, and writing back."""

from practices.sync.actions.comparing import compare, hashes, missing
from practices.sync.actions.enrolling import (
    CannotEnrol,
    NotWaiting,
    approve,
    enrol,
    heard,
    issue_code,
    once,
    revoke,
)
from practices.sync.actions.judging import release_deletes
from practices.sync.actions.projecting import ask_for_records, make_records
from practices.sync.actions.receiving import (
    OutOfTurn,
    Paused,
    WrongShape,
    close_cycle,
    open_stream,
    take_batch,
)
from practices.sync.actions.writing import queue_write_back, withdraw

__all__ = [
    "CannotEnrol",
    "NotWaiting",
    "OutOfTurn",
    "Paused",
    "WrongShape",
    "approve",
    "ask_for_records",
    "close_cycle",
    "compare",
    "enrol",
    "hashes",
    "heard",
    "issue_code",
    "make_records",
    "missing",
    "once",
    "open_stream",
    "queue_write_back",
    "release_deletes",
    "revoke",
    "take_batch",
    "withdraw",
]
