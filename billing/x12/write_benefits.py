"""Writing what is asked of a member's benefits (EQ), and what is answered (EB)."""

from collections.abc import Iterable

from billing.x12 import write_parties as parties
from billing.x12 import write_parts as parts
from billing.x12.benefits import Addition, Benefit, Delivery, Question, Rejection
from billing.x12.segments import SegmentWriter, money
from billing.x12.shares import percent


def question(out: SegmentWriter, told: Question) -> None:
    out.put(
        "EQ", out.repeated(*told.service_types), parts.procedure(out, told.procedure),
        told.coverage_level, told.insurance_type, out.composite(*told.diagnosis_pointers),
    )  # fmt: skip
    for amount in told.amounts:
        out.put("AMT", amount.qualifier, money(amount.cents))
    _additions(out, told.additions)
    out.references("REF", told.references)
    parts.dates(out, told.dates)
    parts.others(out, told.others)


def benefit(out: SegmentWriter, told: Benefit) -> None:
    out.put(
        "EB", told.kind, told.coverage_level, out.repeated(*told.service_types),
        told.insurance_type, out.text(told.plan), told.period,
        "" if told.cents is None else money(told.cents), percent(told.percent_thousandths),
        told.quantity_qualifier, told.quantity, told.authorization, told.in_network,
        parts.procedure(out, told.procedure), out.composite(*told.diagnosis_pointers),
    )  # fmt: skip
    for delivery in told.deliveries:
        _delivery(out, delivery)
    out.references("REF", told.references)
    parts.dates(out, told.dates)
    rejections(out, told.rejections)
    for text in told.messages:
        out.put("MSG", out.text(text))
    _additions(out, told.additions)
    parts.others(out, told.others)
    if told.entities:
        out.put("LS", "2120")
        parties.parties(out, told.entities)
        out.put("LE", "2120")


def rejections(out: SegmentWriter, told: Iterable[Rejection]) -> None:
    for one in told:
        out.put("AAA", one.is_valid, "", one.reason, one.follow_up)


def _delivery(out: SegmentWriter, told: Delivery) -> None:
    out.put(
        "HSD", told.quantity_qualifier, told.quantity, told.unit, told.unit_count, told.period,
        told.periods, told.frequency, told.time,
    )  # fmt: skip


def _additions(out: SegmentWriter, told: Iterable[Addition]) -> None:
    for one in told:
        out.put("III", one.qualifier, one.code, one.category, out.text(one.text))
