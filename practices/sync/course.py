"""The states of an order from approval to proof, and what a person may do in each."""

from datetime import timedelta
from enum import StrEnum

GOOD_FOR = timedelta(days=7)  # from the signature on: a long weekend must fit

PROOF_DUE = timedelta(minutes=30)


class WriteBackState(StrEnum):
    """The value is stored; never rename one."""

    APPROVED = "approved"
    QUEUED = "queued"
    LEASED = "leased"
    APPLIED = "applied"
    CONFIRMED = "confirmed"
    PRECONDITION_FAILED = "precondition_failed"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    DEAD = "dead"
    CANCELLED = "cancelled"
    BY_HAND = "by_hand"
    TOLD = "told"
    NOT_SEEN = "not_seen"
    SETTLED = "settled"

    @property
    def label(self) -> str:
        return WORDS[self][0]

    @property
    def next_step(self) -> str:
        """What a person does about it; "" where nothing is to be done."""
        return WORDS[self][1]


S = WriteBackState
WORDS: dict[WriteBackState, tuple[str, str]] = {
    S.APPROVED: ("Approved, not signed yet", ""),
    S.QUEUED: ("Waits for the agent", ""),
    S.LEASED: ("With the agent", ""),
    S.APPLIED: ("Written, not proved yet", ""),
    S.CONFIRMED: ("Proved", ""),
    S.PRECONDITION_FAILED: (
        "Not as expected",
        "Nothing was written. See what changed there, then order it again or give it up.",
    ),
    S.REFUSED: (
        "Refused",
        "The practice's system said no. Mend the cause, then order it again or give it up.",
    ),
    S.UNKNOWN: (
        "Not known whether written",
        "Look in the practice's system, then say whether it is there.",
    ),
    S.EXPIRED: ("Expired", "Nothing was written. Order it again or give it up."),
    S.DEAD: ("Not reached", "The office could not be reached for a day. Order it again."),
    S.CANCELLED: ("Withdrawn", ""),
    S.BY_HAND: ("To be written by hand", "Copy the values into the practice's system."),
    S.TOLD: ("Written by hand, not seen yet", ""),
    S.NOT_SEEN: (
        "Not seen there",
        "Correct it there, or say that it is right as it is.",
    ),
    S.SETTLED: ("Settled by a person", ""),
}

OPEN = frozenset({S.APPROVED, S.QUEUED, S.LEASED, S.APPLIED, S.UNKNOWN, S.TOLD, S.NOT_SEEN})
"""A later order of the same key waits for these to be decided or proved."""

FOR_A_PERSON = frozenset(
    {S.PRECONDITION_FAILED, S.REFUSED, S.UNKNOWN, S.EXPIRED, S.DEAD, S.BY_HAND, S.NOT_SEEN}
)
TO_WRITE = frozenset({S.BY_HAND, S.NOT_SEEN})
"""A person writes it, or mends what is written."""

ENTERED = TO_WRITE | {S.TOLD}
"""Looked for in the mirror, whether or not a person said that it is there."""


def can_be_withdrawn(state: WriteBackState, *, may_have_written: bool) -> bool:
    """Only while no agent has it, and none may have written any of it."""
    if state in {S.BY_HAND, S.APPROVED, S.QUEUED}:
        return not may_have_written
    ended = {S.PRECONDITION_FAILED, S.REFUSED, S.EXPIRED, S.DEAD, S.CANCELLED}
    return state in ended and not may_have_written


def can_be_ordered_again(state: WriteBackState) -> bool:
    return state in FOR_A_PERSON - TO_WRITE


def can_be_settled(state: WriteBackState) -> bool:
    """A person did it by hand, saw that it is there, or gives up what an agent left half done."""
    return state in FOR_A_PERSON | {S.TOLD}


def can_be_told(state: WriteBackState) -> bool:
    """A person says that they wrote it, or corrected it."""
    return state in FOR_A_PERSON
