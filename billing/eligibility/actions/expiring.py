"""Verifications end with their month; what they told stays readable, as expired."""

from datetime import date

from billing.eligibility.models import BenefitRecord
from billing.eligibility.states import RecordState

PER_RUN_MAX = 5_000


def expire(*, today: date) -> int:
    """Mark those whose last day is over; how many."""
    over = BenefitRecord.objects.filter(state=RecordState.CURRENT, expires_on__lt=today)
    ids = list(over.order_by("pk").values_list("pk", flat=True)[:PER_RUN_MAX])
    return int(BenefitRecord.objects.filter(pk__in=ids).update(state=RecordState.EXPIRED.value))
