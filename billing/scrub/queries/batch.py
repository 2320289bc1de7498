"""The claims of a report, with findings and checks, in a fixed number of queries."""

import uuid
from collections.abc import Collection
from typing import Any

import msgspec
from django.db.models import F

from billing.claims.models import Claim
from billing.scrub.batch import Batch, ClaimStands, Found, action_of, totals_of
from billing.scrub.models import FindingRow, Report

CLAIMS_MAX = 200
WHICH = {"all": ("held", "ready"), "held": ("held",), "ready": ("ready",)}
HEAVIEST_FIRST = {"hold": 0, "warn": 1, "info": 2}
KEPT_SHOWN = 20


def batch(which: str) -> Batch:
    """Claims that are held, ready or both; at most CLAIMS_MAX. Raises KeyError."""
    rows = Claim.objects.filter(state__in=WHICH[which]).select_related("payer", "check_of")
    rows = rows.order_by(F("check_of__at_risk_cents").desc(nulls_last=True), "served_on", "pk")
    claims = list(rows[:CLAIMS_MAX])
    found = _findings([claim.pk for claim in claims])
    left_out = rows.count() - len(claims) if len(claims) == CLAIMS_MAX else 0
    told = tuple(_stands(claim, found.get(claim.pk, ())) for claim in claims)
    return Batch(claims=told, left_out=left_out)


def _findings(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[Found, ...]]:
    rows = FindingRow.objects.standing().filter(claim__in=ids)
    found: dict[uuid.UUID, tuple[Found, ...]] = {}
    for row in sorted(rows, key=lambda row: (HEAVIEST_FIRST[row.severity], row.rule, row.mark)):
        found[row.claim_id] = (*found.get(row.claim_id, ()), _found(row))
    return found


def _found(row: FindingRow) -> Found:
    return Found(
        rule=row.rule,
        severity=row.severity,
        text=row.text,
        fix=row.fix,
        money_cents=row.money_cents,
        line=row.line,
        answer=(row.reason or "answered") if row.answer else "",
    )


def _stands(claim: Claim, found: tuple[Found, ...]) -> ClaimStands:
    check = getattr(claim, "check_of", None)
    return ClaimStands(
        id=str(claim.pk),
        number=claim.control_number,
        payer=claim.payer.name,
        served_on=claim.served_on,
        charge_cents=claim.charge_cents,
        state=claim.state,
        at_risk_cents=check.at_risk_cents if check else 0,
        action=action_of(claim.state, claim.held_because, found),
        risk_permille=check.risk_permille if check else None,
        checked_at=check.checked_at if check else None,
        ruleset=check.ruleset if check else "",
        findings=found,
    )


def patients_of(told: Batch) -> dict[str, str]:
    """Names by the claim's id, as they are now."""
    ids = [uuid.UUID(one.id) for one in told.claims]
    rows = Claim.objects.filter(pk__in=ids).values_list(
        "pk", "patient__last_name", "patient__first_name"
    )
    return {str(pk): f"{last}, {first}" for pk, last, first in rows}


def told_of(row: Report) -> dict[str, Any]:
    """A kept report as its page and its PDF show it."""
    return shown_of(msgspec.convert(row.body, Batch))


def shown_of(told: Batch) -> dict[str, Any]:
    names = patients_of(told)
    claims = [(one, names.get(one.id, "")) for one in told.claims]
    return {"claims": claims, "totals": totals_of(told.claims), "left_out": told.left_out}


def kept() -> list[Report]:
    """Without their bodies, newest first."""
    return list(Report.objects.defer("body").order_by("-made_at", "-pk")[:KEPT_SHOWN])
