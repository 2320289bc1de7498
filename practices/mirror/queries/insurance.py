"""Claims that changed at the source, whole, for `billing.claims`."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields

from practices.mirror.fresh import FreshClaim, FreshDetail, FreshLine, FreshParticulars
from practices.mirror.models import Carrier, Coverage, InsuranceClaim, InsuranceLine, Plan

CLAIMS_AT_ONCE = 500


def fresh_claims(after: str, *, lock: bool = False) -> list[FreshClaim]:
    """The next in the order of their keys, behind `after`; those being looked at are left."""
    rows = InsuranceClaim.objects.filter(is_fresh=True, source_key__gt=after)
    rows = rows.select_related(
        "patient",
        "provider",
        "billing_provider",
        "plan__carrier",
        "subscription__subscriber",
        "subscription__plan__carrier",
    ).order_by("source_key")
    if lock:
        rows = rows.select_for_update(of=("self",), skip_locked=True)
    claims = list(rows[:CLAIMS_AT_ONCE])
    lines, members = _lines(claims), _members(claims)
    return [_fresh(claim, lines[claim.source_key], members) for claim in claims]


def _lines(claims: Sequence[InsuranceClaim]) -> dict[str, list[FreshLine]]:
    found: defaultdict[str, list[FreshLine]] = defaultdict(list)
    keys = [claim.source_key for claim in claims]
    rows = InsuranceLine.objects.filter(claim_id__in=keys, gone_at=None)
    for row in rows.select_related("procedure__code").order_by("source_key"):
        found[row.claim_id or ""].append(_line(row))
    return found


def _line(row: InsuranceLine) -> FreshLine:
    procedure = row.procedure
    code = procedure.code if procedure else None
    return FreshLine(
        key=row.source_key,
        procedure_key=row.procedure_id or "",
        number=row.number,
        status=row.status,
        code=row.code or (code.code if code else ""),
        label=code.label if code else "",
        tooth=procedure.tooth if procedure else "",
        surfaces=procedure.surfaces if procedure else "",
        fee_cents=row.fee_cents,
        paid_cents=row.paid_cents,
        write_off_cents=row.write_off_cents,
        served_on=row.served_on,
        quantity=procedure.quantity if procedure else 1,
        tooth_range=procedure.tooth_range if procedure else "",
        area_kind=code.area if code else "",
        prosthesis=procedure.prosthesis if procedure else "",
        prior_placed_on=procedure.prior_placed_on if procedure else None,
        diagnoses=procedure.diagnoses if procedure else "",
        is_emergency=bool(procedure and procedure.is_emergency),
    )


def _members(claims: Sequence[InsuranceClaim]) -> dict[tuple[str, str], str]:
    """A patient's own member number, where the cover names one beside the subscriber's."""
    rows = Coverage.objects.filter(
        patient__in=[claim.patient_id for claim in claims if claim.patient_id], gone_at=None
    ).exclude(member_id="")
    told = rows.values_list("patient_id", "subscription_id", "member_id")
    return {(str(patient), str(subscription)): member for patient, subscription, member in told}


def _fresh(
    claim: InsuranceClaim, lines: Sequence[FreshLine], members: dict[tuple[str, str], str]
) -> FreshClaim:
    subscription = claim.subscription
    plan = subscription.plan if subscription and subscription.plan else claim.plan
    carrier: Carrier | None = plan.carrier if plan else None
    named = (
        (claim.patient_id, claim.patient),
        (claim.subscription_id, subscription),
        (subscription.plan_id if subscription else claim.plan_id, plan),
        (plan.carrier_id if plan else None, carrier),
    )
    own = members.get((claim.patient_id or "", claim.subscription_id or ""))
    return FreshClaim(
        key=claim.source_key,
        is_gone=claim.gone_at is not None,
        was_there=claim.was_there,
        kind=claim.kind,
        status=claim.status,
        number=claim.number,
        payer_number=claim.payer_number,
        patient_key=claim.patient_id or "",
        patient_id=claim.patient.pk if claim.patient else None,
        provider_id=claim.provider.pk if claim.provider else None,
        carrier=(carrier.name, carrier.payer_code) if carrier else None,
        waits=any(key and found is None for key, found in named),
        member_id=own or (subscription.member_id if subscription else ""),
        served_on=claim.served_on,
        sent_on=claim.sent_on,
        lines=tuple(lines),
        received_on=claim.received_on,
        detail=_detail(claim, plan),
        particulars=FreshParticulars(
            **{one.name: getattr(claim, one.name) for one in fields(FreshParticulars)}
        ),
    )


def _detail(claim: InsuranceClaim, plan: Plan | None) -> FreshDetail:
    held = claim.subscription
    billing, subscriber = claim.billing_provider, held.subscriber if held else None
    return FreshDetail(
        billing_provider_id=billing.pk if billing else None,
        subscriber_id=subscriber.pk if subscriber else None,
        relationship=claim.relationship,
        group_number=plan.group_number if plan else "",
        clinic_key=claim.clinic_id or "",
        place=claim.place,
        frequency=claim.frequency or "1",
        original_number=claim.payer_number[:50] if claim.frequency in {"7", "8"} else "",
        assigns_benefits=held.assigns_benefits if held else True,
        releases_information=held.releases_information if held else True,
    )
