"""Shares leave for their practices, each once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from compliance.audit import actions as audit
from practices.desk import actions as desk
from practices.jobs import actions as jobs
from practices.registry.models import Organization, Practice
from remits.clearing import parts
from remits.clearing.answer import ShareBody, decode, encode
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment, PaymentState, Share

CLAIMS_PER_JOB_MAX = 5_000


@dataclass(frozen=True, slots=True)
class TakenShare:
    share_id: uuid.UUID
    payment_id: uuid.UUID
    body: ShareBody


def new_share(payment: Payment, practice_id: uuid.UUID, body: ShareBody, part: int = 1) -> Share:
    return Share(
        payment=payment,
        practice_id=practice_id,
        part=part,
        claims_cents=sum(answer.paid_cents for answer in body.answers),
        adjustments_cents=sum(adjustment.cents for adjustment in body.adjustments),
        claim_count=len(body.answers),
        body=encode(body),
    )


def hand_over(shares: Sequence[Share], *, now: datetime) -> None:
    """One job for each practice, or several where a file is very large."""
    by_practice: dict[uuid.UUID, list[Share]] = {}
    for share in shares:
        by_practice.setdefault(share.practice_id, []).append(share)
    for practice_id, mine in by_practice.items():
        for chunk in parts.chunks(mine, claims_max=CLAIMS_PER_JOB_MAX):
            jobs.enqueue(
                kind="posting.propose",
                key=chunk[0].pk.hex,
                practice=practice_id,
                arguments={"shares": [share.pk.hex for share in chunk]},
                now=now,
            )


def take_shares(share_ids: Sequence[uuid.UUID], *, now: datetime) -> list[TakenShare]:
    """Hand a practice its shares, each once; those taken before are left out.

    Call it inside the practice. A share's body leaves the clearing with it: what a practice holds
    need not be kept twice.
    """
    waiting = list(
        Share.objects.select_for_update()
        .filter(pk__in=share_ids, taken_at__isnull=True)
        .order_by("pk")
    )
    Share.objects.filter(pk__in=[share.pk for share in waiting]).update(taken_at=now, body=None)
    return [
        TakenShare(share.pk, share.payment_id, decode(bytes(share.body)))
        for share in waiting
        if share.body is not None
    ]


@transaction.atomic
def route(
    *, payment_id: uuid.UUID, organization: Organization, practice: Practice, now: datetime
) -> bool:
    """Give the claims that no rule could place to one practice; False if there are none left."""
    with in_clearing():
        payment = (
            Payment.objects.select_for_update()
            .filter(organization=organization, pk=payment_id)
            .first()
        )
        if payment is None or payment.unrouted is None:
            return False
        body = decode(bytes(payment.unrouted))
        part = payment.shares.filter(practice_id=practice.pk).count() + 1
        share = new_share(payment, practice.pk, body, part)
        share.save(force_insert=True)
        hand_over([share], now=now)
        payment.proof = parts.routed_proof(payment.proof or {}, practice.pk, share.claims_cents)
        payment.unrouted, payment.state = None, PaymentState.SPLIT.value
        payment.save(update_fields=["proof", "unrouted", "state"])
        desk.close(kind="remit_payment", subject_id=payment.pk, outcome="routed", now=now)
        audit.record(deed="payment.routed", subject_kind="payment", subject_ids=[payment.pk])
    return True
