"""Booking and reversing. Nothing here is ever changed or deleted."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from billing.ledger.accounts import Leg
from billing.ledger.models import Entry, Posting


class DoesNotBalance(ValueError):
    """The legs of an entry do not sum to zero, or there are none: nothing was booked."""


class AlreadyReversed(ValueError):
    """The entry was reversed before; reversing twice would book the money again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry to be booked; `source` makes it happen once."""

    source: str
    legs: Sequence[Leg]
    effective_on: date
    memo: str
    claim_id: uuid.UUID | None = None
    share_id: uuid.UUID | None = None


def post_entry(new: NewEntry, *, now: datetime) -> Entry:
    """Book one entry. Raises DoesNotBalance; IntegrityError if its source is booked already."""
    return post_entries([new], now=now)[0]


@transaction.atomic
def post_entries(batch: Iterable[NewEntry], *, now: datetime) -> list[Entry]:
    """Book many entries in two statements: all of them or none."""
    entries, postings = [], []
    for new in batch:
        if not new.legs or sum(leg.cents for leg in new.legs) != 0:
            raise DoesNotBalance(f"The legs of {new.source} do not sum to zero.")
        entry = Entry(
            source=new.source,
            claim_id=new.claim_id,
            share_id=new.share_id,
            effective_on=new.effective_on,
            recorded_at=now,
            memo=new.memo,
        )
        entries.append(entry)
        postings += [
            Posting(entry=entry, account=leg.account.value, amount_cents=leg.cents)
            for leg in new.legs
        ]
    Entry.objects.bulk_create(entries)
    Posting.objects.bulk_create(postings)
    return entries


@transaction.atomic
def reverse(
    entry: Entry,
    *,
    source: str,
    memo: str,
    effective_on: date,
    now: datetime,
    share_id: uuid.UUID | None = None,
) -> Entry:
    """Book the mirror image of an entry, linked to it. Raises AlreadyReversed.

    `share_id` names the remittance that brought the reversal, where it was not the entry's own.
    """
    if Entry.objects.filter(reverses=entry).exists():
        raise AlreadyReversed(f"{entry.source} was reversed before.")
    mirror = Entry(
        source=source,
        claim_id=entry.claim_id,
        share_id=share_id or entry.share_id,
        effective_on=effective_on,
        recorded_at=now,
        reverses=entry,
        memo=memo,
    )
    mirror.save(force_insert=True)
    Posting.objects.bulk_create(
        Posting(entry=mirror, account=leg.account, amount_cents=-leg.amount_cents)
        for leg in entry.postings.order_by("id")
    )
    return mirror
