"""The loops under a member of a 270 or 271: EQ, what is asked, and EB, what is answered."""

import re

from billing.x12 import takers
from billing.x12.benefits import Addition, Benefit, Delivery, Question, Rejection
from billing.x12.elements import Elements
from billing.x12.elements835 import BadElement
from billing.x12.nodes import Kind, Node

POINTERS_MAX = 4
FRACTION_PLACES = 5  # thousandths of a percent
FRACTION = re.compile(r"\d{0,9}(?:\.\d{0,15})?", re.ASCII)


def rejection(node: Node, e: Elements) -> None:
    """AAA."""
    node.add("rejections", Rejection(e.at(1), e.at(3), e.at(4)))


def thousandths_of(text: str) -> int | None:
    """`.2` → 20_000; None where it is empty. Raises BadElement, also for a finer fraction."""
    if not text:
        return None
    whole, _, fraction = text.partition(".")
    kept, finer = fraction[:FRACTION_PLACES], fraction[FRACTION_PLACES:]
    if not FRACTION.fullmatch(text) or text == "." or finer.strip("0"):
        raise BadElement("BAD_PERCENT", "EB08: Expected a fraction of at most five places.")
    return int((whole or "0") + kept.ljust(FRACTION_PLACES, "0"))


def _benefit(node: Node, e: Elements) -> None:
    """EB."""
    node.tell(
        kind=e.at(1),
        coverage_level=e.at(2),
        service_types=e.repeated(3),
        insurance_type=e.at(4),
        plan=e.at(5),
        period=e.at(6),
        cents=e.cents_or_none(7),
        percent_thousandths=thousandths_of(e.at(8)),
        quantity_qualifier=e.at(9),
        quantity=e.at(10),
        authorization=e.at(11),
        in_network=e.at(12),
        procedure=takers.procedure_of(e, 13),
        diagnosis_pointers=e.filled_parts(14, POINTERS_MAX),
    )


def _question(node: Node, e: Elements) -> None:
    """EQ."""
    node.tell(
        service_types=e.repeated(1),
        procedure=takers.procedure_of(e, 2),
        coverage_level=e.at(3),
        insurance_type=e.at(4),
        diagnosis_pointers=e.filled_parts(5, POINTERS_MAX),
    )


def _delivery(node: Node, e: Elements) -> None:
    """HSD."""
    node.add("deliveries", Delivery(*(e.at(place) for place in range(1, 9))))


def _message(node: Node, e: Elements) -> None:
    node.add("messages", e.at(1))


def _addition(node: Node, e: Elements) -> None:
    """III."""
    node.add("additions", Addition(e.at(1), e.at(2), e.at(3), e.at(4)))


def _bracket(node: Node, e: Elements) -> None:
    """LS and LE: parties stand between them; what follows is the benefit's again."""
    e.expects(1, "2120")
    node.party = None


BENEFIT = Kind(
    Benefit,
    opening=_benefit,
    takers=takers.PARTY
    | {
        "HSD": _delivery,
        "DTP": takers.dates("dates"),
        "AAA": rejection,
        "MSG": _message,
        "III": _addition,
        "LS": _bracket,
        "LE": _bracket,
    },
    crowd="entities",
)
QUESTION = Kind(
    Question,
    opening=_question,
    takers={
        "AMT": takers.amount,
        "III": _addition,
        "REF": takers.reference,
        "DTP": takers.dates("dates"),
    },
)
