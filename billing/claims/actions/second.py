"""The claim to the next payer, once the one before has answered and something is left."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from billing.claims.actions.drafting import open_drafts
from billing.claims.building import Draft, slot_of
from billing.claims.covering import Order, order_of
from billing.claims.models import Claim, ClaimLine, PayerAnswer
from billing.claims.queries.drafts import asked_already
from billing.claims.queries.orders import ranks_of
from billing.claims.services import COLUMNS, Service
from billing.claims.states import ClaimState
from billing.payers import queries as payers
from billing.payers.naming import Named
from practices.mirror import queries as mirror
from practices.mirror.treated import Covered, Treated

CARRIED = [name for name in COLUMNS if name != "source_key"]


@transaction.atomic
def build_second(claim_id: uuid.UUID, *, now: datetime) -> Claim | None:
    """Draft the claim to the cover behind this claim's; None where there is nothing to ask.

    It asks for the whole charge again, as every payer is told all of it. Nothing is drafted while
    the claim is open or denied, where nothing is left to the patient, or where the next payer was
    asked already, by us or by the practice. Safe to repeat.
    """
    first = Claim.objects.select_for_update().select_related("patient").get(pk=claim_id)
    if first.kind != "claim" or first.state != ClaimState.ANSWERED or not _left_cents(first):
        return None
    lines = list(first.lines.order_by("number"))
    if _asked(first, lines):
        return None
    order, cover = _next_cover(first)
    if cover is None or cover.carrier is None:
        return None
    known = payers.ids_of({Named(*cover.carrier)})
    draft = _draft(first, lines, order, cover)
    return open_drafts([draft], known, now=now, follows=first)[0] if known else None


def next_payer(claim_id: uuid.UUID) -> Named | None:
    """Who would be asked, for those who name payers outside the practice."""
    first = Claim.objects.select_related("patient").get(pk=claim_id)
    _, cover = _next_cover(first)
    return Named(*cover.carrier) if cover and cover.carrier else None


def _left_cents(first: Claim) -> int:
    rows = PayerAnswer.objects.filter(claim=first, line=None, code="")
    return int(rows.aggregate(cents=Sum("patient_cents"))["cents"] or 0)


def _asked(first: Claim, lines: Sequence[ClaimLine]) -> bool:
    """By procedure where they are known; else by patient and day."""
    keys = {line.procedure_key for line in lines} - {""}
    if keys:
        return bool(asked_already(keys, rank=first.rank + 1))
    rows = Claim.objects.filter(
        patient=first.patient, served_on=first.served_on, rank=first.rank + 1
    )
    return bool(rows.exclude(state=ClaimState.VOID).exists())


def _next_cover(first: Claim) -> tuple[Order, Covered | None]:
    """The one behind the cover that was asked; by rank where the claim names none."""
    key = first.patient.source_key
    ranks = ranks_of([first.patient_id]).get(first.patient_id, {})
    order = order_of(mirror.covered({key}).get(key, []), first.served_on, ranks)
    keys = [one.key for one in order.covers]
    place = keys.index(first.coverage_key) + 1 if first.coverage_key in keys else first.rank
    return order, order.covers[place] if place < len(order.covers) else None


def _draft(first: Claim, lines: Sequence[ClaimLine], order: Order, cover: Covered) -> Draft:
    billing = first.billing_provider
    treated = Treated(
        key="",
        patient_key=first.patient.source_key,
        patient_id=first.patient_id,
        provider_id=first.provider_id,
        billing_provider_key=billing.source_key if billing else "",
        clinic_key=first.clinic_key,
        place=first.place,
    )
    return Draft(
        kind="claim",
        rank=first.rank + 1,
        treated=(treated,),
        cover=cover,
        order=order,
        day=first.served_on,
        services=tuple(_service(line, first.rank + 1) for line in lines),
        doubts=order.doubts,
    )


def _service(line: ClaimLine, rank: int) -> Service:
    key = line.procedure_key
    told = {name: getattr(line, name) for name in CARRIED}
    return Service(**told, slot=slot_of("claim", rank, key) if key else "")
