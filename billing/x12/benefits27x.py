"""The loops under a member of a 270 or 271: EQ, what is asked, and EB, what is answered."""

from billing.x12 import takers
from billing.x12.benefits import Addition, Benefit, Delivery, Question, Rejection
from billing.x12.elements import Elements
from billing.x12.nodes import Kind, Node
from billing.x12.party_takers import PARTY, reference
from billing.x12.shares import thousandths_of

POINTERS_MAX = 4


def rejection(node: Node, e: Elements) -> None:
    """AAA."""
    node.add("rejections", Rejection(e.at(1), e.at(3), e.at(4)))


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
    takers=PARTY
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
        "REF": reference,
        "DTP": takers.dates("dates"),
    },
)
