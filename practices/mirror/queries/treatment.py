"""Procedures that claims are built of, and the covers that may pay for them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from practices.mirror.models import Coverage, Fee, InsuranceLine, Procedure
from practices.mirror.treated import Covered, Treated

TREATING = "treating"


def unclaimed(*, since: date, until: date) -> list[str]:
    """Keys of complete procedures with a fee that no claim of the practice's system names."""
    rows = Procedure.objects.filter(
        status="complete", on_claim=False, gone_at=None, fee_cents__gt=0,
        done_on__gte=since, done_on__lte=until,
    )  # fmt: skip
    return list(rows.order_by("-done_on", "source_key").values_list("source_key", flat=True))


def treated(keys: Collection[str], *, lock: bool = False) -> list[Treated]:
    """In the order of their keys; locked, nobody else builds of them meanwhile."""
    if lock:
        rows = Procedure.objects.filter(source_key__in=keys).order_by("source_key")
        list(rows.select_for_update().values_list("source_key"))
    found = Procedure.objects.filter(source_key__in=keys).order_by("source_key")
    whole = list(found.select_related("patient", "provider", "code", "clinic"))
    fees = _usual_fees(whole)
    return [_treated(row, fees) for row in whole]


def estimated(keys: Collection[str]) -> set[str]:
    """Those of the procedures that a predetermination of the practice's system names."""
    rows = InsuranceLine.objects.filter(procedure__in=keys, status="estimate", gone_at=None)
    return set(rows.values_list("procedure_id", flat=True))


def _usual_fees(rows: Sequence[Procedure]) -> dict[tuple[str, str], int]:
    """By code and schedule; what is for all clinics and providers."""
    fees = Fee.objects.filter(
        code__in={row.code_id for row in rows if row.code_id}, gone_at=None,
        schedule__in={row.provider.fee_schedule_key for row in rows if row.provider} - {""},
        clinic=None, provider=None,
    )  # fmt: skip
    told = fees.values_list("code_id", "schedule_id", "cents")
    return {(str(code), str(schedule)): cents for code, schedule, cents in told}


def _treated(row: Procedure, fees: dict[tuple[str, str], int]) -> Treated:
    code, provider = row.code, row.provider
    usual = fees.get((row.code_id or "", provider.fee_schedule_key if provider else ""))
    return Treated(
        key=row.source_key,
        patient_key=row.patient_id or "",
        patient_id=row.patient.pk if row.patient else None,
        status=row.status,
        is_gone=row.gone_at is not None,
        on_claim=row.on_claim,
        code=code.code if code else "",
        label=code.label if code else "",
        area_kind=code.area if code else "",
        is_never_billed=bool(code and code.is_never_billed),
        fee_cents=row.fee_cents,
        usual_cents=None if usual is None else usual * row.quantity,
        done_on=row.done_on,
        planned_on=row.planned_on,
        provider_key=row.provider_id or "",
        provider_id=provider.pk if provider else None,
        billing_provider_key=_billing_provider(row),
        clinic_key=row.clinic_id or "",
        place=row.place or (row.clinic.place if row.clinic else ""),
        tooth=row.tooth,
        tooth_range=row.tooth_range,
        surfaces=row.surfaces,
        quantity=row.quantity,
        prosthesis=row.prosthesis,
        prior_placed_on=row.prior_placed_on,
        diagnoses=row.diagnoses,
        is_emergency=row.is_emergency,
        note=row.claim_note,
    )


def _billing_provider(row: Procedure) -> str:
    """Who treats may name who bills; else the clinic does."""
    own = row.provider.billing_provider_key if row.provider else ""
    of_clinic = row.clinic.billing_provider_key if row.clinic else ""
    return own or ((row.provider_id or "") if of_clinic == TREATING else of_clinic)


def covered(patients: Collection[str]) -> dict[str, list[Covered]]:
    """Covers by patient, in the order of the practice's system."""
    named: list[Any] = list(patients)  # the plugin takes them for ids
    rows = Coverage.objects.filter(patient__in=named, gone_at=None).order_by("rank", "source_key")
    found: defaultdict[str, list[Covered]] = defaultdict(list)
    for row in rows.select_related("subscription__subscriber", "subscription__plan__carrier"):
        found[row.patient_id or ""].append(_covered(row))
    return found


def _covered(row: Coverage) -> Covered:
    held = row.subscription
    plan = held.plan if held else None
    carrier = plan.carrier if plan else None
    subscriber = held.subscriber if held else None
    return Covered(
        key=row.source_key,
        patient_key=row.patient_id or "",
        rank=row.rank,
        carrier=(carrier.name, carrier.payer_code) if carrier else None,
        member_id=row.member_id or (held.member_id if held else ""),
        group_number=plan.group_number if plan else "",
        relationship=row.relationship,
        subscriber_key=(held.subscriber_id or "") if held else "",
        subscriber_id=subscriber.pk if subscriber else None,
        subscriber_born_on=subscriber.born_on if subscriber else None,
        starts_on=held.starts_on if held else None,
        ends_on=held.ends_on if held else None,
        plan_kind=plan.kind if plan else "percentage",
        is_medical=bool(plan and plan.is_medical),
        is_pending=row.is_pending,
        assigns_benefits=held.assigns_benefits if held else True,
        releases_information=held.releases_information if held else True,
        bills_usual_fees=bool(plan and plan.bills_usual_fees),
    )
