"""What payers answered to claims that rules had looked at."""

import uuid
from collections.abc import Collection
from typing import NamedTuple

from billing.scrub.models import Outcome


class Answered(NamedTuple):
    """`is_denied`: some service was refused; `reasons` are the payer's adjustment reasons."""

    is_denied: bool
    reasons: tuple[str, ...]


def outcomes_of(claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Answered]:
    """By claim; those nobody answered are absent."""
    rows = Outcome.objects.filter(claim__in=list(claim_ids))
    told = rows.values_list("claim_id", "denied_cents", "reasons")
    return {pk: Answered(cents > 0, tuple(reasons)) for pk, cents, reasons in told}
