"""One claim's versions, what was heard of them, and how it may go out again."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from billing.claims.models import Claim, ClaimDecision, PayerAnswer
from billing.payers.queries import terms_of
from billing.submission.clocks import filing_due_on
from billing.submission.models import Batch, Notice, Sending
from billing.submission.resending import Way, ways
from billing.submission.stages import Stage
from compliance.access import context


class Version(NamedTuple):
    sending: Sending
    batch: Batch
    notices: Sequence[Notice]


def versions(claim_id: uuid.UUID) -> list[Version]:
    """Newest first, each with its batch and every word about it, oldest word first."""
    rows = Sending.objects.filter(claim=claim_id).select_related("batch").order_by("-version")
    told: dict[uuid.UUID, list[Notice]] = {}
    for one in Notice.objects.filter(sending__claim=claim_id).order_by("received_at", "pk"):
        told.setdefault(one.sending_id, []).append(one)
    return [Version(row, row.batch, told.get(row.pk, [])) for row in rows]


def ways_of(claim: Claim, *, today: date) -> tuple[Way, ...]:
    last = Sending.objects.filter(claim=claim).order_by("-version").first()
    reached = (
        Sending.objects.filter(claim=claim, payer_at__isnull=False).order_by("-payer_at").first()
    )
    terms = terms_of(context.practice().organization_id, [claim.payer_id]).get(claim.payer_id)
    return ways(
        Stage(last.stage) if last else None,
        payer_number=claim.payer_control_number,
        reached_on=timezone.localdate(reached.payer_at) if reached and reached.payer_at else None,
        duplicate_days=terms.duplicate_days if terms else None,
        today=today,
    )


class Proof(NamedTuple):
    """That the payer had the claim: when, under which number of theirs, by which file."""

    on: date
    payer_number: str
    file_id: uuid.UUID
    reference: str


def proof_of(claim_id: uuid.UUID) -> Proof | None:
    """The first acceptance by the payer itself; a clearinghouse's is none."""
    told = (
        Notice.objects.filter(sending__claim=claim_id, level="payer", is_accepted=True)
        .select_related("sending__batch")
        .order_by("told_on", "pk")
        .first()
    )
    if told is None:
        return None
    sending = told.sending
    return Proof(told.told_on, sending.payer_number, told.file_id, sending.batch.reference)


class Papers(NamedTuple):
    """What else stands on a claim's way: decisions, and the payer's answers to it as a whole."""

    decisions: Sequence[ClaimDecision]
    answers: Sequence[PayerAnswer]


def papers(claim_id: uuid.UUID) -> Papers:
    decisions = ClaimDecision.objects.filter(claim=claim_id).order_by("decided_at", "pk")
    answers = PayerAnswer.objects.filter(claim=claim_id, line=None, code="")
    return Papers(list(decisions), list(answers.order_by("answered_on", "pk")))


class Clock(NamedTuple):
    """Until when the payer takes the claim, how many days are left, and the proof it was filed."""

    due_on: date | None
    days_left: int | None
    proof: Proof | None


def clock_of(claim: Claim, *, today: date) -> Clock:
    terms = terms_of(context.practice().organization_id, [claim.payer_id]).get(claim.payer_id)
    due_on = filing_due_on(claim.served_on, terms.filing_days if terms else None)
    return Clock(due_on, (due_on - today).days if due_on else None, proof_of(claim.pk))
