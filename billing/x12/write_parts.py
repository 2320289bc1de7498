"""Writing the parts that claims and benefits share: periods, procedures, reasons, segments kept."""

from collections.abc import Iterable

from billing.x12.parts import Diagnosis, Period, Procedure, Raw
from billing.x12.remittance import Adjustment
from billing.x12.segments import SegmentWriter, day, money

TRIPLES_MAX = 6
DIAGNOSES_MAX = 12


def dates(out: SegmentWriter, told: Iterable[Period]) -> None:
    for one in told:
        if one.until is None:
            out.put("DTP", one.qualifier, "D8", day(one.on))
        else:
            out.put("DTP", one.qualifier, "RD8", f"{day(one.on)}-{day(one.until)}")


def procedure(out: SegmentWriter, told: Procedure | None) -> str:
    if told is None:
        return ""
    if not told.qualifier:
        return out.text(told.code)
    modifiers = (*told.modifiers, "", "", "", "")[:4]
    return out.composite(
        told.qualifier, out.text(told.code), *modifiers, out.text(told.description)
    )


def diagnoses(out: SegmentWriter, told: tuple[Diagnosis, ...]) -> None:
    for first in range(0, len(told), DIAGNOSES_MAX):
        some = told[first : first + DIAGNOSES_MAX]
        out.put("HI", *(out.composite(one.qualifier, out.text(one.code)) for one in some))


def adjustments(out: SegmentWriter, told: Iterable[Adjustment]) -> None:
    """Neighbours of one group share a CAS, up to six triples."""
    open_group, triples = "", list[str]()
    for one in told:
        if triples and (one.group != open_group or len(triples) == 3 * TRIPLES_MAX):
            out.put("CAS", open_group, *triples)
            triples = []
        open_group = one.group
        triples += [one.reason, money(one.cents), one.quantity]
    if triples:
        out.put("CAS", open_group, *triples)


def others(out: SegmentWriter, told: Iterable[Raw]) -> None:
    """Segments that were kept as they came."""
    for segment in told:
        out.put(*map(out.raw, segment))
