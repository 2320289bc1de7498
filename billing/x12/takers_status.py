"""Segments of a 276, 277 and 277CA: TRN, STC, SVC, and the birth of who is asked about."""

from datetime import date

from billing.x12 import takers
from billing.x12.amounts import DAYS
from billing.x12.claim_status import Statement, Status
from billing.x12.elements import Elements, NotRead
from billing.x12.eligibility import Trace
from billing.x12.nodes import Node
from billing.x12.parties import Reference

STATUS_PLACES = (1, 10, 11)
STATUS_PARTS = 4


def trace_of(e: Elements) -> Trace:
    return Trace(e.at(1), e.at(2), e.at(3), e.at(4))


def trace(node: Node, e: Elements) -> None:
    """TRN of a level above the patient."""
    node.add("traces", trace_of(e))


def opens_claim(node: Node, e: Elements) -> None:
    """TRN of a patient."""
    node.tell(trace=trace_of(e))


def statement(node: Node, e: Elements) -> None:
    """STC."""
    told = Statement(
        _statuses(e),
        _day(e, 2),
        e.at(3),
        e.cents_or_none(4),
        e.cents_or_none(5),
        _day(e, 6),
        e.at(7),
        _day(e, 8),
        e.at(9),
        e.at(12),
    )
    node.add("statements", told)


def _statuses(e: Elements) -> tuple[Status, ...]:
    told = (e.parts(place, STATUS_PARTS) for place in STATUS_PLACES if len(e.all) > place)
    return tuple(Status(*parts) for parts in told if any(parts))


def _day(e: Elements, place: int) -> date | None:
    text = e.at(place)
    if not text:
        return None
    found = DAYS[text]
    if found is None:
        raise NotRead("NO_DAY", f"STC{place:02d} is no day.")
    return found


def reference(node: Node, e: Elements) -> None:
    """REF, which in these sets is never of a party."""
    node.add("references", Reference(e.at(1), e.at(2), e.at(3)))


def quantity(node: Node, e: Elements) -> None:
    """QTY."""
    node.add("quantities", Reference(e.at(1), e.at(2)))


def service(node: Node, e: Elements) -> None:
    """SVC."""
    node.tell(
        procedure=takers.procedure_of(e, 1),
        charge_cents=e.cents_or_none(2),
        paid_cents=e.cents_or_none(3),
        revenue_code=e.at(4),
        quantity=e.at(7),
    )


def born(node: Node, e: Elements) -> None:
    """DMG, which stands before the name here."""
    takers.once(node, e, "sex")
    if e.at(2) and (e.at(1) != "D8" or DAYS[e.at(2)] is None):
        raise NotRead("NO_DAY", "DMG02 is no day.")
    node.tell(born_on=DAYS[e.at(2)], sex=e.at(3))
