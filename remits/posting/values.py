"""What posting thinks in: what a payer says, what our books say, and what follows. Pure."""

import uuid

import msgspec

from billing.ledger.accounts import Account, Leg
from remits.matching.score import Band


class Adjusted(msgspec.Struct, frozen=True):
    """One CAS triple, wherever in the claim it stood."""

    group: str
    reason: str
    cents: int
    has_remark: bool

    @property
    def pair(self) -> tuple[str, str]:
        return self.group, self.reason


class Paid(msgspec.Struct, frozen=True, kw_only=True):
    """What a payer says of one claim: charge = paid + adjusted, by the 835's own rule."""

    status: str
    charge_cents: int
    paid_cents: int
    adjusted: tuple[Adjusted, ...]


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """What our books say of the claim a payment answers.

    `open_cents` is what insurance still owes by the ledger, reversals that wait in the same
    remittance counted as done. `original` is what a reversal would take back.
    """

    claim_id: uuid.UUID
    rank: int
    charge_cents: int
    open_cents: int
    original: "Original | None" = None


class Original(msgspec.Struct, frozen=True):
    """The posted payment a reversal mirrors."""

    claim_payment_id: uuid.UUID
    entry_id: uuid.UUID
    charge_cents: int
    paid_cents: int
    legs: tuple[Leg, ...]


class Plan(msgspec.Struct, frozen=True):
    """Ledger lines that sum to zero, with what a person should know before approving."""

    legs: tuple[Leg, ...]
    band: Band
    notes: tuple[str, ...] = ()
    reverses_entry_id: uuid.UUID | None = None

    @property
    def is_denial(self) -> bool:
        moved = {leg.account: leg.cents for leg in self.legs}
        return Account.DENIED_RECEIVABLE in moved and not moved.get(Account.SUSPENSE)


class Question(msgspec.Struct, frozen=True):
    """Why a person has to look: a code that is counted and a sentence that is read."""

    code: str
    text: str


class NoMoney(msgspec.Struct, frozen=True):
    """An estimate: it moves nothing, now or later."""


def in_words(cents: int) -> str:
    """`1,234.56`; a sentence says the sign itself."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
