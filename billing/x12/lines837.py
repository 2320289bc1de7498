"""The loops of a service line of an 837D: LX (2400) and SVD (2430)."""

from billing.x12 import takers
from billing.x12.dental_line import DentalLine, LineAdjudication
from billing.x12.dental_parts import Contract, Tooth
from billing.x12.elements import Elements
from billing.x12.elements835 import BadElement
from billing.x12.nodes import Kind, Node
from billing.x12.party_takers import PARTY

PLACES_MAX = 5  # of composites: areas, surfaces, pointers


def _number(node: Node, e: Elements) -> None:
    """LX01 is the line's place in its claim."""
    parent = node.parent
    assert parent is not None
    e.expects(1, str(len(parent.fields["lines"])))


def _service(node: Node, e: Elements) -> None:
    """SV3."""
    takers.once(node, e, "charge_cents")
    procedure = takers.procedure_of(e, 1)
    if procedure is None:
        raise BadElement("MISSING_ELEMENT", "SV301 is missing.")
    node.tell(
        procedure=procedure,
        charge_cents=e.cents(2),
        place=e.at(3),
        areas=e.filled_parts(4, PLACES_MAX),
        prosthesis=e.at(5),
        quantity=e.at(6),
        diagnosis_pointers=e.filled_parts(11, PLACES_MAX),
    )


def _tooth(node: Node, e: Elements) -> None:
    node.add("teeth", Tooth(e.at(2), e.filled_parts(3, PLACES_MAX), e.at(1)))


def contract(node: Node, e: Elements) -> None:
    """CN1, of a claim or a line."""
    takers.once(node, e, "contract")
    told = Contract(e.at(1), e.cents_or_none(2), e.at(3), e.at(4), e.at(5), e.at(6))
    node.tell(contract=told)


def _adjudicated(node: Node, e: Elements) -> None:
    """SVD."""
    node.tell(
        payer_id=e.at(1),
        paid_cents=e.cents(2),
        procedure=takers.procedure_of(e, 3),
        quantity=e.at(5),
        bundled_into=e.at(6),
    )


ADJUDICATION = Kind(
    LineAdjudication,
    opening=_adjudicated,
    takers={
        "CAS": takers.adjustments,
        "DTP": takers.dates("dates"),
        "AMT": takers.amount,
    },
)
LINE = Kind(
    DentalLine,
    opening=_number,
    takers=PARTY
    | {
        "SV3": _service,
        "TOO": _tooth,
        "DTP": takers.dates("dates"),
        "CN1": contract,
        "AMT": takers.amount,
        "K3": takers.fixed_text,
        "NTE": takers.note,
        "HCP": takers.whole("pricing"),
    },
    opens={"SVD": ("adjudications", ADJUDICATION)},
    required=("charge_cents", "SV3"),
)
