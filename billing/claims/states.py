"""How a claim may move: one table."""

from enum import StrEnum


class ClaimState(StrEnum):
    """The value is stored; never rename one."""

    DRAFT = "draft"
    HELD = "held"
    READY = "ready"
    SENT = "sent"
    ANSWERED = "answered"
    DENIED = "denied"
    CLOSED = "closed"
    VOID = "void"

    @property
    def label(self) -> str:
        return LABELS[self]


# Those that have not left: rules look at them, and they may still be mended.
HERE = frozenset({ClaimState.DRAFT, ClaimState.HELD, ClaimState.READY})

LABELS = {
    ClaimState.DRAFT: "Draft",
    ClaimState.HELD: "Held, to mend",
    ClaimState.READY: "Ready to go",
    ClaimState.SENT: "With the payer",
    ClaimState.ANSWERED: "Answered",
    ClaimState.DENIED: "Denied, to work",
    ClaimState.CLOSED: "Closed",
    ClaimState.VOID: "Taken back",
}

# A payment answers a claim, undoing it reopens what it was, and a later payment answers again. A
# payer may answer what the practice's system still calls unsent; what vanished there may return.
_GONE_OUT = (ClaimState.SENT, ClaimState.ANSWERED, ClaimState.DENIED, ClaimState.VOID)
MOVES: dict[ClaimState, frozenset[ClaimState]] = {
    ClaimState.DRAFT: frozenset({ClaimState.HELD, ClaimState.READY, *_GONE_OUT}),
    ClaimState.HELD: frozenset({ClaimState.DRAFT, ClaimState.READY, *_GONE_OUT}),
    ClaimState.READY: frozenset({ClaimState.DRAFT, ClaimState.HELD, *_GONE_OUT}),
    ClaimState.SENT: frozenset({ClaimState.ANSWERED, ClaimState.DENIED, ClaimState.VOID}),
    ClaimState.ANSWERED: frozenset({ClaimState.SENT, ClaimState.DENIED, ClaimState.CLOSED}),
    ClaimState.DENIED: frozenset({ClaimState.SENT, ClaimState.ANSWERED, ClaimState.CLOSED}),
    ClaimState.CLOSED: frozenset({ClaimState.ANSWERED, ClaimState.DENIED, ClaimState.SENT}),
    ClaimState.VOID: frozenset({ClaimState.DRAFT, ClaimState.SENT}),
}


class ForbiddenMove(ValueError):
    """A claim was asked to take a step the table does not know."""


def moved(now: ClaimState, wanted: ClaimState) -> ClaimState:
    """Staying is always allowed. Raises ForbiddenMove."""
    if wanted != now and wanted not in MOVES[now]:
        raise ForbiddenMove(f"A claim that is {now.label} cannot become {wanted.label}.")
    return wanted
