"""Looking ahead: each visit to come is to be asked for once in its month, and on its eve."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import chain

from django.utils import timezone

from billing.eligibility import queries
from billing.eligibility.actions.laying import insert, new_inquiry
from billing.eligibility.models import BenefitRecord, Inquiry
from billing.eligibility.queries import Cover, Visit
from billing.eligibility.states import RecordState
from billing.payers import queries as payers
from billing.payers.naming import Named

LATE_HOURS = 1  # a visit that has just begun is still asked for
EVENING_HOUR = 18  # of the installation's own time; from then on it is the eve of tomorrow


def strangers(*, now: datetime, days: int) -> list[Named]:
    """Carriers of visits to come that the directory does not know; register them outside."""
    named = {one.carrier for one in _coming(now, days) if one.carrier}
    known = payers.ids_of(named)
    return sorted(named - known.keys(), key=lambda one: (one.name, one.code))


def look_ahead(*, now: datetime, days: int) -> int:
    """Lay an inquiry for each cover of each visit in the next days; how many are new.

    One for each member, plan and month: a second look in the same month lays nothing, but on the
    evening before the visit it is asked again, unless it was answered that day.
    """
    return _lay(_coming(now, days), now=now)


def lay_visits(visit_keys: Collection[str], *, now: datetime, days: int) -> int:
    """The same for visits that were made a moment ago."""
    return _lay(_coming(now, days, visit_keys), now=now)


def _coming(now: datetime, days: int, keys: Collection[str] | None = None) -> list[Visit]:
    begins, ends = now - timedelta(hours=LATE_HOURS), now + timedelta(days=days)
    return queries.visits(begins=begins, ends=ends, keys=keys)


def _lay(coming: Sequence[Visit], *, now: datetime) -> int:
    payer_ids = payers.ids_of({one.carrier for one in coming if one.carrier})
    today = timezone.localdate(now)
    is_eve = timezone.localtime(now).hour >= EVENING_HOUR
    tomorrow = today + timedelta(days=1) if is_eve else None
    again = _asked_before(coming) - _checked_on(today, coming) if is_eve else set()
    wanted = list(chain.from_iterable(_wanted(one, tomorrow, again) for one in coming))
    rows = [
        _row(once, one, payer_ids.get(one.carrier) if one.carrier else None, now=now)
        for once, one in dict(reversed(wanted)).items()
    ]
    return insert(rows, now)


def _asked_before(coming: Sequence[Visit]) -> set[str]:
    """Covers whose inquiry of the visit's month is there already."""
    rows = Inquiry.objects.filter(once__in={_once(one) for one in coming})
    return set(rows.values_list("coverage_key", flat=True))


def _checked_on(day: date, coming: Sequence[Visit]) -> set[str]:
    keys = {one.coverage_key for one in coming}
    rows = BenefitRecord.objects.filter(
        coverage_key__in=keys, checked_on=day, state=RecordState.CURRENT
    )
    return set(rows.values_list("coverage_key", flat=True))


def _once(one: Visit) -> str:
    return f"{one.coverage_key}:{timezone.localdate(one.starts_at):%Y-%m}"


def _wanted(one: Visit, eve_of: date | None, again: set[str]) -> Iterable[tuple[str, Visit]]:
    yield _once(one), one
    day = timezone.localdate(one.starts_at)
    if day == eve_of and one.coverage_key in again:
        yield f"{one.coverage_key}:eve:{day}", one


def _row(once: str, one: Visit, payer_id: uuid.UUID | None, *, now: datetime) -> Inquiry:
    return new_inquiry(
        once,
        now=now,
        payer_id=payer_id,
        patient_id=one.patient_id,
        coverage_key=one.coverage_key,
        visit_key=one.key,
        asked_for_on=timezone.localdate(one.starts_at),
        planned=list(one.planned),
    )


def ask_now(cover: Cover, *, planned: Sequence[str], now: datetime) -> bool:
    """A person wants to know now; False if the same was asked within this minute."""
    payer_id = payers.ids_of([cover.carrier]).get(cover.carrier) if cover.carrier else None
    row = new_inquiry(
        f"{cover.key}:now:{now:%Y%m%d%H%M}",
        now=now,
        payer_id=payer_id,
        patient_id=cover.patient_id,
        coverage_key=cover.key,
        asked_for_on=timezone.localdate(now),
        planned=list(planned),
    )
    return bool(insert([row], now))
