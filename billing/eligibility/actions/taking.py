"""Taking inquiries to ask: each leased, its question written, before anything goes out."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from billing.eligibility import queries
from billing.eligibility.actions.turns import LEASE
from billing.eligibility.asking import Asking, Route, Somebody, written
from billing.eligibility.models import Inquiry
from billing.eligibility.normal.answers import Whom
from billing.eligibility.queries import Cover
from billing.eligibility.states import OPEN, InquiryState
from practices.registry.models import Practice

PER_PRACTICE_MAX = 8
TRIES_MAX = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """One question, ready to go: bytes, and whom the answer must be about."""

    inquiry_id: uuid.UUID
    practice: Practice
    lease: uuid.UUID
    request: str
    number: str
    question: bytes
    whom: Whom
    sent_at: datetime


def take(*, practice: Practice, lease: uuid.UUID, now: datetime) -> list[Taken]:
    """Lease what is due in the practice we stand in; what cannot be asked is a person's.

    What another run took and never noted is taken again: nothing is lost, and a second answer to
    the same question changes nothing.
    """
    late = Q(state=InquiryState.SENT, lease_until__lt=now)
    due = Q(state__in=OPEN, next_try_at__lte=now)
    rows = list(
        Inquiry.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(due | late)
        .select_related("payer")
        .order_by("next_try_at", "pk")[:PER_PRACTICE_MAX]
    )
    covers = queries.covers({row.coverage_key for row in rows})
    return [told for row in rows if (told := _taken(row, covers, practice, lease, now))]


def _taken(
    row: Inquiry, covers: Mapping[str, Cover], practice: Practice, lease: uuid.UUID, now: datetime
) -> Taken | None:
    cover = covers.get(row.coverage_key)
    asking = _asking(row, cover, practice) if cover else None
    if asking is None or asking.missing:
        _cannot(row, f"Not known: {asking.missing}." if asking else "The cover is gone.")
        return None
    row.state, row.lease, row.lease_until = InquiryState.SENT.value, lease, now + LEASE
    row.tries += 1
    row.save(update_fields=["state", "lease", "lease_until", "tries"])
    here = timezone.localtime(now)
    route = Route(
        sender=settings.ELIGIBILITY_SENDER,
        receiver=settings.ELIGIBILITY_RECEIVER,
        is_test=settings.ELIGIBILITY_TEST,
    )
    question = written(asking, route, at=here)
    return Taken(row.pk, practice, lease, row.request, asking.number, question, asking.whom, now)


def _cannot(row: Inquiry, why: str) -> None:
    row.state, row.why, row.next_try_at = InquiryState.NEEDS_PERSON.value, why, None
    row.save(update_fields=["state", "why", "next_try_at"])


def _asking(row: Inquiry, cover: Cover, practice: Practice) -> Asking:
    """The number tells requests of one asking apart, and is the same when one is asked again."""
    patient = Somebody(cover.first_name, cover.last_name, cover.born_on)
    holder = Somebody(
        cover.holder_first_name or "", cover.holder_last_name or "", cover.holder_born_on
    )
    is_self = cover.relationship == "self" or not cover.holder_last_name
    return Asking(
        number=f"{row.pk.hex}-{len(row.asked)}",
        request=row.request,
        asked_for_on=row.asked_for_on,
        payer_name=cover.payer_name,
        payer_code=cover.payer_code,
        provider_name=practice.name,
        npi=practice.npi,
        member_id=cover.member_id,
        patient=patient,
        subscriber=patient if is_self else holder,
        relationship="self" if is_self else cover.relationship,
    )


def overdue(row: Inquiry, now: datetime) -> bool:
    """Nobody needs the answer any more, or it was tried often enough."""
    is_past = timezone.localdate(now) > row.asked_for_on + timedelta(days=1)
    return is_past or row.tries >= TRIES_MAX
