"""A claim goes out again: corrected, taken back at the payer, or as it was."""

import uuid
from datetime import datetime

from django.db import transaction

from billing.claims.actions.deciding import decision, keep
from billing.claims.actions.moving import move
from billing.claims.models import Claim
from billing.claims.states import UNSENT, ClaimState
from practices.events.actions import raise_events

ORIGINAL, REPLACEMENT, VOID = "1", "7", "8"
OUTCOMES = {ORIGINAL: "again", REPLACEMENT: "corrected", VOID: "to_void"}


class CannotGoAgain(RuntimeError):
    """Why the claim cannot go out so; nothing was done."""


@transaction.atomic
def go_again(claim_id: uuid.UUID, *, frequency: str, why: str, now: datetime) -> Claim:
    """A claim that is out, or was answered, becomes a draft for its next version.

    `frequency` is CLM05-3: 7 replaces and 8 takes back what the payer has, under the payer's own
    number; a claim that the payer never accepted goes as 1. Rules look at it before it leaves.
    Raises CannotGoAgain.
    """
    claim: Claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim_id)
    _check(claim, frequency)
    claim.frequency = frequency
    claim.original_number = "" if frequency == ORIGINAL else claim.payer_control_number
    claim.held_because = ""
    claim.save(update_fields=["frequency", "original_number", "held_because"])
    move(claim, to=ClaimState.DRAFT)
    keep([decision(claim, OUTCOMES[frequency], now=now, why=why)])
    raise_events("claim.changed", [claim.pk], at=now)
    return claim


def _check(claim: Claim, frequency: str) -> None:
    if claim.state in {*UNSENT, ClaimState.LEAVING}:
        raise CannotGoAgain("It has not left yet: change it where it is.")
    if claim.state == ClaimState.VOID:
        raise CannotGoAgain("It was taken back.")
    if frequency != ORIGINAL and not claim.payer_control_number:
        raise CannotGoAgain("The payer's own number of the claim is not known yet.")
