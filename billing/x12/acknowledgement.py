"""A 999 as values: whether the receiver could read a group of ours, set by set.

Acknowledgement (one ST, one group answered) → set answers (AK2) → segment errors (IK3) → element
errors (IK4). Positions count segments from ST as one; `billing.x12.places` leads from there to the
claim and the line that were sent.
"""

import msgspec

from billing.x12.acknowledged import Context, ElementError
from billing.x12.errors import Problem
from billing.x12.parties import Origin
from billing.x12.parts import Raw

VERSION_999 = "005010X231A1"
ACCEPTED = frozenset({"A", "E"})  # E notes errors and accepts all the same


class SegmentError(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One IK3. `position` counts from ST as one, None where it is not told."""

    segment: str
    position: int | None
    loop: str = ""
    code: str = ""
    contexts: tuple[Context, ...] = ()
    elements: tuple[ElementError, ...] = ()
    others: tuple[Raw, ...] = ()

    @property
    def claim_number(self) -> str:
        """CLM01 of the claim it stands in, where a CTX tells it."""
        units = (unit for context in self.contexts for unit in context.units)
        return next((unit.value for unit in units if unit.name == "CLM01"), "")


class SetAnswer(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One AK2: the set by ST01 and ST02. `verdict` is IK501, `codes` are IK502 to IK506.

    Verdicts: A accepted, E accepted with errors, R rejected, M, W and X rejected for security.
    """

    set: str
    control: str
    version: str = ""
    verdict: str = ""
    codes: tuple[str, ...] = ()
    errors: tuple[SegmentError, ...] = ()
    others: tuple[Raw, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """By its own verdict; see `Acknowledgement.accepts` for sets without one."""
        return self.verdict in ACCEPTED

    @property
    def is_rejected(self) -> bool:
        return self.verdict not in {"", *ACCEPTED}


class Acknowledgement(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One ST of a 999. `group_control` is our GS06, `group_code` GS01, `group_version` GS08.

    `verdict` is AK901: A, E, P (some sets accepted), R, M, W, X. `included`, `received` and
    `accepted` count sets, None where AK9 does not tell. `control`, `offset`, `warnings` and
    `origin` tell of a file that was read, and are not written.
    """

    group_code: str
    group_control: str
    group_version: str = ""
    sets: tuple[SetAnswer, ...] = ()
    verdict: str = ""
    included: int | None = None
    received: int | None = None
    accepted: int | None = None
    codes: tuple[str, ...] = ()
    others: tuple[Raw, ...] = ()
    version: str = VERSION_999
    control: str = ""
    offset: int = 0
    warnings: tuple[Problem, ...] = ()
    origin: Origin | None = None

    @property
    def is_accepted(self) -> bool:
        """Every set of the group is: A or E. P is not, ask `accepts` for each set."""
        return self.verdict in ACCEPTED and not any(told.is_rejected for told in self.sets)

    def answer(self, control: str) -> SetAnswer | None:
        """The answer about a set of ours by its ST02; None where none is named so."""
        return next((told for told in self.sets if told.control == control), None)

    def accepts(self, control: str) -> bool | None:
        """Whether the set with this ST02 was accepted; None where the 999 does not tell.

        A set without a verdict of its own follows the group: accepted under A and E, rejected
        under R, M, W and X. Under P it was accepted if the sets that are named as rejected are
        as many as AK9 counts; else nobody knows.
        """
        told = self.answer(control)
        if told is not None and told.verdict:
            return told.is_accepted
        if self.verdict != "P":
            return self.verdict in ACCEPTED if self.verdict else None
        if self.received is None or self.accepted is None:
            return None
        rejected = sum(one.is_rejected for one in self.sets)
        return True if rejected == self.received - self.accepted else None
