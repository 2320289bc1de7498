"""The claim keeps what its payer answered, for the claim to the next payer."""

from datetime import datetime

import msgspec

from billing.claims import actions as claims
from billing.claims.models import Claim
from billing.claims.states import ClaimState
from remits.clearing.answer import Answer, Cut
from remits.matching.lines import pair_lines
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting.queries import our_lines

PATIENT = "PR"


def tell_claim(row: ClaimPayment, claim: Claim, *, now: datetime) -> None:
    """After a posting or an undoing: what stands now of the payer's answers to this claim."""
    if claim.state == ClaimState.SENT:
        claims.unanswered(claim, now=now)
        return
    if row.is_reversal or row.stage != PaymentStage.POSTED:
        stands = _standing(claim)
        if stands is None:
            return
        row = stands
    claims.answered(
        claim,
        told_of(msgspec.convert(row.facts, Answer), claim),
        source=f"claim-payment:{row.pk}:{row.version}",
        answered_on=row.remittance.effective_on or now.date(),
        now=now,
    )


def told_of(answer: Answer, claim: Claim) -> list[claims.Answered]:
    """Of the whole claim first; a line that cannot be told apart has number 0."""
    lines = [
        claims.Answered(
            number=pair.ours.number if pair.ours else 0,
            paid_cents=pair.theirs.paid_cents,
            patient_cents=_patient(pair.theirs.cuts),
            cuts=_cuts(pair.theirs.cuts),
            code=pair.theirs.code,
            units=pair.theirs.units,
        )
        for pair in pair_lines(our_lines(claim), answer.lines)
        if pair.theirs is not None
    ]
    by_cuts = _patient(answer.cuts) + sum(line.patient_cents for line in lines)
    whole = claims.Answered(
        number=None,
        paid_cents=answer.paid_cents,
        patient_cents=max(answer.patient_cents, by_cuts),
        cuts=_cuts(answer.cuts),
    )
    return [whole, *lines]


def _standing(claim: Claim) -> ClaimPayment | None:
    """The last that was posted and is no reversal."""
    rows = ClaimPayment.objects.filter(claim=claim, stage=PaymentStage.POSTED)
    rows = rows.exclude(status_code="22").select_related("remittance")
    return rows.order_by("-pk").first()


def _patient(cuts: tuple[Cut, ...]) -> int:
    return sum(cut.cents for cut in cuts if cut.group == PATIENT)


def _cuts(cuts: tuple[Cut, ...]) -> tuple[tuple[str, str, int], ...]:
    return tuple((cut.group, cut.reason, cut.cents) for cut in cuts)
