"""One cover as its page shows it: what is known, what changed, what to ask, and the proof."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from billing.eligibility.benefits import Benefits
from billing.eligibility.diff import Change, Moved, changes, moved
from billing.eligibility.models import BenefitRecord, Evidence, Inquiry
from billing.eligibility.problems import Problem, Seen, asks, left, problems
from billing.eligibility.queries.covers import Cover
from billing.eligibility.queries.known import standings, whole_for
from billing.eligibility.queries.uses import mark_of, pending_of
from billing.eligibility.queries.visits import Visit, visits
from billing.eligibility.script import Ask
from billing.eligibility.used import Left, Pending
from billing.payers import queries as payers
from practices.mirror.models import Procedure

AHEAD = timedelta(days=90)
PROOF_SHOWN = 20


class Shown(NamedTuple):
    told: Benefits | None
    visits: list[Visit]
    problems: list[Problem]
    asks: list[Ask]
    left: list[Left]
    changes: list[Change]
    moved: list[Moved]
    inquiry: Inquiry | None
    record: BenefitRecord | None
    quarantined: BenefitRecord | None
    evidence: list[Evidence]


def shown(cover: Cover, *, now: datetime) -> Shown:
    told = whole_for([cover.key]).get(cover.key)
    coming = _coming(cover, now)
    stands = standings([cover.key])[cover.key]
    planned = tuple(dict.fromkeys(code for one in coming for code in one.planned))
    day = timezone.localdate(coming[0].starts_at if coming else now)
    seen = Seen(day, planned, told, stands.record_state, stands.inquiry_state, _pending(cover))
    records = BenefitRecord.objects.filter(coverage_key=cover.key).order_by("-created_at", "-pk")
    used = [one for one in records[:10] if one.state not in {"quarantined", "rejected"}]
    before, after = (used[1], used[0]) if len(used) > 1 else (None, None)
    return Shown(
        told,
        coming,
        problems(seen) if coming else [],
        asks(seen),
        left(seen),
        changes(before.benefits, after.benefits) if before and after else [],
        _moved(cover, before, after),
        Inquiry.objects.filter(coverage_key=cover.key).order_by("-created_at", "-pk").first(),
        used[0] if used else None,
        next((one for one in records[:10] if one.state == "quarantined"), None),
        _evidence(cover),
    )


def _coming(cover: Cover, now: datetime) -> list[Visit]:
    found = visits(begins=now, ends=now + AHEAD, patient_key=cover.patient_key)
    return [one for one in found if one.coverage_key == cover.key]


def _pending(cover: Cover) -> list[Pending]:
    payer_id = payers.ids_of([cover.carrier]).get(cover.carrier) if cover.carrier else None
    if payer_id is None or not cover.member_id or cover.born_on is None:
        return []
    mark = mark_of(payer_id, cover.member_id, cover.born_on)
    return pending_of({mark}).get(mark, [])


def _moved(cover: Cover, before: BenefitRecord | None, after: BenefitRecord | None) -> list[Moved]:
    """Planned services that the plan pays differently by now."""
    if before is None or after is None:
        return []
    planned = Procedure.objects.filter(
        patient_id=cover.patient_key, status="planned", gone_at=None
    ).select_related("code")
    fees = [(one.code.code, one.fee_cents) for one in planned if one.code_id]
    return moved(before.benefits, after.benefits, fees)


def _evidence(cover: Cover) -> list[Evidence]:
    rows = Evidence.objects.filter(inquiry__coverage_key=cover.key).defer("question", "answer")
    return list(rows.select_related("inquiry").order_by("-pk")[:PROOF_SHOWN])
