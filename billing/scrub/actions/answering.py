"""What people answer: this finding does not hold here; this claim waits; this one may go."""

import uuid
from datetime import date, datetime

from django.db import transaction

from billing.claims import actions as claims
from billing.claims.models import Claim
from billing.scrub.actions.checking import check
from billing.scrub.actions.reporting import write_if_released
from billing.scrub.models import FindingRow
from compliance.access.actor import Actor


class NotStanding(RuntimeError):
    """The finding was answered already, or is found no more."""


@transaction.atomic
def override(
    finding_id: uuid.UUID, *, reason: str, actor: Actor, name: str, now: datetime, today: date
) -> Claim:
    """The finding holds the claim no more, for this reason; the claim is judged again at once.

    Raises NotStanding, ValueError for an empty reason.
    """
    if not reason.strip():
        raise ValueError("An override names its reason.")
    found = FindingRow.objects.filter(pk=finding_id).values_list("claim_id", flat=True).get()
    claim = Claim.objects.select_for_update(no_key=True).get(pk=found)
    written = (
        FindingRow.objects.standing()
        .filter(pk=finding_id, answer="")
        .update(
            answer="overridden",
            reason=reason.strip()[:200],
            answered_by=str(actor),
            answered_name=name,
            answered_at=now,
        )
    )
    if not written:
        raise NotStanding("A colleague answered this finding, or it is found no more.")
    check([claim.pk], now=now, today=today)
    write_if_released(claim.pk, now=now)
    return claim


@transaction.atomic
def hold(claim_id: uuid.UUID, *, reason: str, now: datetime, today: date) -> None:
    """The claim waits, whatever rules say, until somebody lets it go.

    Raises NoDraft, and ValueError for an empty reason.
    """
    if not reason.strip():
        raise ValueError("A hold names its reason.")
    claims.held(Claim.objects.get(pk=claim_id), because=reason.strip(), now=now)
    check([claim_id], now=now, today=today)


@transaction.atomic
def let_go(claim_id: uuid.UUID, *, now: datetime, today: date) -> None:
    """That hold ends; rules may still hold it. Raises NoDraft."""
    claims.released(Claim.objects.get(pk=claim_id), now=now)
    check([claim_id], now=now, today=today)
    write_if_released(claim_id, now=now)
