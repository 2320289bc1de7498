"""Work that each practice has once a night."""

from datetime import datetime, timedelta

from practices.jobs.actions.asking import Asked, enqueue_all, forget_done
from practices.registry.models import Practice

NIGHT_BEGINS = timedelta(hours=8)  # UTC: three in the morning in New York, midnight in California
KEPT = timedelta(days=7)
FORGOTTEN_AT_ONCE = 5_000


def ask_nightly(kind: str, *, now: datetime) -> int:
    """Ask every practice that is ready; again in the same night is harmless. How many are new.

    Other keys of the kind must be ids of jobs: finished ones of an earlier week are forgotten.
    """
    night = (now - NIGHT_BEGINS).date()
    practices = Practice.objects.ready().order_by("pk").values_list("pk", flat=True)
    asked = [Asked(kind=kind, key=f"{night}:{pk}", practice_id=pk) for pk in practices]
    new = enqueue_all(asked, now=now)
    if new:
        forget_done(kind=kind, before_key=f"{night - KEPT}", rows_max=FORGOTTEN_AT_ONCE)
    return new
