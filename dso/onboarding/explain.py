"""Whether every cent of a payment is explained, by what the books and the clearing keep. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

QUARANTINED = "quarantined"
NOT_OURS = frozenset({"duplicate", "foreign"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentStand:
    """One payment. Ledger figures are balances of its shares, not what was planned for them.

    `paid_cents` is BPR02; `open_items_cents` all PLB pairs (positive lowers the payment);
    `unrouted_cents` claims that have no practice yet; `gap_cents` the gap stored for the payment.
    """

    state: str
    paid_cents: int
    claims_cents: int = 0
    adjustments_cents: int = 0
    gap_cents: int = 0
    gaps: int = 0
    posted_cents: int = 0
    suspense_cents: int = 0
    open_items_cents: int = 0
    unrouted_cents: int = 0
    posted_claims_cents: int = 0


def unexplained_cents(payment: PaymentStand) -> int:
    """Zero or above. What came before or is not ours is nobody's to explain."""
    if payment.state in NOT_OURS:
        return 0
    if payment.state == QUARANTINED:
        return _outside_gap(payment)
    told = payment.posted_cents + payment.suspense_cents
    told += payment.unrouted_cents - payment.open_items_cents
    # The second part holds ledger and claim payments against each other.
    return abs(payment.paid_cents - told) + abs(payment.posted_cents - payment.posted_claims_cents)


def all_unexplained_cents(payments: Sequence[PaymentStand]) -> int:
    """Absolute amounts are added, so that two errors never hide each other."""
    return sum(unexplained_cents(payment) for payment in payments)


def _outside_gap(payment: PaymentStand) -> int:
    """A quarantined payment is explained by its stored gap, and without one not at all."""
    if not payment.gaps:
        return abs(payment.paid_cents) or 1
    apart_cents = payment.paid_cents - (payment.claims_cents - payment.adjustments_cents)
    return abs(apart_cents - payment.gap_cents)
