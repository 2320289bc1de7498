"""Which practices have something to ask now, and which run has them."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Min, Q
from django.db.models.functions import Least

from billing.eligibility.models import Inquiry, Turn
from billing.eligibility.states import OPEN, InquiryState
from compliance.access import context
from practices.registry.models import Practice

LEASE = timedelta(seconds=150)  # a question, its reading and its note, with room to spare
PRACTICES_PER_RUN_MAX = 8
RUNS_MAX = 2


@dataclass(frozen=True, slots=True)
class Leased:
    """Practices that one run asks for."""

    lease: uuid.UUID
    practices: list[Practice]


@transaction.atomic
def lease_turns(*, lease: uuid.UUID, now: datetime) -> Leased:
    """Those whose next inquiry is due; none while as many runs as may be are under way.

    A run that ended without giving its practices back loses them when the lease is over.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('eligibility.turns'))")
    held = Turn.objects.filter(lease_until__gt=now).exclude(lease=lease)
    if held.values("lease").distinct().count() >= RUNS_MAX:
        return Leased(lease, [])
    free = Q(lease_until=None) | Q(lease_until__lte=now) | Q(lease=lease)
    due = Turn.objects.filter(free, next_at__lte=now, practice__state="ready")
    ids = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:PRACTICES_PER_RUN_MAX])
    Turn.objects.filter(pk__in=ids).update(lease=lease, lease_until=now + LEASE)
    practices = Practice.objects.filter(pk__in=ids).select_related("organization")
    return Leased(lease, list(practices.order_by("pk")))


def comes_due(at: datetime) -> None:
    """Something of the practice we stand in is to be asked at that moment, or was earlier."""
    pk = context.practice().id
    Turn.objects.bulk_create([Turn(practice_id=pk, next_at=at)], ignore_conflicts=True)
    Turn.objects.filter(pk=pk).update(next_at=Least(F("next_at"), at))


def give_back(*, lease: uuid.UUID) -> None:
    """The practice we stand in is due when its next inquiry is; its row is locked before looking.

    Who lays an inquiry meanwhile waits for us, and then makes it earlier again.
    """
    turn = Turn.objects.select_for_update().filter(pk=context.practice().id).first()
    if turn is None or turn.lease != lease:
        return
    waiting = Inquiry.objects.filter(state__in=OPEN).aggregate(at=Min("next_try_at"))["at"]
    out = Inquiry.objects.filter(state=InquiryState.SENT).aggregate(at=Min("lease_until"))["at"]
    turn.next_at = min(filter(None, (waiting, out)), default=None)
    turn.lease, turn.lease_until = None, None
    turn.save(update_fields=["next_at", "lease", "lease_until"])
