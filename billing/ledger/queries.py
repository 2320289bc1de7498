"""Balances and the book of a claim."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet, Sum

from billing.ledger.accounts import Account
from billing.ledger.models import Entry, Posting


def book_of_claim(claim_id: uuid.UUID) -> QuerySet[Entry]:
    """Every entry of a claim, oldest first, with its legs."""
    return Entry.objects.filter(claim_id=claim_id).prefetch_related("postings").order_by("id")


def open_cents_by_claim(claim_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """What insurance still owes on each claim, by the ledger; claims without entries are absent."""
    rows = (
        Posting.objects.on(Account.INSURANCE_RECEIVABLE)
        .filter(entry__claim_id__in=list(claim_ids))
        .values_list("entry__claim_id")
        .annotate(sum=Sum("amount_cents"))
    )
    return {claim_id: int(cents) for claim_id, cents in rows if claim_id}


def balances() -> dict[Account, int]:
    """Every account of the practice; they sum to zero."""
    rows = Posting.objects.values_list("account").annotate(sum=Sum("amount_cents"))
    found: defaultdict[Account, int] = defaultdict(int)
    for account, cents in rows:
        found[Account(account)] = int(cents)
    return found
