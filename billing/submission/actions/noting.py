"""What became of a batch on its way, each step noted once, by whoever holds its lease."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from billing.claims import actions as claims_of
from billing.claims.models import Claim, TurnedAway
from billing.claims.states import ClaimState
from billing.scrub.actions.verdicts import wait_for_person
from billing.submission.actions.telling import tell_practice
from billing.submission.models import Batch, BatchFile, Departure, Sending
from billing.submission.pace import USUAL, overdue_at
from billing.submission.stages import Level, Stage
from billing.submission.vault import opened
from practices.events.actions import raise_events

IN_DOUBT = frozenset({"staged", "unsure"})
LATER = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60))


class NotOurs(RuntimeError):
    """Another run has the batch by now, or it is through; nothing was done."""


class Loaded(NamedTuple):
    """A batch on its way, with its bytes; whether it was noted that it lies there."""

    key: str
    name: str
    data: bytes
    is_staged: bool
    tries: int


def load(batch_id: uuid.UUID, *, lease: uuid.UUID) -> Loaded:
    """Raises NotOurs."""
    batch = _held(batch_id, lease)
    kept = BatchFile.objects.get(batch=batch)
    data = opened(bytes(kept.sealed))
    return Loaded(batch.pk.hex, batch.name, data, batch.state == "staged", batch.tries)


@transaction.atomic
def staged(batch_id: uuid.UUID, *, lease: uuid.UUID, now: datetime) -> None:
    """It lies there, and is not theirs yet. Raises NotOurs."""
    batch = _held(batch_id, lease)
    batch.state, batch.staged_at, batch.why = "staged", now, ""
    batch.save(update_fields=["state", "staged_at", "why"])


@transaction.atomic
def sent(
    batch_id: uuid.UUID, *, lease: uuid.UUID | None, receipt: str, now: datetime, today: date
) -> None:
    """It is theirs, and so are its claims. Raises NotOurs."""
    _arrived(_held(batch_id, lease), receipt=receipt, now=now, today=today)


def any_in_doubt() -> bool:
    """Whether some batch may have arrived without our noting it."""
    return Batch.objects.filter(state__in=IN_DOUBT).exists()


@transaction.atomic
def heard_of(references: Collection[str], *, now: datetime, today: date) -> None:
    """Somebody answers what is in these batches: so they arrived, whatever we noted."""
    rows = Batch.objects.filter(reference__in=list(references), state__in=IN_DOUBT)
    for batch in rows.order_by("pk"):
        Departure.objects.select_for_update().filter(pk=batch.pk).first()
        batch.refresh_from_db()
        if batch.state in IN_DOUBT:
            _arrived(batch, receipt="", now=now, today=today)


def _arrived(batch: Batch, *, receipt: str, now: datetime, today: date) -> None:
    batch.state, batch.sent_at, batch.receipt, batch.why = "sent", now, receipt[:80], ""
    batch.save(update_fields=["state", "sent_at", "receipt", "why"])
    _through(batch.pk)
    if batch.kind != "claims":
        return
    Sending.objects.filter(batch=batch, stage__in=[Stage.LEAVING, Stage.UNSURE]).update(
        stage=Stage.SENT, sent_at=now, heard_on=today,
        expect_at=overdue_at(Level.FILE, now, USUAL),
    )  # fmt: skip
    rows = _claims(batch)
    Claim.objects.filter(pk__in=[row.pk for row in rows]).update(sent_on=today)
    claims_of.move_all(rows, to=ClaimState.SENT)
    TurnedAway.objects.filter(claim__in=rows, over_at=None).update(over_at=now)
    claims_of.keep([claims_of.decision(row, "sent", now=now, why=batch.reference) for row in rows])
    tell_practice(rows, batch, on=today, now=now)
    raise_events("claim.batched", [row.pk for row in rows], at=now)


@transaction.atomic
def later(batch_id: uuid.UUID, *, lease: uuid.UUID, why: str, now: datetime) -> None:
    """Nothing is theirs; it is tried again, later and later. Raises NotOurs."""
    batch = _held(batch_id, lease)
    batch.tries, batch.why = batch.tries + 1, why[:200]
    batch.save(update_fields=["tries", "why"])
    wait = LATER[min(batch.tries, len(LATER)) - 1]
    Departure.objects.filter(pk=batch_id).update(next_at=now + wait, lease=None, lease_until=None)


@transaction.atomic
def unsure(batch_id: uuid.UUID, *, lease: uuid.UUID, why: str, now: datetime) -> None:
    """It may be theirs. Nothing is sent again by itself: a person asks. Raises NotOurs."""
    batch = _held(batch_id, lease)
    batch.state, batch.why = "unsure", why[:200]
    batch.save(update_fields=["state", "why"])
    Sending.objects.filter(batch=batch, stage=Stage.LEAVING).update(
        stage=Stage.UNSURE, expect_at=overdue_at(Level.FILE, now, USUAL)
    )
    _through(batch_id)


@transaction.atomic
def refused(batch_id: uuid.UUID, *, lease: uuid.UUID | None, why: str, now: datetime) -> None:
    """They said no, or it never got there: its claims come back and wait. Raises NotOurs."""
    batch = _held(batch_id, lease)
    batch.state, batch.why = ("refused" if lease else "withdrawn"), why[:200]
    batch.save(update_fields=["state", "why"])
    rows = _claims(batch)
    Sending.objects.filter(batch=batch, stage__in=[Stage.LEAVING, Stage.UNSURE]).update(
        stage=Stage.WITHDRAWN, expect_at=None
    )
    for row in rows:
        row.held_because = f"Not sent: {why}"[:200]
    Claim.objects.bulk_update(rows, ["held_because"])
    claims_of.move_all(rows, to=ClaimState.HELD)
    claims_of.keep([claims_of.decision(row, "held", now=now, why=why) for row in rows])
    wait_for_person(rows, now=now, today=timezone.localdate(now))
    raise_events("claim.changed", [row.pk for row in rows], at=now)
    _through(batch_id)


def _held(batch_id: uuid.UUID, lease: uuid.UUID | None) -> Batch:
    """The departure is locked first; without a lease, a person decides of one that is unsure."""
    trip = Departure.objects.select_for_update().filter(pk=batch_id).first()
    wanted = {"written", "staged"} if lease else {"unsure"}
    batch = Batch.objects.filter(pk=batch_id, state__in=wanted).first()
    if trip is None or batch is None or (lease is not None and trip.lease != lease):
        raise NotOurs("Somebody else has this batch by now.")
    return batch


def _through(batch_id: uuid.UUID) -> None:
    Departure.objects.filter(pk=batch_id).update(next_at=None, lease=None, lease_until=None)


def _claims(batch: Batch) -> list[Claim]:
    """Those that still wait for it; one that was answered or taken back meanwhile stays so."""
    rows = Claim.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.filter(sendings__batch=batch, state=ClaimState.LEAVING)
    return list(rows.select_related("patient", "payer").order_by("pk"))
