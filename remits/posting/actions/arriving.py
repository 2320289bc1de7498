"""Shares arrive in the practice: matched, planned, booked to suspense, laid on the desk."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction

from billing.ledger import actions as ledger
from billing.ledger.accounts import Account, legs_of
from compliance.access import context
from practices.desk import actions as desk
from practices.events.actions import raise_events
from practices.registry.ids import new_id
from remits.clearing.actions import TakenShare
from remits.clearing.answer import Answer
from remits.matching import actions as matching
from remits.matching import queries as matching_queries
from remits.matching.models import Remittance
from remits.matching.score import Match
from remits.posting import facts
from remits.posting.plan import RULE_VERSION, plan_posting
from remits.posting.queries import KIND, books_for
from remits.posting.standing import standing, waiting_words
from remits.posting.values import NoMoney, Plan, Question

DAYS_TO_POST = 3


class Arrived(msgspec.Struct, frozen=True):
    """One claim payment on its way in: what was said, what it answers, what follows."""

    id: uuid.UUID
    remittance: Remittance
    ordinal: int
    answer: Answer
    match: Match
    outcome: Plan | Question | NoMoney


@transaction.atomic
def propose(shares: Sequence[TakenShare], *, now: datetime, today: date) -> list[Remittance]:
    """Take shares into the practice: match, plan, book their arrival, lay the work on the desk.

    They are looked at together, so that a reversal in one and its correction in another meet.
    From this moment each payment is whole in the ledger: what is not posted yet is in suspense.
    A share that comes a second time is refused by the remittance's key.
    """
    remittances = matching.keep_remittances(shares, now=now)
    arrived = _arrived(remittances, shares)
    matching.keep_claim_payments(_row(one) for one in arrived)
    ledger.post_entries(_arrivals(remittances, today), now=now)
    items = [_desk_item(one, today) for one in arrived if not isinstance(one.outcome, NoMoney)]
    desk.put(items, now=now)
    raise_events("remittance.arrived", [row.pk for row in remittances], at=now)
    return remittances


def _arrived(remittances: Sequence[Remittance], shares: Sequence[TakenShare]) -> list[Arrived]:
    told = [
        (remittance, ordinal, answer)
        for remittance, share in zip(remittances, shares, strict=True)
        for ordinal, answer in enumerate(share.body.answers, start=1)
    ]
    answers = [answer for _, _, answer in told]
    matches = matching_queries.match_all(answers, [r.originator_id for r, _, _ in told])
    books = books_for(answers, matches)
    return [
        Arrived(
            new_id(),
            remittance,
            ordinal,
            answer,
            match,
            plan_posting(facts.paid_of(answer), match, book, blocked_by=remittance.blocked_by),
        )
        for (remittance, ordinal, answer), match, book in zip(told, matches, books, strict=True)
    ]


def _row(one: Arrived) -> tuple[object, ...]:
    answer = one.answer
    stage, question, band = standing(one.outcome)
    proposal = facts.proposal_as_json(one.outcome)
    return (
        one.id,
        one.remittance.pk,
        one.ordinal,
        one.match.claim_id,
        answer.control_number,
        answer.payer_control_number,
        answer.status,
        answer.charge_cents,
        answer.paid_cents,
        msgspec.json.encode(msgspec.structs.replace(answer, raw="")).decode(),
        answer.raw,
        msgspec.json.encode(facts.match_as_json(one.match)).decode(),
        stage,
        question.code,
        question.text,
        msgspec.json.encode(proposal).decode() if proposal else None,
        band,
        RULE_VERSION,
        "{}",
        1,
    )


def _arrivals(remittances: Sequence[Remittance], today: date) -> list[ledger.NewEntry]:
    """What was remitted, what the payer kept, and all of it in suspense until it is posted."""
    entries = []
    for remittance in remittances:
        legs = legs_of(
            {
                Account.UNDEPOSITED: remittance.net_cents,
                Account.PAYER_OFFSETS: remittance.adjustments_cents,
                Account.SUSPENSE: -remittance.claims_cents,
            }
        )
        if legs:
            entries.append(
                ledger.NewEntry(
                    source=f"share:{remittance.pk}",
                    legs=legs,
                    effective_on=remittance.effective_on or today,
                    memo="Remittance arrived",
                    share_id=remittance.pk,
                )
            )
    return entries


def _desk_item(one: Arrived, today: date) -> desk.NewItem:
    _, question, _ = standing(one.outcome)
    since_on = min(one.remittance.effective_on or today, today)
    return desk.NewItem(
        kind=KIND,
        subject_id=one.id,
        path=f"/p/{context.practice().public_id}/payments/{one.id}/",
        question=question.code,
        words=waiting_words(one.outcome),
        payer_name=one.remittance.payer_name,
        reference=one.remittance.trace,
        cents=one.answer.paid_cents,
        since_on=since_on,
        due_on=since_on + timedelta(days=DAYS_TO_POST),
    )
