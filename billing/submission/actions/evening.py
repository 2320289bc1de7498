"""When the clock sends a practice's ready claims."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from billing.submission.actions.asking import ask_to_leave
from billing.submission.models import Timetable


def ask_due(*, now: datetime) -> int:
    """Ask for each practice whose hour came and whose day was not asked for; how many."""
    soonest = now.date()
    rows = Timetable.objects.filter(
        Q(ran_on=None) | Q(ran_on__lte=soonest), is_on=True, practice__state="ready"
    ).select_related("practice")
    return sum(_ask(row, now) for row in rows.order_by("pk"))


def _ask(row: Timetable, now: datetime) -> bool:
    here = now.astimezone(ZoneInfo(row.practice.timezone))
    if not is_due(row.ran_on, here, row):
        return False
    Timetable.objects.filter(pk=row.pk).update(ran_on=here.date())
    return ask_to_leave(row.practice, key=f"evening:{here.date()}", now=now)


def is_due(ran_on: date | None, here: datetime, row: Timetable) -> bool:
    return (ran_on is None or ran_on < here.date()) and here.time() >= row.sends_at
