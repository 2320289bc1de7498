"""What people decide short of posting: change, take off, send back, say that it was wrong."""

import uuid
from datetime import datetime

from django.db import transaction

from billing.claims.models import Claim
from billing.ledger.accounts import Account
from practices.desk import actions as desk
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import facts
from remits.posting.actions.holding import NothingToPost, decide, locked, replan, take_on
from remits.posting.models import Decision
from remits.posting.queries import KIND
from remits.posting.values import Question

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
def say_wrong(*, claim_payment_id: uuid.UUID, reason: str, now: datetime) -> Decision:
    """The proposal was wrong, and why: feeds the measured agreement. Raises KeyError."""
    row = locked(claim_payment_id, None)
    return decide(row, "wrong", agreed=False, reason=WRONG_REASONS[reason], now=now)
