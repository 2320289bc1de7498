"""All that changes in sync: enrolling agents, taking in rows, comparing, and writing back."""

from practices.sync.actions.commanding import Fenced, begin, finish, lease, renew, stop_of
from practices.sync.actions.comparing import compare, hashes, missing
from practices.sync.actions.confirming import confirm
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
from practices.sync.actions.receiving import (
    OutOfTurn,
    Paused,
    WrongShape,
    close_cycle,
    open_stream,
    take_batch,
)
from practices.sync.actions.signing import sign_waiting
from practices.sync.actions.steering import (
    NoReason,
    NotNow,
    give_up,
    lift_stops,
    order_again,
    settle,
    stop_all,
    switch_writing,
)
from practices.sync.actions.writing import queue_write_back, take_back

__all__ = [
    "CannotEnrol",
    "Fenced",
    "NoReason",
    "NotNow",
    "NotWaiting",
    "OutOfTurn",
    "Paused",
    "WrongShape",
    "approve",
    "begin",
    "close_cycle",
    "compare",
    "confirm",
    "enrol",
    "finish",
    "give_up",
    "hashes",
    "heard",
    "issue_code",
    "lease",
    "lift_stops",
    "missing",
    "once",
    "open_stream",
    "order_again",
    "queue_write_back",
    "release_deletes",
    "renew",
    "revoke",
    "settle",
    "sign_waiting",
    "stop_all",
    "stop_of",
    "switch_writing",
    "take_back",
    "take_batch",
]
