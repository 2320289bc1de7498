"""The alternative `bench scrub` gathers against: model instances with what belongs to them."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Prefetch

from billing.claims.models import Claim, ClaimLine
from billing.eligibility.benefits import Benefits, Served
from billing.eligibility.queries import benefits_for
from billing.scrub import packs
from billing.scrub.facts import ClaimFacts, Line, Lost, Noted, Sibling
from billing.scrub.models import ClaimChange
from billing.scrub.parties import Address, Dentist, Payer, Person
from billing.scrub.queries.gathering import shared
from practices.mirror.models import Coverage, MissingTooth, Note, Patient, Procedure


def gather(claim_ids: Sequence[uuid.UUID], *, today: date) -> list[ClaimFacts]:
    """The same facts, the way one would write it first: `select_related` and `prefetch_related`."""
    siblings = Claim.objects.select_related("provider").prefetch_related("lines")
    rows = (
        Claim.objects.filter(pk__in=claim_ids)
        .select_related("patient", "provider", "payer", "subscriber", "particulars")
        .prefetch_related("lines", Prefetch("patient__claims", queryset=siblings))
        .order_by("pk")
    )
    claims = list(rows)
    keys = [claim.patient.source_key for claim in claims]
    done: dict[str, list[Procedure]] = {}
    procedures = Procedure.objects.filter(patient_id__in=keys, status="complete", gone_at=None)
    for one in procedures.select_related("code").order_by("-done_on"):
        done.setdefault(one.patient_id or "", []).append(one)
    held: dict[str, list[Coverage]] = {}
    covers = Coverage.objects.filter(patient_id__in=keys, gone_at=None)
    for cover in covers.select_related("subscription__plan__carrier", "subscription__subscriber"):
        held.setdefault(cover.patient_id or "", []).append(cover)
    lost: dict[str, list[MissingTooth]] = {}
    for gap in MissingTooth.objects.filter(patient_id__in=keys, gone_at=None):
        lost.setdefault(gap.patient_id or "", []).append(gap)
    notes: dict[str, list[Note]] = {}
    written = Note.objects.filter(patient_id__in=keys, kind="procedure", gone_at=None)
    for note in written.select_related("procedure__code"):
        notes.setdefault(note.patient_id or "", []).append(note)
    mended = list(ClaimChange.objects.filter(claim__in=claim_ids, state="applied"))
    known = benefits_for([cover.source_key for several in held.values() for cover in several])
    bills, codes = shared.Bills(shared.practice()), shared.code_list()
    return [
        ClaimFacts(
            id=str(claim.pk),
            rank=claim.rank,
            charge_cents=claim.charge_cents,
            today=today,
            patient=_person(claim.patient),
            subscriber=_person(claim.subscriber or claim.patient),
            member_id=claim.member_id,
            group_number=_group(held.get(claim.patient.source_key, [])),
            payer=Payer(id=str(claim.payer_id), name=claim.payer.name),
            billing=bills.of(claim.clinic_key, claim.billing_provider_id),
            rendering=_dentist(claim),
            lines=tuple(_line(line) for line in claim.lines.all()),
            history=tuple(
                _served(one)
                for one in done.get(claim.patient.source_key, [])
                if one.done_on and one.done_on < claim.served_on
            ),
            siblings=tuple(
                _sibling(other, line)
                for other in claim.patient.claims.all()
                if other.pk != claim.pk
                for line in other.lines.all()
            ),
            covers=len(held.get(claim.patient.source_key, [])) or 1,
            missing=tuple(Lost(tooth=gap.tooth) for gap in lost.get(claim.patient.source_key, [])),
            narrative=_narrative(claim),
            notes=tuple(
                Noted(id=note.source_key, text=note.text)
                for note in notes.get(claim.patient.source_key, [])
            ),
            benefits=_benefits(held.get(claim.patient.source_key, []), known),
            code_list=codes,
            edits=packs.usual(),
        )
        for claim in claims
        if claim.pk not in {change.claim_id for change in mended}
    ]


def _narrative(claim: Claim) -> str:
    told = getattr(claim, "particulars", None)
    return told.narrative if told else ""


def _benefits(held: Sequence[Coverage], known: Mapping[str, Benefits]) -> Benefits | None:
    return known.get(held[0].source_key) if held else None


def _person(row: Patient) -> Person:
    return Person(
        first_name=row.first_name,
        last_name=row.last_name,
        born_on=row.born_on,
        sex=row.sex,
        died_on=row.died_on,
        address=Address(street=row.address, city=row.city, state=row.state, zip=row.zip),
    )


def _group(held: Sequence[Coverage]) -> str:
    subscription = held[0].subscription if held else None
    return subscription.plan.group_number if subscription and subscription.plan else ""


def _dentist(claim: Claim) -> Dentist | None:
    row = claim.provider
    if row is None:
        return None
    return Dentist(npi=row.npi, npi_kind=1, name=row.name, taxonomy=row.taxonomy)


def _line(row: ClaimLine) -> Line:
    return Line(
        number=row.number,
        code=row.code,
        served_on=row.served_on,
        fee_cents=row.charge_cents,
        quantity=row.quantity,
        tooth=row.tooth,
        surfaces=row.surfaces,
        is_replacement={"initial": False, "replaced": True}.get(row.prosthesis),
        control_number=row.control_number,
    )


def _served(row: Procedure) -> Served:
    assert row.done_on is not None
    return Served(
        code=row.code.code if row.code else "",
        served_on=row.done_on,
        tooth=row.tooth,
        surfaces=row.surfaces,
        fee_cents=row.fee_cents,
    )


def _sibling(claim: Claim, line: ClaimLine) -> Sibling:
    return Sibling(
        claim=str(claim.pk),
        code=line.code,
        served_on=line.served_on or claim.served_on,
        tooth=line.tooth,
        payer_id=str(claim.payer_id),
        state=claim.state,
        provider_npi=claim.provider.npi if claim.provider else "",
    )
