"""Batches of the practice we stand in, with how far their claims are."""

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, QuerySet

from billing.submission.models import Batch, BatchFile, Clearinghouse, Sending
from billing.submission.stages import TURNED_AWAY, Stage
from billing.submission.vault import opened

SHOWN = 30
DONE = {Stage.PAYER, Stage.ANSWERED}


class Shown(NamedTuple):
    """`with_payer` counts claims the payer has or answered, `turned_away` those nobody took."""

    batch: Batch
    house: str
    with_payer: int
    turned_away: int


def newest() -> list[Shown]:
    rows = list(Batch.objects.order_by("-made_at", "-pk")[:SHOWN])
    names = houses({row.house_id for row in rows})
    counts: dict[uuid.UUID, dict[str, int]] = {}
    told = Sending.objects.filter(batch__in=rows).values("batch", "stage").annotate(n=Count("pk"))
    for one in told:
        counts.setdefault(one["batch"], {})[one["stage"]] = one["n"]
    return [Shown(row, names.get(row.house_id, ""), *_sums(counts.get(row.pk, {}))) for row in rows]


def _sums(counts: dict[str, int]) -> tuple[int, int]:
    done = sum(n for stage, n in counts.items() if stage in DONE)
    return done, sum(n for stage, n in counts.items() if stage in TURNED_AWAY)


def houses(ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Clearinghouse.objects.filter(pk__in=ids).values_list("pk", "name"))


def sendings_of(batch: Batch) -> QuerySet[Sending]:
    rows = Sending.objects.filter(batch=batch).select_related("claim__patient", "claim__payer")
    return rows.order_by("claim__payer__name", "claim__control_number")


def bytes_of(batch: Batch) -> bytes:
    """As it left. Raises sealing.CannotOpen."""
    return opened(bytes(BatchFile.objects.get(batch=batch).sealed))


def to_decide() -> Sequence[Batch]:
    """Those that may have arrived: a person asks there."""
    return list(Batch.objects.filter(state="unsure").order_by("made_at"))
