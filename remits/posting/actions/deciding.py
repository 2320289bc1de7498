"""What people decide short of posting: change, take off, send back, say that it was wrong."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects

from billing.claims.models import Claim
from billing.ledger.accounts import Account
from practices.desk import actions as desk
<<<<<<< HEAD
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import facts
from remits.posting.actions.holding import NothingToPost, decide, locked, replan, take_on
from remits.posting.models import Decision
from remits.posting.queries import KIND
from remits.posting.values import Question
=======
from practices.sync import actions as sync
from practices.sync import kinds
from remits.clearing.answer import Answer
from remits.matching.models import ClaimPayment, PaymentStage
from remits.matching.score import Band, Match
from remits.posting import facts, telling
from remits.posting.models import Decision
from remits.posting.plan import NoMoney, Plan, Question, plan_posting
from remits.posting.queries import KIND, books_for, keys_of, our_lines
from remits.posting.standing import standing, waiting_words
>>>>>>> writeback

SEND_BACK_REASONS = {
    "wrong_patient": "The patient or claim looks wrong",
    "ask_payer": "The payer has to explain first",
    "ask_practice": "The practice has to look",
    "other": "Another reason, see the note",
}
WRONG_REASONS = {
    "claim": "Wrong claim",
    "account": "Wrong account",
    "amount": "Wrong amount",
    "should_ask": "It should have asked",
}


<<<<<<< HEAD
=======
class NothingToPost(RuntimeError):
    """The claim payment is posted already, moves no money, or waits with a question."""


class NotPosted(RuntimeError):
    """Only what is posted can be undone."""


class SomeoneElseActed(RuntimeError):
    """The claim payment changed since the page was opened; nothing was done."""


@transaction.atomic
def post(*, claim_payment_id: uuid.UUID, version: int | None, now: datetime) -> ClaimPayment:
    """Post one claim payment as proposed: ledger, claim, write-back, desk and trail together.

    The claim is locked first, then the payment; the proposal is worked out again from the books
    as they are now. Raises NothingToPost, SomeoneElseActed if it is no longer at `version`.
    If the books now raise a question, the payment is left with it and returned unposted.
    """
    row = _locked(claim_payment_id, version)
    if row.stage not in {PaymentStage.PROPOSED, PaymentStage.PARKED} or row.proposal is None:
        raise NothingToPost("This payment is posted already or still has a question.")
    outcome = _replan(row)
    if not isinstance(outcome, Plan):
        return _leave_with(row, outcome)
    proposed = row.proposal
    entry = _book(row, outcome, now=now)
    agreed = not row.corrections and facts.proposal_as_json(outcome) == proposed
    row.stage, row.entry_id = PaymentStage.POSTED.value, entry.pk
    row.question = row.question_text = ""
    row.version += 1
    row.save(update_fields=["stage", "entry_id", "question", "question_text", "version"])
    _move_claim(row, outcome)
    _queue_write_back(row, entry, now=now)
    _decide(row, "posted", agreed=agreed, now=now)
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
        _take_on(row, _replan(row))


def _locked(claim_payment_id: uuid.UUID, version: int | None) -> ClaimPayment:
    """Claim first, payment second, always in this order."""
    claim_id = ClaimPayment.objects.values_list("claim_id", flat=True).get(pk=claim_payment_id)
    claim = Claim.objects.select_for_update().get(pk=claim_id) if claim_id else None
    rows = ClaimPayment.objects.select_for_update(of=("self",)).select_related("remittance")
    row: ClaimPayment = rows.get(pk=claim_payment_id)
    if row.claim_id != claim_id or (version is not None and row.version != version):
        raise SomeoneElseActed("A colleague changed this payment a moment ago.")
    row.claim = claim
    return row


def _replan(row: ClaimPayment) -> Plan | Question | NoMoney:
    answer = msgspec.convert(row.facts, Answer)
    match = facts.match_from_json(row.match)
    if row.claim_id != match.claim_id:  # a person chose the claim
        match = Match(row.claim_id, match.points, Band.SURE, ("chosen by a person",))
    return plan_posting(
        facts.paid_of(answer),
        match,
        books_for([answer], [match])[0],
        blocked_by=row.remittance.blocked_by,
        corrections=facts.corrections_from_json(row.corrections),
    )


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


def _move_claim(row: ClaimPayment, plan: Plan) -> None:
    if row.claim is None:
        raise NothingToPost("No claim is chosen.")
    state = ClaimState.DENIED if plan.is_denial else ClaimState.ANSWERED
    if row.is_reversal:
        state = ClaimState.SENT
    claims.move(row.claim, to=state, payer_control_number=row.payer_control_number)


def _queue_write_back(row: ClaimPayment, entry: Entry, *, now: datetime) -> None:
    sync.queue_write_back(
        key=entry.source,
        kind="claim_payment",
        subject_id=row.pk,
        body=_told(row, now=now),
        now=now,
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


def _decide(
    row: ClaimPayment, outcome: str, *, now: datetime, agreed: bool | None = None, reason: str = ""
) -> Decision:
    actor = context.actor()
    decision: Decision = Decision.objects.create(
        claim_payment=row,
        outcome=outcome,
        agreed=agreed,
        reason=reason,
        proposal=row.proposal,
        question=row.question,
        band=row.band,
        rule_version=row.rule_version,
        entry_id=row.entry_id,
        actor=actor.key,
        actor_name=actor.label,
        decided_at=now,
    )
    return decision


>>>>>>> writeback
@transaction.atomic
def change(
    *,
    claim_payment_id: uuid.UUID,
    version: int | None,
    corrections: dict[str, str],
    claim_id: uuid.UUID | None,
    now: datetime,
    looked: bool = False,
) -> ClaimPayment:
    """A person chooses other homes, or another claim; the proposal is worked out again.

    `corrections` maps `CO-97` to an account; `looked` says that the payment of a file with a fault
    is whole. Raises SomeoneElseActed; NothingToPost if it is posted, or if the claim is none of
    this practice's.
    """
    row = locked(claim_payment_id, version)
    if row.stage in {PaymentStage.POSTED, PaymentStage.NO_MONEY}:
        raise NothingToPost("What is posted is undone first, then changed.")
    if claim_id and not Claim.objects.filter(pk=claim_id).exists():
        raise NothingToPost("The claim chosen does not exist here.")
    row.corrections = {pair: Account(account).value for pair, account in corrections.items()}
    if looked:
        row.corrections[facts.LOOKED] = "yes"
    row.claim_id = claim_id or row.claim_id
    take_on(row, replan(row))
    decide(row, "changed", agreed=False, now=now)
    return row


@transaction.atomic
def detach(*, claim_payment_id: uuid.UUID, version: int | None, now: datetime) -> ClaimPayment:
    """It answers none of the claims found: taken off its claim, it asks for another one.

    Raises SomeoneElseActed; NothingToPost if it is posted, or has no claim to be taken off.
    """
    row = locked(claim_payment_id, version)
    if row.stage in {PaymentStage.POSTED, PaymentStage.NO_MONEY} or row.claim_id is None:
        raise NothingToPost("Only what waits with a claim can be taken off it.")
    row.claim_id, row.corrections = None, {}
    take_on(row, DETACHED)
    decide(row, "changed", agreed=False, reason="Taken off its claim", now=now)
    return row


DETACHED = Question(
    "NO_CLAIM", "A person took it off the claim it was found for; choose the one that is meant."
)


@transaction.atomic
def send_back(
    *, claim_payment_id: uuid.UUID, version: int | None, reason: str, note: str, now: datetime
) -> ClaimPayment:
    """Not now: the payment stays in suspense with a reason. Raises KeyError, NothingToPost."""
    row = locked(claim_payment_id, version)
    if row.stage in {PaymentStage.POSTED, PaymentStage.NO_MONEY}:
        raise NothingToPost("What is posted is undone, and an estimate waits for nobody.")
    label = SEND_BACK_REASONS[reason]
    row.stage = PaymentStage.PARKED.value
    row.version += 1
    row.save(update_fields=["stage", "version"])
    decide(row, "sent_back", agreed=False, reason=f"{label}. {note}".strip()[:200], now=now)
    desk.ask(kind=KIND, subject_id=row.pk, question="SENT_BACK", words=label)
    return row


@transaction.atomic
<<<<<<< HEAD
=======
def undo(*, claim_payment_id: uuid.UUID, now: datetime, today: date) -> ClaimPayment:
    """Take a posting back by a linked reversing entry; nothing is deleted.

    Raises NotPosted, also for a posting that a reversal of the payer took back: that is undone
    first.
    """
    row = _locked(claim_payment_id, None)
    if row.stage != PaymentStage.POSTED or row.entry_id is None or row.claim is None:
        raise NotPosted("This payment is not posted.")
    entry = Entry.objects.get(pk=row.entry_id)
    # Its reversal may have been undone since: then that undoing is what stands.
    stands = ledger_queries.standing([entry.pk]).get(entry.pk)
    if stands is None:
        raise NotPosted("The payer took it back by a reversal; undo that one first.")
    effect = Entry.objects.get(pk=stands)
    ledger.reverse(
        effect, source=f"undo:{effect.source}", memo="Undone", effective_on=today, now=now
    )
    sync.take_back(key=entry.source, kind="claim_payment_undone", now=now)
    claims.move(row.claim, to=ClaimState.ANSWERED if row.is_reversal else ClaimState.SENT)
    _decide(row, "undone", now=now)
    row.entry_id = None
    _take_on(row, _replan(row))
    return row


@transaction.atomic
>>>>>>> writeback
def say_wrong(*, claim_payment_id: uuid.UUID, reason: str, now: datetime) -> Decision:
    """The proposal was wrong, and why: feeds the measured agreement. Raises KeyError."""
    row = locked(claim_payment_id, None)
    return decide(row, "wrong", agreed=False, reason=WRONG_REASONS[reason], now=now)
