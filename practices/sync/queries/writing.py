"""Whether a practice's system is written to, and how that goes."""

from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet

from practices.registry.models import Organization
from practices.sync import course
from practices.sync.models import WriteBack, WriteBackState, WriteMode, WriteStop, WriteSwitch
from practices.sync.queries.limits import kinds_of_enough, spent_today
from practices.sync.writing_health import WritesSeen


def mode() -> WriteMode:
    """How orders are taken at the practice we stand in."""
    found = WriteSwitch.objects.values_list("mode", flat=True).first()
    return WriteMode(found) if found else WriteMode.OFF


def is_on() -> bool:
    """Whether the practice we stand in carries out orders, if only as a rehearsal."""
    return WriteSwitch.objects.exclude(mode=WriteMode.OFF).exists()


def is_busy(*, now: datetime) -> bool:
    """Whether an order is on its way to this practice's agent."""
    states = (WriteBackState.APPROVED, WriteBackState.QUEUED, WriteBackState.LEASED)
    soon = now + timedelta(minutes=1)
    rows = WriteBack.objects.filter(state__in=states, rehearsed_at=None)
    return is_on() and rows.exclude(not_before__gt=soon).exists()


def writes_seen(*, now: datetime) -> WritesSeen:
    """What the practice's health rests on, of orders."""
    enough = kinds_of_enough(spent_today(now=now))
    due = WriteBack.objects.filter(
        state__in=(WriteBackState.QUEUED, WriteBackState.LEASED), not_before__lte=now
    )
    waiting = due.exclude(kind__in=enough, leased_at=None)
    unproved = WriteBack.objects.filter(state=WriteBackState.APPLIED)
    return WritesSeen(
        is_on=is_on(),
        oldest_due_at=waiting.aggregate(at=Min("not_before"))["at"],
        oldest_unproved_at=unproved.aggregate(at=Min("applied_at"))["at"],
        has_reached_limit=due.filter(kind__in=enough, leased_at=None).exists(),
        unknown=WriteBack.objects.filter(state=WriteBackState.UNKNOWN).count(),
        failed=WriteBack.objects.filter(
            state__in=course.FOR_A_PERSON - course.TO_WRITE - {WriteBackState.UNKNOWN}
        ).count(),
        not_seen=WriteBack.objects.filter(state=WriteBackState.NOT_SEEN).count(),
    )


def open_counts() -> dict[str, int]:
    """Orders that have not ended, by state."""
    rows = _not_ended().values_list("state").annotate(orders=Count("id"))
    return dict(rows.order_by("state"))


def oldest_waiting_at() -> datetime | None:
    """Since when the oldest order waits that has not ended; None where none does."""
    found: datetime | None = _not_ended().aggregate(at=Min("queued_at"))["at"]
    return found


def _not_ended() -> QuerySet[WriteBack]:
    return WriteBack.objects.filter(state__in=course.OPEN | course.FOR_A_PERSON)


def switch_here() -> WriteSwitch | None:
    return WriteSwitch.objects.first()


def stop_of_group(organization: Organization) -> WriteStop | None:
    stops = WriteStop.objects.filter(organization=organization, lifted_at=None)
    return stops.order_by("-stopped_at", "pk").first()
