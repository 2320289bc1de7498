"""What is asked and told of one claim in a 276, a 277 and a 277CA. Money in cents.

Claim (TRN) → statements (STC) and lines (SVC) → statements about the line.
"""

from datetime import date

import msgspec

from billing.x12.eligibility import Trace
from billing.x12.parties import Amount, Reference
from billing.x12.parts import Period, Procedure, Raw, day

# Without STC03, these categories say that a claim never got in.
REJECTED = frozenset({"A3", "A4", "A6", "A7", "A8"})


class Status(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One reason: category (A1, F2 …), claim status code, whom it is about (NM1's codes).

    `code_list` is RX where the code is of the pharmacies' list.
    """

    category: str
    code: str = ""
    entity: str = ""
    code_list: str = ""


class Statement(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One STC with up to three statuses (STC01, STC10, STC11), the first of which counts.

    `action` is WQ (accepted) or U (rejected) in a 277CA. `charge_cents` is what it is about. In a
    277: `paid_cents`, `decided_on`, `method` (ACH, CHK …), `paid_on` and `check_number`.
    """

    statuses: tuple[Status, ...]
    on: date | None = None
    action: str = ""
    charge_cents: int | None = None
    paid_cents: int | None = None
    decided_on: date | None = None
    method: str = ""
    paid_on: date | None = None
    check_number: str = ""
    text: str = ""

    @property
    def category(self) -> str:
        return self.statuses[0].category if self.statuses else ""

    @property
    def is_rejected(self) -> bool:
        """STC03 decides; without it, the category."""
        return self.action == "U" or (not self.action and self.category in REJECTED)


class StatusLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One SVC. `quantity` is SVC07; the procedure's code is a revenue code where that is told."""

    procedure: Procedure | None = None
    charge_cents: int | None = None
    paid_cents: int | None = None
    revenue_code: str = ""
    quantity: str = ""
    statements: tuple[Statement, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[Period, ...] = ()
    others: tuple[Raw, ...] = ()

    @property
    def control_number(self) -> str:
        """REF FJ: the number our claim gave this line (REF 6R of the 837)."""
        return _reference(self.references, "FJ")

    @property
    def is_rejected(self) -> bool:
        return any(told.is_rejected for told in self.statements)


class StatusClaim(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One TRN at a patient. `trace.number` is our CLM01 in a 277CA; in a 276 it is the number of
    the question, which the 277 brings back.
    """

    trace: Trace
    statements: tuple[Statement, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[Period, ...] = ()
    lines: tuple[StatusLine, ...] = ()
    quantities: tuple[Reference, ...] = ()
    others: tuple[Raw, ...] = ()

    @property
    def payer_claim_number(self) -> str:
        return self.reference("1K")

    @property
    def clearinghouse_number(self) -> str:
        return self.reference("D9")

    @property
    def patient_control_number(self) -> str:
        """REF EJ: our CLM01, in a 276 and a 277."""
        return self.reference("EJ")

    @property
    def served_on(self) -> date | None:
        return day(self.dates, "472")

    @property
    def is_rejected(self) -> bool:
        """A 277CA turned it away: the payer never received it."""
        return any(told.is_rejected for told in self.statements)

    @property
    def is_accepted(self) -> bool:
        """A 277CA took it in. A claim without a statement is neither accepted nor rejected."""
        return bool(self.statements) and not self.is_rejected

    def reference(self, qualifier: str) -> str:
        """1K the payer's number, D9 the clearinghouse's, EJ ours, BLT the bill type."""
        return _reference(self.references, qualifier)


def _reference(references: tuple[Reference, ...], qualifier: str) -> str:
    return next((told.value for told in references if told.qualifier == qualifier), "")
