"""The levels of an 837D: billing provider, subscriber and patient, with what each can hold."""

from billing.x12 import takers
from billing.x12.claims837 import CLAIM
from billing.x12.covers837 import subscriber
from billing.x12.elements import Elements
from billing.x12.loops import Level
from billing.x12.nodes import Kind, Node
from billing.x12.openings import opens_set
from billing.x12.party_takers import PARTY, taxonomy
from billing.x12.submission import BillingProvider, Patient, Submission, Subscriber


def _provider(node: Node, e: Elements) -> None:
    """PRV BI stands before the provider's name."""
    if node.party is not None or "taxonomy" in node.fields:
        taxonomy(node, e)
        return
    e.expects(1, "BI")
    e.expects(2, "PXC")
    node.tell(taxonomy=e.at(3))


def _currency(node: Node, e: Elements) -> None:
    takers.once(node, e, "currency")
    e.expects(1, "85")
    node.tell(currency=e.at(2))


def _patient(node: Node, e: Elements) -> None:
    takers.once(node, e, "relationship")
    node.tell(relationship=e.at(1))


ROOT = Kind(
    Submission,
    takers=PARTY | {"BHT": opens_set},
    slots={"41": "submitter", "40": "receiver"},
)
PROVIDER = Kind(
    BillingProvider,
    takers=PARTY | {"PRV": _provider, "CUR": _currency},
    slots={"85": "party", "87": "pay_to", "PE": "pay_to_plan"},
)
SUBSCRIBER = Kind(
    Subscriber,
    takers=PARTY | {"SBR": subscriber},
    opens={"CLM": ("claims", CLAIM)},
    slots={"IL": "person", "PR": "payer"},
    required=("responsibility", "SBR"),
)
PATIENT = Kind(
    Patient,
    takers=PARTY | {"PAT": _patient},
    opens={"CLM": ("claims", CLAIM)},
    slots={"QC": "person"},
    required=("relationship", "PAT"),
)
LEVELS = {
    "20": Level("providers", PROVIDER, ROOT),
    "22": Level("subscribers", SUBSCRIBER, PROVIDER),
    "23": Level("patients", PATIENT, SUBSCRIBER),
}
