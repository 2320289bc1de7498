"""How a claim may move: one table."""

from enum import StrEnum


class ClaimState(StrEnum):
    """The value is stored; never rename one."""

    DRAFT = "draft"
    READY = "ready"
    HELD = "held"
    LEAVING = "leaving"
    SENT = "sent"
    ANSWERED = "answered"
    DENIED = "denied"
    CLOSED = "closed"
    VOID = "void"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    ClaimState.DRAFT: "Draft",
    ClaimState.READY: "Ready to send",
    ClaimState.HELD: "Held",
    ClaimState.LEAVING: "On its way out",
    ClaimState.SENT: "Sent",
    ClaimState.ANSWERED: "Answered",
    ClaimState.DENIED: "Denied, to work",
    ClaimState.CLOSED: "Closed",
    ClaimState.VOID: "Taken back",
}

# Those that have not left: rules look at them, and they may still be mended.
UNSENT = frozenset({ClaimState.DRAFT, ClaimState.READY, ClaimState.HELD})
_FROM_UNSENT = UNSENT | {
    ClaimState.SENT, ClaimState.ANSWERED, ClaimState.DENIED, ClaimState.VOID
}  # fmt: skip

# Rules find a draft ready or held, and what changed is a draft again. What is ready leaves in a
# batch, and comes back if it never left; what a clearinghouse or payer turned away is held. One
# that a payer has may go out again, corrected or to be taken back. A payment answers a claim,
# undoing it reopens what it was, and a later payment answers again. A payer may answer what the
# practice's system still calls unsent; what vanished there may return.
MOVES: dict[ClaimState, frozenset[ClaimState]] = {
    **dict.fromkeys(UNSENT, _FROM_UNSENT),
    ClaimState.READY: _FROM_UNSENT | {ClaimState.LEAVING},
    ClaimState.LEAVING: _FROM_UNSENT,
    ClaimState.SENT: frozenset(
        {ClaimState.ANSWERED, ClaimState.DENIED, ClaimState.VOID, ClaimState.HELD, ClaimState.DRAFT}
    ),
    ClaimState.ANSWERED: frozenset(
        {ClaimState.SENT, ClaimState.DENIED, ClaimState.CLOSED, ClaimState.DRAFT}
    ),
    ClaimState.DENIED: frozenset(
        {ClaimState.SENT, ClaimState.ANSWERED, ClaimState.CLOSED, ClaimState.DRAFT}
    ),
    ClaimState.CLOSED: frozenset(
        {ClaimState.ANSWERED, ClaimState.DENIED, ClaimState.SENT, ClaimState.DRAFT}
    ),
    ClaimState.VOID: frozenset({ClaimState.DRAFT, ClaimState.SENT}),
}


class ForbiddenMove(ValueError):
    """A claim was asked to take a step the table does not know."""


def moved(now: ClaimState, wanted: ClaimState) -> ClaimState:
    """Staying is always allowed. Raises ForbiddenMove."""
    if wanted != now and wanted not in MOVES[now]:
        raise ForbiddenMove(f"A claim that is {now.label} cannot become {wanted.label}.")
    return wanted
