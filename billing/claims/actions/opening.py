"""Opening claims."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from billing.claims.models import Claim, ClaimLine, ClaimRoute, Particulars
from billing.claims.new_claims import NewClaim
from billing.claims.services import COLUMNS, Service
from billing.claims.states import ClaimState
from billing.ledger import actions as ledger
from billing.ledger.accounts import Account, Leg
from billing.payers import actions as payers
from compliance.access import context
from practices.events.actions import raise_events
from practices.mirror.fresh import FreshParticulars

CLAIM, NOTHING = "claim", FreshParticulars()


@transaction.atomic
def open_claims(batch: Iterable[NewClaim], *, now: datetime) -> list[Claim]:
    """Open claims with their lines, routes and charges: all of them or none.

    A predetermination books nothing. A first claim books production; a claim to a second
    payer books against what lies between payers, because the service was produced once.
    """
    claims, lines, charges, particulars = [], [], [], []
    for new in batch:
        claim = _claim(new)
        claims.append(claim)
        lines += [_line(claim, number, line) for number, line in enumerate(new.lines, start=1)]
        if new.particulars != NOTHING:
            particulars.append(Particulars(claim=claim, **asdict(new.particulars)))
        if new.charge_cents and not new.is_settled and new.kind == CLAIM:
            charges.append(_charge(claim))
    Claim.objects.bulk_create(claims)
    ClaimLine.objects.bulk_create(lines)
    Particulars.objects.bulk_create(particulars)
    practice_id = context.practice().id
    ClaimRoute.objects.bulk_create(
        ClaimRoute(practice_id=practice_id, control_number=claim.control_number) for claim in claims
    )
    payers.met(_newest(claims))
    ledger.post_entries(charges, now=now)
    opened = [claim.pk for claim in claims if claim.state != ClaimState.CLOSED]
    raise_events("claim.created", opened, at=now)
    return claims


def _newest(claims: Iterable[Claim]) -> dict[uuid.UUID, date]:
    """By payer the newest day of service."""
    return {one.payer_id: one.served_on for one in sorted(claims, key=lambda one: one.served_on)}


def _claim(new: NewClaim) -> Claim:
    return Claim(
        source_key=new.source_key,
        control_number=new.control_number,
        patient_id=new.patient_id,
        payer_id=new.payer_id,
        provider_id=new.provider_id,
        rank=new.rank,
        member_id=new.member_id,
        payer_control_number=new.payer_control_number,
        state=_state(new),
        charge_cents=new.charge_cents,
        served_on=new.served_on,
        sent_on=new.sent_on,
        kind=new.kind,
        origin="built" if new.is_built else "practice",
        is_approved=not new.is_built,
        coverage_key=new.coverage_key,
        follows_id=new.follows_id,
        **asdict(new.detail),
    )


def _state(new: NewClaim) -> ClaimState:
    if new.is_settled:
        return ClaimState.CLOSED
    return ClaimState.SENT if new.sent_on else ClaimState.DRAFT


def _line(claim: Claim, number: int, new: Service) -> ClaimLine:
    return ClaimLine(
        claim=claim,
        number=number,
        control_number=new.control_number,
        slot=new.slot,
        **{name: getattr(new, name) for name in COLUMNS},
    )


def _charge(claim: Claim) -> ledger.NewEntry:
    other = Account.PRODUCTION if claim.rank == 1 else Account.COORDINATION
    return ledger.NewEntry(
        source=f"claim:{claim.pk}",
        legs=(
            Leg(Account.INSURANCE_RECEIVABLE, claim.charge_cents),
            Leg(other, -claim.charge_cents),
        ),
        effective_on=claim.served_on,
        memo="Charged to the payer",
        claim_id=claim.pk,
    )
