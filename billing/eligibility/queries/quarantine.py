"""Answers that wait for a person, by payer."""

from typing import NamedTuple

from billing.eligibility.models import BenefitRecord
from billing.eligibility.queries.covers import Cover, covers
from billing.eligibility.sanity import INVERTED
from billing.eligibility.states import RecordState

SHOWN_MAX = 200


class Doubted(NamedTuple):
    record: BenefitRecord
    cover: Cover | None

    @property
    def is_inverted(self) -> bool:
        return any(one["code"] == INVERTED for one in self.record.doubts)


def doubted() -> list[Doubted]:
    """The oldest first, payers together."""
    rows = list(
        BenefitRecord.objects.filter(state=RecordState.QUARANTINED)
        .select_related("payer")
        .order_by("payer__name", "created_at", "pk")[:SHOWN_MAX]
    )
    known = covers({row.coverage_key for row in rows})
    return [Doubted(row, known.get(row.coverage_key)) for row in rows]
