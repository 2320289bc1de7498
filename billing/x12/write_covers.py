"""Writing who is insured: SBR, of the claims' own payer and of other payers with their answer."""

from billing.x12 import write_parties as parties
from billing.x12 import write_parts as parts
from billing.x12.other_cover import OtherSubscriber
from billing.x12.segments import SegmentWriter, money
from billing.x12.submission import Subscriber


def cover(out: SegmentWriter, told: OtherSubscriber | Subscriber) -> None:
    """SBR."""
    out.put(
        "SBR", told.responsibility, told.relationship, out.text(told.group_number),
        out.text(told.group_name), told.insurance_type, "", "", "", told.filing_indicator,
    )  # fmt: skip


def other_subscriber(out: SegmentWriter, told: OtherSubscriber) -> None:
    cover(out, told)
    parts.adjustments(out, told.adjustments)
    for amount in told.amounts:
        out.put("AMT", amount.qualifier, money(amount.cents))
    if told.benefits_assigned or told.patient_signature or told.release:
        out.put("OI", "", "", told.benefits_assigned, told.patient_signature, "", told.release)
    if told.outpatient:
        out.put("MOA", *map(out.raw, told.outpatient))
    parts.others(out, told.others)
    parties.party_unless_absent(out, told.person)
    parties.party_unless_absent(out, told.payer)
    parts.dates(out, told.payer_dates)
    parties.parties(out, told.parties)
