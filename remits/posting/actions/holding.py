"""One claim payment in hand: locked, worked out again, and what was decided of it kept."""

import uuid
from datetime import datetime

import msgspec

from billing.claims.models import Claim
from compliance.access import context
from practices.desk import actions as desk
from remits.clearing.answer import Answer
from remits.matching.models import ClaimPayment
from remits.matching.score import Band, Match
from remits.posting import facts
from remits.posting.models import Decision
from remits.posting.plan import plan_posting
from remits.posting.queries import KIND, books_for
from remits.posting.standing import standing, waiting_words
from remits.posting.values import NoMoney, Plan, Question


class NothingToPost(RuntimeError):
    """The claim payment is posted already, moves no money, or waits with a question."""


class SomeoneElseActed(RuntimeError):
    """The claim payment changed since the page was opened; nothing was done."""


def locked(claim_payment_id: uuid.UUID, version: int | None) -> ClaimPayment:
    """Claim first, payment second, always in this order."""
    claim_id = ClaimPayment.objects.values_list("claim_id", flat=True).get(pk=claim_payment_id)
    claim = Claim.objects.select_for_update().get(pk=claim_id) if claim_id else None
    rows = ClaimPayment.objects.select_for_update(of=("self",)).select_related("remittance")
    row: ClaimPayment = rows.get(pk=claim_payment_id)
    if row.claim_id != claim_id or (version is not None and row.version != version):
        raise SomeoneElseActed("A colleague changed this payment a moment ago.")
    row.claim = claim
    return row


def replan(row: ClaimPayment) -> Plan | Question | NoMoney:
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


def take_on(row: ClaimPayment, outcome: Plan | Question | NoMoney) -> None:
    stage, question, band = standing(outcome)
    row.stage, row.band = stage, band
    row.question, row.question_text = question.code, question.text
    row.proposal = facts.proposal_as_json(outcome)
    row.version += 1
    row.save()
    desk.ask(kind=KIND, subject_id=row.pk, question=question.code, words=waiting_words(outcome))


def decide(
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
