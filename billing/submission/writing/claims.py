"""A claim as it was checked, as the claim of an 837D that leaves. Pure."""

import textwrap

from billing.scrub.facts import Attached, ClaimFacts
from billing.submission.writing import people
from billing.submission.writing.covers import others_of
from billing.submission.writing.lines import line_of
from billing.submission.writing.values import ToSend
from billing.x12.dental_claim import PREDETERMINATION, DentalClaim
from billing.x12.dental_parts import Attachment, Orthodontics, ToothStatus
from billing.x12.parties import Amount, Party, Reference
from billing.x12.parts import Diagnosis, Period

ACCIDENTS = {"auto": "AA", "employment": "EM", "other": "OA"}
KINDS = {
    "radiograph": "RB", "report": "RR", "perio_chart": "P6", "models": "DA", "eob": "EB",
    "primary_eob": "EB", "referral": "B4",
}  # fmt: skip
REPLACING = frozenset({"D5", "D6"})
OTHER_PAPER, ELECTRONIC, AT_THE_OFFICE = "OZ", "EL", "AA"
PAPERS_MAX, NOTE_CHARACTERS, NOTES_MAX, MISSING_MAX = 10, 80, 5, 35


def claim_of(told: ToSend) -> DentalClaim:
    """CLM01 is the claim's own number, so that every answer leads back to it."""
    facts = told.facts
    is_real = facts.kind == "claim"
    served_on = facts.served_on if is_real else None
    pointers = {code: str(place) for place, code in enumerate(facts.diagnoses, start=1)}
    answers = {one.number: one for one in told.before.lines} if told.before else {}
    before = next((one for one in facts.others if one.rank == facts.rank - 1), None)
    return DentalClaim(
        patient_control_number=facts.number,
        charge_cents=facts.charge_cents,
        place=facts.place,
        frequency=facts.frequency,
        benefits_assigned="Y" if facts.assignment else "N",
        release="Y" if facts.release else "I",
        related_causes=(ACCIDENTS[facts.accident],) if facts.accident else (),
        accident_state=facts.accident_state if facts.accident == "auto" else "",
        predetermination_code="" if is_real else PREDETERMINATION,
        dates=_dates(facts),
        orthodontics=_orthodontics(facts),
        tooth_status=_missing(facts),
        attachments=_papers(told),
        amounts=(Amount("F5", facts.patient_paid_cents),) if facts.patient_paid_cents else (),
        references=tuple(_references(told)),
        notes=tuple(Reference("ADD", part) for part in notes_of(facts.narrative)),
        diagnoses=tuple(
            Diagnosis("ABF" if place else "ABK", code)
            for place, code in enumerate(facts.diagnoses)
        ),
        parties=_parties(told),
        other_subscribers=others_of(told),
        lines=tuple(
            line_of(
                line,
                claim_served_on=served_on,
                pointers=pointers,
                answer=answers.get(line.number),
                payer_id=before.payer.code if before else "",
                answered_on=before.answered_on if before else None,
            )
            for line in facts.lines
        ),
    )  # fmt: skip


def _dates(facts: ClaimFacts) -> tuple[Period, ...]:
    found = []
    if facts.kind == "claim" and facts.served_on:
        found.append(Period("472", facts.served_on))
    if facts.accident and facts.accident_on:
        found.append(Period("439", facts.accident_on))
    if facts.orthodontics and facts.orthodontics.placed_on:
        found.append(Period("452", facts.orthodontics.placed_on))
    return tuple(found)


def _orthodontics(facts: ClaimFacts) -> Orthodontics | None:
    course = facts.orthodontics
    if course is None:
        return None
    if course.months_total is None:
        return Orthodontics(is_orthodontic="Y")
    return Orthodontics(course.months_total, course.months_left)


def _missing(facts: ClaimFacts) -> tuple[ToothStatus, ...]:
    """Where teeth are replaced the payer asks which are gone."""
    if not any(line.code[:2] in REPLACING for line in facts.lines):
        return ()
    return tuple(ToothStatus(one.tooth, "M") for one in facts.missing[:MISSING_MAX])


def _papers(told: ToSend) -> tuple[Attachment, ...]:
    """Papers that have a number go electronically under it; others are kept at the office."""
    return tuple(_paper(one, told.attachment) for one in told.facts.attached[:PAPERS_MAX])


def _paper(one: Attached, number: str) -> Attachment:
    known = one.control_number or number
    way = ELECTRONIC if known else AT_THE_OFFICE
    return Attachment(KINDS.get(one.kind, OTHER_PAPER), way, known)


def _references(told: ToSend) -> list[Reference]:
    facts = told.facts
    wanted = (
        ("G3", told.predetermination),
        ("F8", facts.original_number if facts.frequency in {"7", "8"} else ""),
        ("9F", told.referral),
        ("G1", facts.authorization if facts.authorization != told.predetermination else ""),
    )
    return [Reference(qualifier, value) for qualifier, value in wanted if value]


def _parties(told: ToSend) -> tuple[Party, ...]:
    """Who treated, unless it is the one who bills."""
    treated, bills = told.facts.rendering, told.facts.billing
    if treated is None or (treated.npi == bills.npi and bills.is_person):
        return ()
    return (people.rendering(treated, told.dentist),)


def notes_of(narrative: str) -> list[str]:
    """In pieces of NOTE_CHARACTERS, broken at words."""
    return textwrap.wrap(narrative, NOTE_CHARACTERS, break_on_hyphens=False)
