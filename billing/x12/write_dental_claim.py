"""Writing one dental claim: CLM with its dates, teeth, papers, parties, other covers and lines."""

from billing.x12 import write_parties as parties
from billing.x12 import write_parts as parts
from billing.x12.dental_claim import DentalClaim
from billing.x12.dental_parts import Orthodontics
from billing.x12.segments import SegmentWriter, money
from billing.x12.write_covers import other_subscriber
from billing.x12.write_dental_line import contract, line


def claim(out: SegmentWriter, told: DentalClaim) -> None:
    _head(out, told)
    parts.dates(out, told.dates)
    _orthodontics(out, told.orthodontics)
    for one in told.tooth_status:
        out.put("DN2", one.tooth, one.status, "", "", "", one.qualifier)
    _attachments(out, told)
    contract(out, told.contract)
    for amount in told.amounts:
        out.put("AMT", amount.qualifier, money(amount.cents))
    out.references("REF", told.references)
    for text in told.fixed_texts:
        out.put("K3", out.text(text))
    out.references("NTE", told.notes)
    parts.diagnoses(out, told.diagnoses)
    if told.pricing:
        out.put("HCP", *map(out.raw, told.pricing))
    parts.others(out, told.others)
    parties.parties(out, told.parties)
    for cover in told.other_subscribers:
        other_subscriber(out, cover)
    for number, one_line in enumerate(told.lines, start=1):
        line(out, number, one_line)


def _head(out: SegmentWriter, told: DentalClaim) -> None:
    where = out.composite(told.place, told.place_qualifier, told.frequency)
    causes = (*told.related_causes, "", "", "")[:3]
    accident = out.composite(*causes, told.accident_state, told.accident_country)
    out.put(
        "CLM", out.text(told.patient_control_number), money(told.charge_cents), "", "", where,
        told.signature, told.accepts_assignment, told.benefits_assigned, told.release, "",
        accident, told.special_program, "", "", "", "", "", "", told.predetermination_code,
        told.delay_reason,
    )  # fmt: skip


def _orthodontics(out: SegmentWriter, told: Orthodontics | None) -> None:
    if told is None:
        return
    months = ["" if m is None else str(m) for m in (told.months_total, told.months_left)]
    out.put("DN1", *months, told.is_orthodontic, out.text(told.description))


def _attachments(out: SegmentWriter, told: DentalClaim) -> None:
    for one in told.attachments:
        qualifier = "AC" if one.control_number else ""
        out.put(
            "PWK", one.kind, one.transmission, "", "", qualifier, out.text(one.control_number),
            out.text(one.description),
        )  # fmt: skip
