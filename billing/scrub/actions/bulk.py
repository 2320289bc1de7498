"""One deed on many claims: each once, those that changed meanwhile left alone and counted."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from billing.claims import actions as claims
from billing.claims.models import Claim
from billing.claims.states import UNSENT
from billing.scrub.actions.checking import check
from billing.scrub.actions.reporting import write_if_released
from billing.scrub.models import BulkDeed, FindingRow
from compliance.access import context
from practices.jobs import actions as jobs

AT_ONCE = 50
JOB = "scrub.bulk"


@transaction.atomic
def begin(
    *,
    rule: str,
    deed: str,
    reason: str,
    findings: Sequence[uuid.UUID],
    user_id: int,
    now: datetime,
) -> BulkDeed:
    """Keep what is to be done; more than AT_ONCE are a job's, fewer are the caller's `step`.

    Raises ValueError for a deed without its reason.
    """
    if deed != "check" and not reason.strip():
        raise ValueError("Say why: a reason of the list, or your own words.")
    row = BulkDeed.objects.create(
        rule=rule,
        deed=deed,
        reason=reason.strip()[:200],
        findings=[str(pk) for pk in findings],
        user_id=user_id,
        asked_at=now,
    )
    if row.count > AT_ONCE:
        ask(row, now=now)
    return row


def ask(row: BulkDeed, *, now: datetime) -> None:
    """A job for the next part; the reason stays in the practice."""
    place = context.practice().id
    told = {"deed": str(row.pk)}
    key = f"{place}:{row.pk}:{row.place}"
    jobs.enqueue(kind=JOB, key=key, practice=place, arguments=told, now=now)


@transaction.atomic
def step(deed_id: uuid.UUID, *, actor: str, name: str, now: datetime, today: date) -> BulkDeed:
    """Do the next part. Its place is kept with it: what is repeated is done once."""
    row = BulkDeed.objects.select_for_update().get(pk=deed_id)
    ids = [uuid.UUID(pk) for pk in row.findings[row.place : row.place + AT_ONCE]]
    done = _done(row, ids, actor=actor, name=name, now=now, today=today)
    row.place += len(ids)
    row.done += done
    row.skipped += len(ids) - done
    row.ended_at = now if row.place >= row.count else None
    row.save(update_fields=["place", "done", "skipped", "ended_at"])
    return row


@transaction.atomic
def give_up(deed_id: uuid.UUID, *, why: str, now: datetime) -> None:
    """What is left of it is not done."""
    BulkDeed.objects.filter(pk=deed_id, ended_at=None).update(ended_at=now, why_ended=why[:80])


def _done(
    row: BulkDeed, ids: Sequence[uuid.UUID], *, actor: str, name: str, now: datetime, today: date
) -> int:
    """How many findings it was done on. Claims are locked in one order, as checks lock them."""
    of = FindingRow.objects.filter(pk__in=ids).values("claim_id")
    locked = Claim.objects.select_for_update(no_key=True).filter(pk__in=of, state__in=UNSENT)
    here = {claim.pk: claim for claim in locked.order_by("pk")}
    found = FindingRow.objects.holding().filter(pk__in=ids, claim__in=here)
    if row.deed == "hold":
        found = found.filter(claim__held_because="")
    touched = dict(found.values_list("pk", "claim_id"))
    if row.deed == "answer":
        told = {"answered_by": actor, "answered_name": name, "answered_at": now}
        FindingRow.objects.filter(pk__in=touched).update(
            answer="overridden", reason=row.reason, **told
        )
    if row.deed == "hold":
        for pk in sorted(set(touched.values())):
            claims.held(here[pk], because=row.reason, now=now)
    check(set(touched.values()), now=now, today=today)
    if row.deed == "answer":
        for pk in sorted(set(touched.values())):
            write_if_released(pk, now=now)
    return len(touched)
