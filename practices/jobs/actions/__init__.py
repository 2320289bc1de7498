"""Asking for work, offering it fairly, carrying it out once, and setting aside what fails."""

from practices.jobs.actions.asking import Asked, enqueue, enqueue_all, forget_done
from practices.jobs.actions.nightly import ask_nightly
from practices.jobs.actions.offering import (
    IN_FLIGHT_MAX,
    IN_FLIGHT_PER_PRACTICE_MAX,
    LEASE,
    OFFER,
    asked,
    offer,
)
from practices.jobs.actions.running import run, run_all_now
from practices.jobs.actions.setting_aside import ATTEMPTS_MAX, BACKOFF, retry, sweep

__all__ = [
    "ATTEMPTS_MAX",
    "BACKOFF",
    "IN_FLIGHT_MAX",
    "IN_FLIGHT_PER_PRACTICE_MAX",
    "LEASE",
    "OFFER",
    "Asked",
    "ask_nightly",
    "asked",
    "enqueue",
    "enqueue_all",
    "forget_done",
    "offer",
    "retry",
    "run",
    "run_all_now",
    "sweep",
]
