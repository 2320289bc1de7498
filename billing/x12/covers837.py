"""Who is insured, in an 837D: SBR of the claims' own payer (2000B) and of others (2320)."""

from billing.x12 import takers
from billing.x12.elements import Elements
from billing.x12.nodes import Kind, Node
from billing.x12.other_cover import OtherSubscriber
from billing.x12.party_takers import PARTY


def subscriber(node: Node, e: Elements) -> None:
    """SBR."""
    takers.once(node, e, "responsibility")
    node.tell(
        responsibility=e.at(1),
        relationship=e.at(2),
        group_number=e.at(3),
        group_name=e.at(4),
        insurance_type=e.at(5),
        filing_indicator=e.at(9),
    )


def _terms(node: Node, e: Elements) -> None:
    """OI."""
    takers.once(node, e, "release")
    node.tell(benefits_assigned=e.at(3), patient_signature=e.at(4), release=e.at(6))


OTHER_SUBSCRIBER = Kind(
    OtherSubscriber,
    opening=subscriber,
    takers=PARTY
    | {
        "CAS": takers.adjustments,
        "AMT": takers.amount,
        "OI": _terms,
        "MOA": takers.whole("outpatient"),
        "DTP": takers.dates("payer_dates"),
    },
    slots={"IL": "person", "PR": "payer"},
)
