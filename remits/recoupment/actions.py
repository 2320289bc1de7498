"""Opening provider-level adjustments, and settling those that cancel each other."""

from collections.abc import Sequence
from datetime import datetime

from practices.registry.turns import take_turn
from remits.clearing.models import Payment
from remits.recoupment.chains import Open, pairs
from remits.recoupment.models import OpenItem


def items_of(payment: Payment) -> list[OpenItem]:
    """One item for each PLB pair of a payment, not yet saved."""
    return [
        OpenItem(
            organization_id=payment.organization_id,
            payment_id=payment.pk,
            practice_id=adjustment["practice"],
            tax_id=payment.payee_tax_id,
            originator_id=payment.originator_id,
            payer_name=payment.payer_name,
            provider=adjustment["provider"],
            reason=adjustment["reason"],
            reference=adjustment["reference"],
            cents=adjustment["cents"],
            arisen_on=payment.effective_on,
        )
        for adjustment in payment.adjustments
    ]


def open_items(items: Sequence[OpenItem], *, now: datetime) -> None:
    """Keep the adjustments of one payment and settle what now meets its other half."""
    if not items:
        return
    first = items[0]
    _alone_with(first)
    OpenItem.objects.bulk_create(items)
    waiting = list(
        OpenItem.objects.select_for_update()
        .filter(
            organization_id=first.organization_id,
            originator_id=first.originator_id,
            reference__in={item.reference for item in items if item.reference},
            settled_at__isnull=True,
        )
        .order_by("pk")
    )
    for earlier, later in pairs([_open(i, item) for i, item in enumerate(waiting)]):
        _settle(waiting[earlier], waiting[later], now=now)


def _alone_with(item: OpenItem) -> None:
    """Until the commit nobody else opens items of this group and payer.

    Two halves that are opened at one moment would not see each other, and stay open for good.
    """
    take_turn("recoupment", item.organization_id, item.originator_id)


def _open(position: int, item: OpenItem) -> Open:
    return Open(position, item.originator_id, item.reason, item.reference, item.cents)


def _settle(one: OpenItem, other: OpenItem, *, now: datetime) -> None:
    for item, by in ((one, other), (other, one)):
        item.settled_at, item.settled_by = now, by
        item.save(update_fields=["settled_at", "settled_by"])
