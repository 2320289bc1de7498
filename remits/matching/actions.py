"""Keeping a share and its claim payments in the practice."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from practices.registry import bulk
from remits.clearing.actions import TakenShare
from remits.matching.models import ClaimPayment, Remittance

COLUMNS = (
    "id", "remittance_id", "ordinal", "claim_id", "control_number", "payer_control_number",
    "status_code", "charge_cents", "paid_cents", "facts", "raw", "match", "stage", "question",
    "question_text", "proposal", "band", "rule_version", "corrections", "version",
)  # fmt: skip


def keep_remittances(shares: Sequence[TakenShare], *, now: datetime) -> list[Remittance]:
    """The practice's view of each payment; its id is the share's: a second time is refused."""
    return list(Remittance.objects.bulk_create(_remittance(share, now) for share in shares))


def _remittance(share: TakenShare, now: datetime) -> Remittance:
    body = share.body
    return Remittance(
        id=share.share_id,
        payment_id=share.payment_id,
        payer_name=body.payer_name,
        originator_id=body.originator_id,
        trace=body.trace,
        method=body.method,
        effective_on=body.effective_on,
        received_at=now,
        claims_cents=sum(answer.paid_cents for answer in body.answers),
        adjustments_cents=sum(adjustment.cents for adjustment in body.adjustments),
        claim_count=len(body.answers),
        payment_cents=body.payment_cents,
        blocked_by=body.blocked_by,
    )


def keep_claim_payments(rows: Iterable[Sequence[Any]]) -> None:
    """Rows in the order of COLUMNS, JSON as text; all in one COPY."""
    bulk.copy_in(ClaimPayment, COLUMNS, rows)
