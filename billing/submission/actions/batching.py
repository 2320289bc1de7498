"""Claims that are ready become one batch, each version once; what cannot be written is held."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Max

from billing.claims import actions as claims_of
from billing.claims.models import Claim
from billing.claims.states import ClaimState
from billing.submission.models import Batch, BatchFile, Clearinghouse, Departure, Sending
from billing.submission.stages import Stage
from billing.submission.vault import sealed
from billing.submission.writing import Fit, Unfit, Written, batch_of
from compliance.access import context
from practices.registry.ids import new_id

CLAIMS_MAX = 5_000
CONTROL_MAX = 999_999_999
NEXT = """
UPDATE submission_clearinghouse SET control = control %% %s + 1 WHERE id = %s RETURNING control
"""


class Made(NamedTuple):
    """The batch, None where nothing was left to send; and how many claims were held."""

    batch: Batch | None
    held: int


def next_control(house_id: uuid.UUID) -> int:
    """The next interchange number, never given twice in a thousand million. Outside practices."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [CONTROL_MAX, house_id])
        control: int = cursor.fetchone()[0]
    return control


@transaction.atomic
def make_batch(
    claim_ids: Sequence[uuid.UUID],
    house: Clearinghouse,
    *,
    control: int,
    payer_codes: dict[uuid.UUID, str],
    now: datetime,
    today: date,
    by: str = "",
) -> Made:
    """One batch of those of these claims that are still ready, at most CLAIMS_MAX.

    Whoever else has one of them, or changed it meanwhile, keeps it. `payer_codes` are by payer,
    where the clearinghouse has a number of its own for one.
    """
    rows = _locked(claim_ids[:CLAIMS_MAX])
    if not rows:
        return Made(None, 0)
    pk = new_id()
    written = batch_of(
        list(rows), house, control=control, reference=_reference(pk), payer_codes=payer_codes,
        at=now, today=today,
    )  # fmt: skip
    _hold([rows[one.claim_id] for one in written.unfit], written.unfit, now=now)
    if not written.fit:
        return Made(None, len(written.unfit))
    batch = _kept(pk, house, written, rows, control=control, by=by, now=now)
    _send_off(batch, written.fit, rows, now=now, today=today)
    return Made(batch, len(written.unfit))


def _locked(claim_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Claim]:
    rows = Claim.objects.select_for_update(skip_locked=True, no_key=True).filter(
        pk__in=list(claim_ids), state=ClaimState.READY, is_approved=True
    )
    return {row.pk: row for row in rows.order_by("pk")}


def _reference(pk: uuid.UUID) -> str:
    """BHT03, thirty characters: all of the id but the first digits of its moment."""
    return f"B{pk.hex[3:]}"


def _hold(rows: Sequence[Claim], unfit: Sequence[Unfit], *, now: datetime) -> None:
    for row, one in zip(rows, unfit, strict=True):
        claims_of.held(row, because=f"Cannot be written for the payer: {one.why}", now=now)


def _kept(
    pk: uuid.UUID,
    house: Clearinghouse,
    written: Written,
    rows: dict[uuid.UUID, Claim],
    *,
    control: int,
    by: str,
    now: datetime,
) -> Batch:
    batch = Batch.objects.create(
        pk=pk,
        house_id=house.pk,
        kind="claims",
        reference=_reference(pk),
        control=control,
        claims=len(written.fit),
        charge_cents=sum(rows[one.claim_id].charge_cents for one in written.fit),
        made_at=now,
        made_by=by or context.actor().label,
    )
    BatchFile.objects.create(
        batch=batch,
        sealed=sealed(written.data),
        sha256=hashlib.sha256(written.data).hexdigest(),
        size_bytes=len(written.data),
    )
    Departure.objects.create(
        pk=pk, practice_id=context.practice().id, house=house, control=control,
        reference=batch.reference, kind="claims", made_at=now, next_at=now,
    )  # fmt: skip
    return batch


def _send_off(
    batch: Batch,
    fit: Sequence[Fit],
    rows: dict[uuid.UUID, Claim],
    *,
    now: datetime,
    today: date,
) -> None:
    leaving = [rows[one.claim_id] for one in fit]
    known = Sending.objects.filter(claim__in=leaving).values("claim").annotate(n=Max("version"))
    versions = {told["claim"]: told["n"] for told in known}
    Sending.objects.bulk_create(
        Sending(
            claim=rows[one.claim_id],
            batch=batch,
            version=versions.get(one.claim_id, 0) + 1,
            frequency=rows[one.claim_id].frequency or "1",
            set_control=one.set_control,
            print=one.print,
            charge_cents=rows[one.claim_id].charge_cents,
            stage=Stage.LEAVING.value,
            heard_on=today,
        )
        for one in fit
    )
    claims_of.move_all(leaving, to=ClaimState.LEAVING)
    why = f"In batch {batch.reference}"
    claims_of.keep([claims_of.decision(one, "batched", now=now, why=why) for one in leaving])
