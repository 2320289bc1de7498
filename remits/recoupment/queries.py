"""What payers still hold against a group, and what came with one payment."""

import uuid

from django.db.models import QuerySet

from remits.recoupment.models import OpenItem


def of_payment(payment_id: uuid.UUID) -> QuerySet[OpenItem]:
    return OpenItem.objects.filter(payment_id=payment_id).order_by("pk")


def of_share(payment_id: uuid.UUID, practice_id: uuid.UUID) -> QuerySet[OpenItem]:
    """Those of one payment that were booked in this practice."""
    return of_payment(payment_id).filter(practice_id=practice_id)


def settled(organization_id: uuid.UUID) -> QuerySet[OpenItem]:
    """Those that met their other half, the newest first."""
    return OpenItem.objects.filter(
        organization_id=organization_id, settled_at__isnull=False
    ).order_by("-settled_at", "-pk")


def still_open(organization_id: uuid.UUID) -> QuerySet[OpenItem]:
    """Oldest first: the longer one waits, the harder it is to explain."""
    return OpenItem.objects.filter(
        organization_id=organization_id, settled_at__isnull=True
    ).order_by("arisen_on", "pk")
