"""What a payer answered is kept for the claim to the next payer, which is asked for then."""

from collections.abc import Sequence
from datetime import date, datetime

from billing.claims.actions.deciding import decision, keep
from billing.claims.actions.moving import move
from billing.claims.actions.voiding import void
from billing.claims.answering import Answered
from billing.claims.models import Claim, PayerAnswer, PayerCut
from billing.claims.states import UNSENT, ClaimState
from compliance.access import context
from practices.jobs import actions as jobs
from practices.mirror.models import Coverage

SECOND = "claims.second"
OPEN_AGAIN = "The first payer's answer was taken back."


def answered(
    claim: Claim,
    answers: Sequence[Answered],
    *,
    source: str,
    answered_on: date,
    now: datetime,
    is_inferred: bool = False,
) -> None:
    """Keep what its payer said, instead of what was said before; the claim is locked.

    Where the patient has a further cover and the claim is answered, a job drafts the claim to it.
    """
    _forget(claim)
    lines = {line.number: line for line in claim.lines.all()} if answers else {}
    rows = [
        PayerAnswer(
            claim=claim,
            line=lines.get(one.number) if one.number else None,
            source=source[:60],
            code=one.code[:10],
            units=one.units[:15],
            paid_cents=one.paid_cents,
            patient_cents=one.patient_cents,
            answered_on=answered_on,
            is_inferred=is_inferred,
        )
        for one in answers
    ]
    PayerAnswer.objects.bulk_create(rows)
    PayerCut.objects.bulk_create(
        PayerCut(answer=row, group=group[:2], reason=reason[:5], cents=cents)
        for row, one in zip(rows, answers, strict=True)
        for group, reason, cents in one.cuts
    )
    if claim.state == ClaimState.ANSWERED and _has_further(claim):
        jobs.enqueue(
            kind=SECOND,
            key=f"{claim.pk}:{source}",
            practice=context.practice().id,
            arguments={"claim": str(claim.pk)},
            now=now,
        )


def unanswered(claim: Claim, *, now: datetime) -> None:
    """Its answer was taken back: drafts to the next payer go with it, what went out is told so."""
    _forget(claim)
    for next_ in Claim.objects.select_for_update().filter(follows=claim).order_by("pk"):
        if next_.origin == "built" and not next_.source_key and next_.state in UNSENT:
            void(next_, why=OPEN_AGAIN, now=now)
        elif next_.state in UNSENT:
            next_.held_because = OPEN_AGAIN
            next_.save(update_fields=["held_because"])
            move(next_, to=ClaimState.HELD)
            keep([decision(next_, "held", why=OPEN_AGAIN, now=now)])


def _forget(claim: Claim) -> None:
    if PayerAnswer.objects.filter(claim=claim).exists():
        PayerAnswer.objects.filter(claim=claim).delete()


def _has_further(claim: Claim) -> bool:
    return bool(
        Coverage.objects.filter(patient__claims=claim, rank__gt=claim.rank, gone_at=None).exists()
    )
