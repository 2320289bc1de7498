"""What people and rules decide of a claim before it goes out; each decision is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from billing.claims.actions.moving import move
from billing.claims.building import RULE_VERSION
from billing.claims.models import Claim, ClaimDecision
from billing.claims.states import UNSENT, ClaimState
from compliance.access import context
from practices.events.actions import raise_events


class NotApproved(RuntimeError):
    """A draft of ours goes nowhere before a person has looked at it."""


class NoDraft(RuntimeError):
    """The claim has gone out, or was answered or taken back; nothing was done."""


def decision(
    claim: Claim,
    outcome: str,
    *,
    now: datetime,
    why: str = "",
    confidence: str = "",
    inputs: dict[str, Any] | None = None,
) -> ClaimDecision:
    """A decision to be kept; the caller writes it."""
    actor = context.actor()
    return ClaimDecision(
        claim=claim,
        outcome=outcome,
        rule_version=RULE_VERSION,
        confidence=confidence,
        why=why[:500],
        inputs=inputs,
        actor=actor.key,
        actor_name=actor.label,
        decided_at=now,
    )


def keep(decisions: Sequence[ClaimDecision]) -> None:
    ClaimDecision.objects.bulk_create(decisions)


@transaction.atomic
def approve(claim: Claim, *, now: datetime) -> bool:
    """A person agrees with a draft of ours; False where somebody did before. Raises NoDraft."""
    row = _unsent(claim)
    if row.is_approved:
        return False
    row.is_approved = True
    row.save(update_fields=["is_approved"])
    keep([decision(row, "approved", now=now)])
    raise_events("claim.changed", [row.pk], at=now)
    return True


@transaction.atomic
def ready(claim: Claim, *, now: datetime) -> None:
    """Nothing speaks against sending it. Raises NoDraft, NotApproved."""
    row = _unsent(claim)
    if not row.is_approved:
        raise NotApproved("A person has to approve this draft first.")
    _set(row, ClaimState.READY, "", "ready", now=now)


@transaction.atomic
def held(claim: Claim, *, because: str, now: datetime) -> None:
    """It waits for something; `because` says for what, in 200 characters. Raises NoDraft."""
    _set(_unsent(claim), ClaimState.HELD, because[:200], "held", now=now)


@transaction.atomic
def released(claim: Claim, *, now: datetime) -> None:
    """What it waited for is there; it is a draft again, until rules have looked. Raises NoDraft."""
    _set(_unsent(claim), ClaimState.DRAFT, "", "released", now=now)


def _unsent(claim: Claim) -> Claim:
    row: Claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if row.state not in UNSENT:
        raise NoDraft("This claim is no draft any more.")
    return row


def _set(row: Claim, to: ClaimState, because: str, outcome: str, *, now: datetime) -> None:
    """Saying the same again changes nothing."""
    if (row.state, row.held_because) == (to, because):
        return
    row.held_because = because
    row.save(update_fields=["held_because"])
    move(row, to=to)
    keep([decision(row, outcome, why=because, now=now)])
    raise_events("claim.changed", [row.pk], at=now)
