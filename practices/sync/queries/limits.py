"""What a day has had of orders, by kind."""

from datetime import datetime, timedelta

from django.db.models import Count, Sum

from practices.sync import kinds
from practices.sync.models import WriteBack

DAY = timedelta(days=1)


Spent = dict[str, tuple[int, int]]
"""Orders and cents by kind."""


def spent_today(*, now: datetime) -> Spent:
    """Given out in the last day."""
    rows = WriteBack.objects.filter(leased_at__gt=now - DAY, is_rehearsal=False)
    told = rows.values_list("kind").annotate(n=Count("id"), cents=Sum("cents")).order_by("kind")
    return {kind: (orders, int(cents or 0)) for kind, orders, cents in told}


def kinds_of_enough(spent: Spent) -> list[str]:
    """Of these nothing more is given out today."""
    told = ((kind, spent.get(kind, (0, 0)), limits) for kind, limits in kinds.KINDS.items())
    return [
        kind
        for kind, (orders, cents), limits in told
        if orders >= limits.orders or (limits.cents and cents >= limits.cents)
    ]
