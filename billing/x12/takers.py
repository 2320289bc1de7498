"""Segments that mean the same in every loop: days, amounts, notes, adjustments, procedures."""

from billing.x12.amounts import DAYS
from billing.x12.elements import Elements, NotRead
from billing.x12.elements835 import adjustments_of
from billing.x12.nodes import Node, Taker
from billing.x12.parties import Amount, Reference
from billing.x12.parts import Diagnosis, Period, Procedure

DIAGNOSES_MAX = 12


def dates(field: str) -> Taker:
    """DTP into `field`."""

    def take(node: Node, e: Elements) -> None:
        node.add(field, period_of(e))

    return take


def period_of(e: Elements) -> Period:
    qualifier, form, text = e.at(1), e.at(2), e.at(3)
    first, _, last = text.partition("-") if form == "RD8" else (text, "", text)
    on, until = DAYS[first], DAYS[last]
    if on is None or until is None or form not in {"D8", "RD8"}:
        raise NotRead("NO_DAY", "DTP03 is no day and no period.")
    return Period(qualifier, on, until if form == "RD8" else None)


def amount(node: Node, e: Elements) -> None:
    node.add("amounts", Amount(e.at(1), e.cents(2)))


def note(node: Node, e: Elements) -> None:
    node.add("notes", Reference(e.at(1), e.at(2)))


def fixed_text(node: Node, e: Elements) -> None:
    node.add("fixed_texts", e.at(1))


def adjustments(node: Node, e: Elements) -> None:
    """CAS. Its reader asks for all there is, in groups of three."""
    e.whole()
    node.add("adjustments", *adjustments_of(list(e.all))[0])


def diagnoses(node: Node, e: Elements) -> None:
    for place in range(1, DIAGNOSES_MAX + 1):
        qualifier, code = e.parts(place, 2)
        if qualifier or code:
            node.add("diagnoses", Diagnosis(qualifier, code))


def once(node: Node, e: Elements, field: str) -> None:
    """Keeps a second segment that may stand once from taking the place of the first."""
    if field in node.fields:
        raise NotRead("REPEATED_SEGMENT", f"{e.name} stands twice here; the first was read.")


def whole(field: str) -> Taker:
    """All elements of a segment that stands once, as they came."""

    def take(node: Node, e: Elements) -> None:
        once(node, e, field)
        node.tell(**{field: e.whole()})

    return take


def procedure_of(e: Elements, place: int) -> Procedure | None:
    """None where nothing stands there; a code without qualifier stands alone."""
    parts = e.parts(place, 7)
    if not any(parts):
        return None
    if not any(parts[1:]):
        return Procedure(parts[0], "")
    modifiers = tuple(part for part in parts[2:6] if part)
    return Procedure(parts[1], parts[0], modifiers, parts[6])
