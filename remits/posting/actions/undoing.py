"""Undoing: a posting is taken back by a reversing entry, and nothing is deleted."""

import uuid
from datetime import date, datetime

from django.db import transaction

from billing.claims import actions as claims
from billing.claims.states import ClaimState
from billing.ledger import actions as ledger
from billing.ledger import queries as ledger_queries
from billing.ledger.models import Entry
from practices.events.actions import raise_events
from practices.sync import actions as sync
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting.actions.answering import tell_claim
from remits.posting.actions.holding import decide, locked, replan, take_on


class NotPosted(RuntimeError):
    """Only what is posted can be undone."""


@transaction.atomic
def undo(*, claim_payment_id: uuid.UUID, now: datetime, today: date) -> ClaimPayment:
    """Take a posting back by a linked reversing entry; nothing is deleted.

    Raises NotPosted, also for a posting that a reversal of the payer took back: that is undone
    first.
    """
    row = _undo(claim_payment_id, now=now, today=today)
    raise_events("payment.undone", [row.pk], at=now)
    return row


@transaction.atomic
def _undo(claim_payment_id: uuid.UUID, *, now: datetime, today: date) -> ClaimPayment:
    row = locked(claim_payment_id, None)
    if row.stage != PaymentStage.POSTED or row.entry_id is None or row.claim is None:
        raise NotPosted("This payment is not posted.")
    entry = Entry.objects.get(pk=row.entry_id)
    # Its reversal may have been undone since: then that undoing is what stands.
    stands = ledger_queries.standing([entry.pk]).get(entry.pk)
    if stands is None:
        raise NotPosted("The payer took it back by a reversal; undo that one first.")
    effect = Entry.objects.get(pk=stands)
    ledger.reverse(
        effect, source=f"undo:{effect.source}", memo="Undone", effective_on=today, now=now
    )
    sync.take_back(key=entry.source, kind="claim_payment_undone", now=now)
    claims.move(row.claim, to=ClaimState.ANSWERED if row.is_reversal else ClaimState.SENT)
    decide(row, "undone", now=now)
    row.entry_id = None
    take_on(row, replan(row))
    tell_claim(row, row.claim, now=now)
    return row


@transaction.atomic
def undo_remittance(*, remittance_id: uuid.UUID, now: datetime, today: date) -> tuple[int, int]:
    """Take back every posting of one remittance, the newest first; returns how many, and how many

    could not be. Each is undone by its own reversing entry, in a savepoint of its own.
    """
    undone, left = list[uuid.UUID](), 0
    rows = ClaimPayment.objects.filter(remittance_id=remittance_id, stage=PaymentStage.POSTED)
    for claim_payment_id in list(rows.order_by("-entry_id").values_list("pk", flat=True)):
        try:
            _undo(claim_payment_id, now=now, today=today)
        except NotPosted:
            left += 1
        else:
            undone.append(claim_payment_id)
    raise_events("payment.undone", undone, at=now)
    return len(undone), left
