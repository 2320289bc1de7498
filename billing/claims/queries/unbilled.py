"""Services that are done and insured, and stand on no claim: in rows, and in sums by location.

Both walk one partial index over what no claim of the practice's system names, and only as far back
as payers may still be asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, Sum

from billing.claims.models import ClaimLine
from billing.claims.states import ClaimState
from practices.mirror.models import Clinic, Coverage, Procedure
from practices.registry.guard import GuardedQuerySet

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Window:
    """Days of service looked at, both included."""

    since: date
    until: date
    today: date


@dataclass(frozen=True, slots=True)
class AtLocation:
    """What waits at one clinic; "" where the practice keeps none."""

    clinic_key: str
    name: str
    count: int
    cents: int
    oldest: date


@dataclass(frozen=True, slots=True)
class Sums:
    """Over all locations; `oldest` is None where nothing waits."""

    count: int
    cents: int
    oldest: date | None


@dataclass(frozen=True, slots=True)
class UnbilledPage:
    keys: list[str]
    next_after: str


def window_of(now: datetime, *, hours: int, days: int) -> Window:
    """A service is late `hours` after the end of the day on which it was done; `now` is local."""
    until = (now - timedelta(hours=hours)).date() - timedelta(days=1)
    return Window(until - timedelta(days=days), until, now.date())


def locations(window: Window) -> list[AtLocation]:
    """Most money first."""
    rows = (
        _unbilled(window)
        .values("clinic")
        .annotate(count=Count("pk"), cents=Sum("fee_cents"), oldest=Min("done_on"))
        .order_by("-cents")
    )
    names = dict(Clinic.objects.values_list("source_key", "name"))
    return [
        AtLocation(
            row["clinic"] or "", names.get(row["clinic"], ""), row["count"], row["cents"],
            row["oldest"],
        )
        for row in rows
    ]  # fmt: skip


def sums_of(rows: Sequence[AtLocation]) -> Sums:
    return Sums(
        sum(row.count for row in rows),
        sum(row.cents for row in rows),
        min((row.oldest for row in rows), default=None),
    )


def page(window: Window, *, clinic: str = "", after: str = "") -> UnbilledPage:
    """Keys of procedures, oldest first; `after` is the last key shown."""
    rows = _unbilled(window)
    if clinic:
        rows = rows.filter(clinic=clinic)
    last = Procedure.objects.filter(source_key=after[:40]).first() if after else None
    if last is not None and last.done_on is not None:
        rows = rows.filter(
            Q(done_on__gt=last.done_on) | Q(done_on=last.done_on, source_key__gt=last.source_key)
        )
    ordered = rows.order_by("done_on", "source_key").values_list("source_key", flat=True)
    keys = list(ordered[: PAGE_ROWS + 1])
    more = keys[PAGE_ROWS - 1] if len(keys) > PAGE_ROWS else ""
    return UnbilledPage(keys[:PAGE_ROWS], more)


def next_keys(window: Window, *, after: str, most: int) -> list[str]:
    """For who drafts them all, so many at a time, in the order of their keys."""
    rows = _unbilled(window).filter(source_key__gt=after).order_by("source_key")
    return list(rows.values_list("source_key", flat=True)[:most])


def _unbilled(window: Window) -> GuardedQuerySet[Procedure]:
    asked = ClaimLine.objects.filter(procedure_key=OuterRef("source_key"), claim__kind="claim")
    insured = Coverage.objects.filter(patient=OuterRef("patient"), gone_at=None)
    rows: GuardedQuerySet[Procedure] = Procedure.objects.filter(
        Exists(insured),
        ~Exists(asked.exclude(procedure_key="").exclude(claim__state=ClaimState.VOID)),
        status="complete", on_claim=False, gone_at=None, fee_cents__gt=0,
        done_on__gte=window.since, done_on__lte=window.until,
    )  # fmt: skip
    return rows.exclude(code__is_never_billed=True)
