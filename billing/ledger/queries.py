"""Balances and the book of a claim."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet, Sum

from billing.ledger.accounts import Account, Leg
from billing.ledger.models import Entry, Posting
from compliance.access import context
from practices.registry import bulk

OPEN_CENTS = """
SELECT entry.claim_id, sum(posting.amount_cents)
  FROM ledger_entry entry JOIN ledger_posting posting ON posting.entry_id = entry.id
 WHERE entry.claim_id = ANY (%s::uuid[]) AND posting.account = %s GROUP BY entry.claim_id
"""


def book_of_claim(claim_id: uuid.UUID) -> QuerySet[Entry]:
    """Every entry of a claim, oldest first, with its legs."""
    return Entry.objects.filter(claim_id=claim_id).prefetch_related("postings").order_by("id")


def open_cents_by_claim(claim_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """What insurance still owes on each claim, by the ledger; claims without entries are absent."""
    context.practice()
    with connection.cursor() as cursor:
        cursor.execute(OPEN_CENTS, [bulk.array_of(claim_ids), Account.INSURANCE_RECEIVABLE.value])
        return {claim_id: int(cents) for claim_id, cents in cursor.fetchall()}


def balances() -> dict[Account, int]:
    """Every account of the practice; they sum to zero."""
    rows = Posting.objects.values_list("account").annotate(sum=Sum("amount_cents"))
    found: defaultdict[Account, int] = defaultdict(int)
    for account, cents in rows:
        found[Account(account)] = int(cents)
    return found


def balances_by_claim(claim_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[Account, int]]:
    """Every account that the entries of these claims moved, summed by claim."""
    found: defaultdict[uuid.UUID, dict[Account, int]] = defaultdict(dict)
    rows = Posting.objects.filter(entry__claim_id__in=list(claim_ids))
    sums = rows.values_list("entry__claim_id", "account").annotate(sum=Sum("amount_cents"))
    for claim_id, account, cents in sums:
        if claim_id:
            found[claim_id][Account(account)] = int(cents)
    return dict(found)


def legs_by_entry(entry_ids: Iterable[uuid.UUID]) -> defaultdict[uuid.UUID, list[Leg]]:
    legs: defaultdict[uuid.UUID, list[Leg]] = defaultdict(list)
    rows = Posting.objects.filter(entry_id__in=list(entry_ids)).order_by("id")
    for entry_id, account, cents in rows.values_list("entry_id", "account", "amount_cents"):
        legs[entry_id].append(Leg(Account(account), cents))
    return legs


def standing(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """For each entry that is in effect, the entry that keeps it so; reversed ones are absent.

    An entry stands by itself, or by the reversal of its reversal, however often that went on.
    """
    stands: dict[uuid.UUID, uuid.UUID] = {}
    asked = {entry_id: entry_id for entry_id in entry_ids}
    while asked:
        reversals = _reversals(asked.values())
        stands |= {first: last for first, last in asked.items() if last not in reversals}
        undone = _reversals(reversals.values())
        asked = {
            first: undone[reversals[last]]
            for first, last in asked.items()
            if last in reversals and reversals[last] in undone
        }
    return stands


def _reversals(entry_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    rows = Entry.objects.filter(reverses_id__in=list(entry_ids))
    return {
        reversed_id: pk for reversed_id, pk in rows.values_list("reverses_id", "pk") if reversed_id
    }
