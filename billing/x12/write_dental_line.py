"""Writing the service lines of a dental claim, each with what earlier payers decided on it."""

from billing.x12 import write_parties as parties
from billing.x12 import write_parts as parts
from billing.x12.dental_line import DentalLine, LineAdjudication
from billing.x12.dental_parts import Contract
from billing.x12.segments import SegmentWriter, money


def line(out: SegmentWriter, number: int, told: DentalLine) -> None:
    out.put("LX", str(number))
    out.put(
        "SV3", parts.procedure(out, told.procedure), money(told.charge_cents), told.place,
        out.composite(*told.areas), told.prosthesis, told.quantity, "", "", "", "",
        out.composite(*told.diagnosis_pointers),
    )  # fmt: skip
    for tooth in told.teeth:
        out.put("TOO", tooth.qualifier, tooth.number, out.composite(*tooth.surfaces))
    parts.dates(out, told.dates)
    contract(out, told.contract)
    out.references("REF", told.references)
    for amount in told.amounts:
        out.put("AMT", amount.qualifier, money(amount.cents))
    for text in told.fixed_texts:
        out.put("K3", out.text(text))
    out.references("NTE", told.notes)
    if told.pricing:
        out.put("HCP", *map(out.raw, told.pricing))
    parts.others(out, told.others)
    parties.parties(out, told.parties)
    for answer in told.adjudications:
        _adjudication(out, answer)


def contract(out: SegmentWriter, told: Contract | None) -> None:
    if told is None:
        return
    cents = "" if told.cents is None else money(told.cents)
    out.put(
        "CN1", told.kind, cents, told.percent, out.text(told.code), told.discount_percent,
        out.text(told.version),
    )  # fmt: skip


def _adjudication(out: SegmentWriter, told: LineAdjudication) -> None:
    out.put(
        "SVD", out.text(told.payer_id), money(told.paid_cents),
        parts.procedure(out, told.procedure), "", told.quantity, told.bundled_into,
    )  # fmt: skip
    parts.adjustments(out, told.adjustments)
    parts.dates(out, told.dates)
    for amount in told.amounts:
        out.put("AMT", amount.qualifier, money(amount.cents))
    parts.others(out, told.others)
