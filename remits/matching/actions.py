"""Keeping a share and its claim payments in the practice."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from practices.registry import bulk
from remits.clearing.answer import ShareBody
from remits.matching.models import ClaimPayment, Remittance

COLUMNS = (
    "id", "remittance_id", "ordinal", "claim_id", "control_number", "payer_control_number",
    "status_code", "charge_cents", "paid_cents", "facts", "raw", "match", "stage", "question",
    "question_text", "proposal", "band", "rule_version", "corrections", "version",
)  # fmt: skip


def keep_remittance(
    *, share_id: uuid.UUID, payment_id: uuid.UUID, body: ShareBody, now: datetime
) -> Remittance:
    """The practice's view of a payment; its id is the share's, so a second time is refused."""
    claims_cents = sum(answer.paid_cents for answer in body.answers)
    remittance = Remittance(
        id=share_id,
        payment_id=payment_id,
        payer_name=body.payer_name,
        originator_id=body.originator_id,
        trace=body.trace,
        method=body.method,
        effective_on=body.effective_on,
        received_at=now,
        claims_cents=claims_cents,
        adjustments_cents=sum(adjustment.cents for adjustment in body.adjustments),
        claim_count=len(body.answers),
        payment_cents=body.payment_cents,
        blocked_by=body.blocked_by,
    )
    remittance.save(force_insert=True)
    return remittance


def keep_claim_payments(rows: Sequence[Sequence[Any]]) -> None:
    """Rows in the order of COLUMNS, JSON as text; all in one COPY."""
    bulk.copy_in(ClaimPayment, COLUMNS, rows)
