"""Claims of an 837D from outside as facts: what a file says, and nothing it does not say. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Literal

from billing.scrub import packs
from billing.scrub.facts import Attached, ClaimFacts, Line, Lost, Orthodontics, OtherCover
from billing.scrub.parties import Address, Billing, Dentist, Payer, Person, Relationship
from billing.x12 import BillingProvider, DentalClaim, DentalLine, Patient, Submission, Subscriber
from billing.x12.dental_parts import Attachment
from billing.x12.other_cover import OtherSubscriber
from billing.x12.parties import Party

RANKS = {"P": 1, "S": 2, "T": 3}
RELATIONSHIPS: dict[str, Relationship] = {"18": "self", "01": "spouse", "19": "child"}
Accident = Literal["", "auto", "employment", "other"]
ACCIDENTS: dict[str, Accident] = {
    "AA": "auto",
    "EM": "employment",
    "OA": "other",
}
KINDS = {
    "RB": "radiograph",
    "RR": "report",
    "P6": "perio_chart",
    "DA": "models",
    "EB": "primary_eob",
    "OZ": "narrative",
    "B4": "referral",
    "DG": "report",
}


def facts_of(batches: Iterable[Submission], *, today: date) -> Iterator[ClaimFacts]:
    """Claim by claim, in the order of the file. `id` is the claim's own number."""
    for batch in batches:
        for provider in batch.providers:
            billing = _billing(provider)
            for subscriber in provider.subscribers:
                yield from _of_subscriber(billing, subscriber, provider, today)


def _of_subscriber(
    billing: Billing, subscriber: Subscriber, provider: BillingProvider, today: date
) -> Iterator[ClaimFacts]:
    payer = _payer(subscriber.payer)
    for claim in subscriber.claims:
        yield _facts(claim, billing, subscriber, None, payer, today, provider)
    for patient in subscriber.patients:
        for claim in patient.claims:
            yield _facts(claim, billing, subscriber, patient, payer, today, provider)


def _facts(
    claim: DentalClaim,
    billing: Billing,
    subscriber: Subscriber,
    patient: Patient | None,
    payer: Payer,
    today: date,
    provider: BillingProvider,
) -> ClaimFacts:
    holder = _person(subscriber.person)
    return ClaimFacts(
        id=claim.patient_control_number,
        number=claim.patient_control_number,
        kind="predetermination" if claim.is_predetermination else "claim",
        rank=RANKS.get(subscriber.responsibility, 1),
        frequency=claim.frequency,
        original_number=claim.reference("F8"),
        place=claim.place,
        charge_cents=claim.charge_cents,
        patient_paid_cents=claim.patient_paid_cents,
        today=today,
        patient=_person(patient.person) if patient else holder,
        subscriber=holder,
        relationship=_relationship(patient.relationship if patient else subscriber.relationship),
        member_id=subscriber.person.id,
        group_number=subscriber.group_number,
        payer=payer,
        billing=billing,
        rendering=_rendering(claim, provider),
        lines=tuple(_line(n, line, claim) for n, line in enumerate(claim.lines, start=1)),
        missing=tuple(Lost(tooth=one.tooth) for one in claim.tooth_status if one.status == "M"),
        others=tuple(_other(one) for one in claim.other_subscribers),
        covers=1 + len(claim.other_subscribers),
        attached=tuple(_attached(one) for one in claim.attachments),
        narrative=" ".join(note.value for note in claim.notes),
        authorization=claim.reference("G1") or claim.reference("G3"),
        accident=_accident(claim),
        accident_on=claim.accident_on,
        accident_state=claim.accident_state,
        orthodontics=_orthodontics(claim),
        diagnoses=tuple(one.code for one in claim.diagnoses),
        assignment=claim.benefits_assigned != "N",
        release=claim.release != "N",
        edits=packs.usual(),
    )


def _accident(claim: DentalClaim) -> Accident:
    return next((ACCIDENTS[one] for one in claim.related_causes if one in ACCIDENTS), "")


def _relationship(code: str) -> Relationship:
    return RELATIONSHIPS.get(code, "other") if code else "self"


def _person(party: Party) -> Person:
    return Person(
        first_name=party.first_name,
        last_name=party.name,
        born_on=party.born_on,
        sex=party.sex,
        address=_address(party),
    )


def _address(party: Party) -> Address:
    street = " ".join(party.address)
    return Address(street=street, city=party.city, state=party.state, zip=party.postal_code)


def _billing(provider: BillingProvider) -> Billing:
    party = provider.party
    return Billing(
        npi=provider.npi,
        npi_kind=_npi_kind(party),
        tax_id=re.sub(r"\D", "", provider.tax_id),
        taxonomy=provider.taxonomy,
        name=party.name,
        is_person=party.kind == "1",
        address=_address(party),
        phone=_phone(party),
    )


def _npi_kind(party: Party) -> int | None:
    return int(party.kind) if party.kind in {"1", "2"} else None


def _phone(party: Party) -> str:
    """Of the first contact that names one; contacts are the elements of a PER."""
    for contact in party.contacts:
        for qualifier, value in pairwise(contact):
            if qualifier == "TE":
                return value
    return ""


def _payer(party: Party) -> Payer:
    return Payer(id=party.id, name=party.name, code=party.id)


def _rendering(claim: DentalClaim, provider: BillingProvider) -> Dentist | None:
    """Who is named, else the billing dentist, where that is a person."""
    named = claim.party("82")
    if named is None and provider.party.kind == "1":
        named = provider.party
    if named is None:
        return None
    return Dentist(
        npi=named.id if named.id_qualifier == "XX" else "",
        npi_kind=_npi_kind(named),
        name=f"{named.first_name} {named.name}".strip(),
        taxonomy=named.taxonomy or (provider.taxonomy if named is provider.party else ""),
    )


def _line(number: int, line: DentalLine, claim: DentalClaim) -> Line:
    first = line.teeth[0] if line.teeth else None
    several = len(line.teeth) > 1
    return Line(
        number=number,
        code=line.procedure.code,
        served_on=line.served_on or claim.served_on,
        fee_cents=line.charge_cents,
        quantity=_quantity(line.quantity),
        tooth=first.number if first and not several else "",
        surfaces="".join(first.surfaces) if first and not several else "",
        area=line.areas[0] if line.areas else "",
        teeth=tuple(one.number for one in line.teeth) if several else (),
        diagnoses=line.diagnosis_pointers,
        description=line.procedure.description,
        is_replacement={"I": False, "R": True}.get(line.prosthesis),
        prior_placed_on=line.prior_placed_on,
        control_number=line.control_number,
    )


def _quantity(told: str) -> int:
    return int(told) if told.isdecimal() else 1


def _other(one: OtherSubscriber) -> OtherCover:
    return OtherCover(
        rank=RANKS.get(one.responsibility, 1),
        payer=_payer(one.payer),
        member_id=one.person.id,
        relationship=_relationship(one.relationship),
        subscriber=_person(one.person),
        paid_cents=one.paid_cents,
        patient_cents=one.still_owed_cents,
        adjusted_cents=sum(each.cents for each in one.adjustments) if one.adjustments else None,
        answered_on=one.decided_on,
    )


def _attached(one: Attachment) -> Attached:
    return Attached(kind=KINDS.get(one.kind, one.kind.lower()), control_number=one.control_number)


def _orthodontics(claim: DentalClaim) -> Orthodontics | None:
    told = claim.orthodontics
    if told is None and claim.appliance_placed_on is None:
        return None
    return Orthodontics(
        placed_on=claim.appliance_placed_on,
        months_total=told.months_total if told else None,
        months_left=told.months_left if told else None,
    )
