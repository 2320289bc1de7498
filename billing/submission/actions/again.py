"""A claim that went out goes out again, if the way a person chose stands open."""

import uuid
from datetime import date, datetime

from django.db import transaction

from billing.claims import actions as claims_of
from billing.claims.models import Claim
from billing.submission.models import Sending
from billing.submission.queries.sendings import ways_of
from billing.submission.stages import OPEN, Stage


class NotThisWay(RuntimeError):
    """What stands against it; nothing was done."""


@transaction.atomic
def send_again(
    claim_id: uuid.UUID, *, frequency: str, why: str, now: datetime, today: date
) -> None:
    """The version that is out ends, and the claim is a draft again. Raises NotThisWay."""
    claim = Claim.objects.select_for_update(of=("self",)).with_names().get(pk=claim_id)
    way = next((one for one in ways_of(claim, today=today) if one.frequency == frequency), None)
    if way is None or way.why_not:
        raise NotThisWay(way.why_not if way else "There is no such way.")
    if not why.strip():
        raise NotThisWay("Say why, for whoever looks at the claim later.")
    try:
        claims_of.go_again(claim.pk, frequency=frequency, why=why.strip(), now=now)
    except claims_of.CannotGoAgain as no:
        raise NotThisWay(str(no)) from None
    Sending.objects.filter(claim=claim, stage__in=OPEN).update(stage=Stage.REPLACED, expect_at=None)
