"""Posting: one payment as proposed, or many."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction
from django.db.models import prefetch_related_objects

from billing.claims import actions as claims
from billing.claims.states import ClaimState
from billing.ledger import actions as ledger
from billing.ledger.models import Entry
from practices.desk import actions as desk
from practices.events.actions import raise_events
from practices.sync import actions as sync
from practices.sync import kinds
from remits.clearing.answer import Answer
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import facts, telling
from remits.posting.actions.answering import tell_claim
from remits.posting.actions.holding import (
    NothingToPost,
    SomeoneElseActed,
    decide,
    locked,
    replan,
    take_on,
)
from remits.posting.queries import KIND, keys_of, our_lines
from remits.posting.standing import standing
from remits.posting.values import NoMoney, Plan, Question


@transaction.atomic
def post(*, claim_payment_id: uuid.UUID, version: int | None, now: datetime) -> ClaimPayment:
    """Post one claim payment as proposed: ledger, claim, write-back, desk and trail together.

    The claim is locked first, then the payment; the proposal is worked out again from the books
    as they are now. Raises NothingToPost, SomeoneElseActed if it is no longer at `version`.
    If the books now raise a question, the payment is left with it and returned unposted.
    """
    row = _post(claim_payment_id, version, now=now)
    if row.stage == PaymentStage.POSTED:
        raise_events("payment.posted", [row.pk], at=now)
    return row


@transaction.atomic
def _post(claim_payment_id: uuid.UUID, version: int | None, *, now: datetime) -> ClaimPayment:
    """Without the event: who posts many raises one for all of them."""
    row = locked(claim_payment_id, version)
    if row.stage not in {PaymentStage.PROPOSED, PaymentStage.PARKED} or row.proposal is None:
        raise NothingToPost("This payment is posted already or still has a question.")
    outcome = replan(row)
    if not isinstance(outcome, Plan):
        return _leave_with(row, outcome)
    proposed = row.proposal
    entry = _book(row, outcome, now=now)
    agreed = not row.corrections and facts.proposal_as_json(outcome) == proposed
    row.stage, row.entry_id = PaymentStage.POSTED.value, entry.pk
    row.question = row.question_text = ""
    row.version += 1
    row.save(update_fields=["stage", "entry_id", "question", "question_text", "version"])
    _move_claim(row, outcome, now=now)
    _queue_write_back(row, entry, now=now)
    decide(row, "posted", agreed=agreed, now=now)
    desk.close(kind=KIND, subject_id=row.pk, outcome="posted", now=now)
    _ask_again(row)
    return row


def _ask_again(posted: ClaimPayment) -> None:
    """A reversal opens the claim for its correction; a payment is what its reversal waited for."""
    assert posted.claim_id is not None
    waiting = ClaimPayment.objects.select_for_update().filter(
        claim_id=posted.claim_id,
        stage=PaymentStage.ASKING,
        question="ALREADY_ANSWERED" if posted.is_reversal else "NO_ORIGINAL",
    )
    for row in waiting.order_by("pk"):
        take_on(row, replan(row))


def _leave_with(row: ClaimPayment, outcome: Question | NoMoney) -> ClaimPayment:
    stage, question, band = standing(outcome)
    row.stage, row.band = stage, band
    row.question, row.question_text = question.code, question.text
    row.proposal = None
    row.version += 1
    row.save(update_fields=["stage", "band", "question", "question_text", "proposal", "version"])
    desk.ask(kind=KIND, subject_id=row.pk, question=question.code, words=question.text)
    return row


def _book(row: ClaimPayment, plan: Plan, *, now: datetime) -> Entry:
    """One entry under a source that counts the postings of this payment, undone ones included."""
    source = f"claim-payment:{row.pk}:{row.version}"
    effective_on = row.remittance.effective_on or now.date()
    if plan.reverses_entry_id:
        original = Entry.objects.get(pk=plan.reverses_entry_id)
        return ledger.reverse(
            original,
            source=source,
            memo="Reversed by the payer",
            effective_on=effective_on,
            share_id=row.remittance_id,
            now=now,
        )
    return ledger.post_entry(
        ledger.NewEntry(
            source=source,
            legs=plan.legs,
            effective_on=effective_on,
            memo="Answered by the payer",
            claim_id=row.claim_id,
            share_id=row.remittance_id,
        ),
        now=now,
    )


def _move_claim(row: ClaimPayment, plan: Plan, *, now: datetime) -> None:
    if row.claim is None:
        raise NothingToPost("No claim is chosen.")
    state = ClaimState.DENIED if plan.is_denial else ClaimState.ANSWERED
    if row.is_reversal:
        state = ClaimState.SENT
    claims.move(row.claim, to=state, payer_control_number=row.payer_control_number)
    tell_claim(row, row.claim, now=now)


def _queue_write_back(row: ClaimPayment, entry: Entry, *, now: datetime) -> None:
    sync.queue_write_back(
        key=entry.source,
        kind="claim_payment",
        subject_id=row.pk,
        body=_told(row, now=now),
        now=now,
        group_id=row.remittance_id,
    )


def _told(row: ClaimPayment, *, now: datetime) -> kinds.ClaimPayment:
    sent = telling.Sent(
        trace=row.remittance.trace,
        paid_on=row.remittance.effective_on or now.date(),
        payer=row.remittance.payer_name,
    )
    answer = msgspec.convert(row.facts, Answer)
    if row.claim is not None:
        prefetch_related_objects([row.claim], "lines")
    ours, keys = our_lines(row.claim), keys_of(row.claim)
    return telling.payment_told(answer, ours, row.corrections, keys, sent)


@transaction.atomic
def approve(*, claim_payment_ids: Sequence[uuid.UUID], now: datetime) -> tuple[int, int]:
    """Post each as proposed, reversals first; returns how many were posted and how many were not.

    Each stands in a savepoint of its own: one that cannot be posted stops no other.
    """
    posted, left = list[uuid.UUID](), 0
    rows = ClaimPayment.objects.filter(pk__in=claim_payment_ids).order_by("pk")
    ordered = sorted(rows.values_list("pk", "status_code"), key=lambda row: row[1] != "22")
    for claim_payment_id, _ in ordered:
        try:
            row = _post(claim_payment_id, None, now=now)
        except (NothingToPost, SomeoneElseActed, ledger.AlreadyReversed):
            left += 1
        else:
            posted += [row.pk] if row.stage == PaymentStage.POSTED else []
            left += row.stage != PaymentStage.POSTED
    raise_events("payment.posted", posted, at=now)
    return len(posted), left


def approve_clean(*, now: datetime) -> int:
    """Post every proposal of this practice that has no question; returns how many."""
    ids = ClaimPayment.objects.filter(stage=PaymentStage.PROPOSED).values_list("pk", flat=True)
    posted, _ = approve(claim_payment_ids=list(ids), now=now)
    return posted
