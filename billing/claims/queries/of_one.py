"""What the page of one claim tells beside its services and its book."""

from collections.abc import Sequence
from dataclasses import dataclass

from billing.claims.covering import Order, order_of
from billing.claims.models import Claim, ClaimDecision, CoverRank, Particulars, PayerAnswer
from billing.claims.queries.orders import ranks_of
from billing.claims.states import UNSENT
from practices.mirror import queries as mirror
from practices.mirror.treated import Covered


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A cover with its place among those that pay; `why_not` where it does not."""

    cover: Covered
    place: int
    why_not: str
    is_asked: bool

    @property
    def payer(self) -> str:
        return self.cover.carrier[0] if self.cover.carrier else "no payer"


@dataclass(frozen=True, slots=True)
class Told:
    """`answers` are of this claim's payer, `before` those of the payer before it."""

    is_draft: bool
    decisions: Sequence[ClaimDecision]
    covers: Sequence[CoverRow]
    order: Order
    set_by: CoverRank | None
    answers: Sequence[PayerAnswer]
    before: Sequence[PayerAnswer]
    particulars: Particulars | None


def told_of(claim: Claim) -> Told:
    key = claim.patient.source_key
    covers = mirror.covered({key}).get(key, [])
    ranks = ranks_of([claim.patient_id]).get(claim.patient_id, {})
    order = order_of(covers, claim.served_on, ranks)
    return Told(
        is_draft=claim.origin == "built" and claim.state in UNSENT,
        decisions=list(claim.decisions.order_by("pk")),
        covers=_covers(claim, order, covers),
        order=order,
        set_by=CoverRank.objects.filter(patient=claim.patient_id).order_by("rank").first(),
        answers=_answers(claim),
        before=_answers(claim.follows) if claim.follows else [],
        particulars=Particulars.objects.filter(claim=claim).first(),
    )


def _covers(claim: Claim, order: Order, covers: Sequence[Covered]) -> list[CoverRow]:
    """Those that pay first, in their order."""
    paying = [one.key for one in order.covers]
    left = [one for one in covers if one.key in order.left_out]
    return [
        CoverRow(
            one,
            paying.index(one.key) + 1 if one.key in paying else 0,
            order.left_out.get(one.key, ""),
            one.key == claim.coverage_key,
        )
        for one in (*order.covers, *left)
    ]


def _answers(claim: Claim) -> list[PayerAnswer]:
    """The whole claim first."""
    rows = PayerAnswer.objects.filter(claim=claim).select_related("line").prefetch_related("cuts")
    return sorted(rows, key=lambda row: (row.line.number if row.line else 0, row.code))
