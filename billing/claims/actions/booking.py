"""What moves of a claim's money is booked once, under a source of its own."""

from collections.abc import Sequence
from datetime import datetime

from billing.claims.models import Claim
from billing.ledger import actions as ledger
from billing.ledger import queries as ledger_queries
from billing.ledger.accounts import Account, Leg, legs_of
from practices.registry.ids import new_id


def owed(claim: Claim, cents: int) -> tuple[Leg, ...]:
    """None where nothing is owed more or less."""
    other = Account.PRODUCTION if claim.rank == 1 else Account.COORDINATION
    return legs_of({Account.INSURANCE_RECEIVABLE: cents, other: -cents})


def open_cents(claim: Claim) -> int:
    return ledger_queries.open_cents_by_claim([claim.pk]).get(claim.pk, 0)


def book(
    claim: Claim, legs: Sequence[Leg], memo: str, *, now: datetime, kind: str = "charge"
) -> None:
    """The claim is locked, so that each change is booked once; what moves nothing is none."""
    if legs:
        new = ledger.NewEntry(
            source=source_of(claim, kind), legs=legs, effective_on=claim.served_on, memo=memo,
            claim_id=claim.pk,
        )  # fmt: skip
        ledger.post_entry(new, now=now)


def source_of(claim: Claim, kind: str) -> str:
    return f"claim:{claim.pk}:{kind}:{new_id().hex}"
