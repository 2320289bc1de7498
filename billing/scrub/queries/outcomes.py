"""What payers answered to claims that rules had looked at."""

import uuid
from collections.abc import Collection
from typing import NamedTuple

from billing.claims.models import PayerAnswer
from billing.scrub.denied import Reasons, is_denied


class Answered(NamedTuple):
    """`is_denied`: some service was refused; `reasons` are the payer's adjustment reasons."""

    is_denied: bool
    reasons: tuple[str, ...]


def outcomes_of(claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Answered]:
    """By claim; those nobody answered are absent. Lines tell more than the claim, where told."""
    rows = PayerAnswer.objects.filter(claim__in=list(claim_ids)).prefetch_related("cuts")
    told: dict[uuid.UUID, list[tuple[int, Reasons]]] = {}
    for row in rows:
        cuts = tuple((cut.group, cut.reason) for cut in row.cuts.all())
        told.setdefault(row.claim_id, []).append((row.paid_cents, cuts))
    return {pk: _answered(parts) for pk, parts in told.items()}


def _answered(parts: Collection[tuple[int, Reasons]]) -> Answered:
    denied = any(is_denied(paid, cuts) for paid, cuts in parts)
    return Answered(denied, tuple(sorted({reason for _, cuts in parts for _, reason in cuts})))
