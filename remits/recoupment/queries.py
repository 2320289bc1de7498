"""What payers still hold against a group, and what came with one payment."""

import uuid

from django.db.models import QuerySet

from remits.recoupment.models import OpenItem


def of_payment(payment_id: uuid.UUID) -> QuerySet[OpenItem]:
    return OpenItem.objects.filter(payment_id=payment_id).order_by("pk")


def still_open(organization_id: uuid.UUID) -> QuerySet[OpenItem]:
    """Oldest first: the longer one waits, the harder it is to explain."""
    return OpenItem.objects.filter(
        organization_id=organization_id, settled_at__isnull=True
    ).order_by("arisen_on", "pk")
