"""Drafts of claims are made of procedures, once each, as proposals for a person."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from billing.claims.actions.deciding import decision, keep
from billing.claims.actions.opening import open_claims
from billing.claims.building import Draft, Kind, Sorted, drafts_of, named
from billing.claims.models import Claim, ClaimDecision
from billing.claims.new_claims import NewClaim
from billing.claims.queries.drafts import asked_already
from billing.claims.queries.orders import orders_for
from billing.payers import queries as payers
from billing.payers.naming import Named
from practices.mirror import queries as mirror
from practices.mirror.fresh import FreshDetail, FreshParticulars
from practices.mirror.models import Provider
from practices.registry.ids import new_id

NO_PAYER = "The payer is not in the directory yet."


@transaction.atomic
def build(keys: Collection[str], *, now: datetime, kind: Kind = "claim") -> Sorted:
    """Draft claims to the first payers of these procedures, and say which could not be.

    Procedures are locked first: two workers never draft one twice, and a claim that the practice
    makes meanwhile is read after this. Safe to repeat.
    """
    sorted_ = proposed(keys, kind=kind, lock=True)
    ids = payers.ids_of({named(one.cover) for one in sorted_.drafts})
    known = [one for one in sorted_.drafts if named(one.cover) in ids]
    open_drafts(known, ids, now=now)
    strange = [key for one in sorted_.drafts if named(one.cover) not in ids for key in one.keys]
    unfit = {**sorted_.unfit, **dict.fromkeys(strange, NO_PAYER)}
    return Sorted(drafts=tuple(known), unfit=unfit)


def proposed(keys: Collection[str], *, kind: Kind = "claim", lock: bool = False) -> Sorted:
    """What would be drafted of these procedures, without those that stand on a claim."""
    status = "complete" if kind == "claim" else "planned"
    found = [
        one
        for one in mirror.treated(keys, lock=lock)
        if one.status == status and not one.is_gone and not one.on_claim
    ]
    taken = asked_already([one.key for one in found], kind=kind)
    if kind == "predetermination":
        taken |= mirror.estimated([one.key for one in found])
    free = [one for one in found if one.key not in taken]
    return drafts_of(free, orders_for(free, kind), kind=kind)


def open_drafts(
    drafts: Sequence[Draft],
    payer_ids: Mapping[Named, uuid.UUID],
    *,
    now: datetime,
    follows: Claim | None = None,
) -> list[Claim]:
    """Open them with their charges, and keep what each rests on."""
    providers = _providers({one.first.billing_provider_key for one in drafts})
    batch = [
        _new_claim(one, payer_ids[named(one.cover)], providers, now.date(), follows)
        for one in drafts
    ]
    claims = open_claims(batch, now=now)
    keep([_drafted(c, one, now=now) for c, one in zip(claims, drafts, strict=True)])
    return claims


def _drafted(claim: Claim, one: Draft, *, now: datetime) -> ClaimDecision:
    return decision(
        claim, "drafted", why=one.why, confidence=one.confidence, inputs=inputs_of(one), now=now
    )


def inputs_of(one: Draft) -> dict[str, Any]:
    """Keys and amounts the draft rests on; no text of a patient."""
    return {
        "procedures": {
            t.key: s.charge_cents for t, s in zip(one.treated, one.services, strict=True)
        },
        "covers": [cover.key for cover in one.order.covers],
        "left_out": dict(one.order.left_out),
        "day": one.day.isoformat(),
    }


def _new_claim(
    one: Draft,
    payer_id: uuid.UUID,
    providers: Mapping[str, uuid.UUID],
    today: date,
    follows: Claim | None,
) -> NewClaim:
    first, cover, number = one.first, one.cover, _number()
    assert first.patient_id is not None
    lines = tuple(
        replace(service, control_number=f"{number}-{place}")
        for place, service in enumerate(one.services, 1)
    )
    return NewClaim(
        control_number=number,
        patient_id=first.patient_id,
        payer_id=payer_id,
        provider_id=first.provider_id,
        served_on=one.day if one.kind == "claim" else today,
        sent_on=None,
        rank=one.rank,
        member_id=cover.member_id,
        lines=lines,
        is_built=True,
        kind=one.kind,
        coverage_key=cover.key,
        follows_id=follows.pk if follows else None,
        detail=_detail(one, providers),
        particulars=FreshParticulars(note=_note(one)),
    )


def _detail(one: Draft, providers: Mapping[str, uuid.UUID]) -> FreshDetail:
    cover = one.cover
    return FreshDetail(
        billing_provider_id=providers.get(one.first.billing_provider_key),
        subscriber_id=cover.subscriber_id,
        relationship=cover.relationship,
        group_number=cover.group_number,
        clinic_key=one.first.clinic_key,
        place=one.place,
        assigns_benefits=cover.assigns_benefits,
        releases_information=cover.releases_information,
    )


def _note(one: Draft) -> str:
    return " ".join(t.note for t in one.treated if t.note)[:400]


def _number() -> str:
    """Rises with time and stays unique. A receiver need not give back more than 20 characters."""
    told = new_id().hex
    return (told[:12] + told[-8:]).upper()


def _providers(keys: Collection[str]) -> dict[str, uuid.UUID]:
    rows = Provider.objects.filter(source_key__in=set(keys) - {""})
    return dict(rows.values_list("source_key", "pk"))
