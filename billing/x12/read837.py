"""Reading one 837D transaction into a Submission."""

import msgspec

from billing.x12 import takers
from billing.x12.amounts import DAYS
from billing.x12.body import Body
from billing.x12.claims837 import CLAIM
from billing.x12.covers837 import subscriber
from billing.x12.delimiters import Delimiters
from billing.x12.elements import Elements, NotRead
from billing.x12.loops import Level, Loops
from billing.x12.nodes import Kind, Node
from billing.x12.submission import BillingProvider, Patient, Submission, Subscriber


def read_submission(
    body: Body, found: Delimiters, control: str, version: str, offset: int
) -> Submission:
    """`body` is what follows ST, with its SE. Raises X12Error."""
    loops = Loops(body, found, LEVELS)
    root = Node(ROOT, None, 0, 0)
    root.tell(reference="", version=version, control=control, offset=offset)
    loops.read(root)
    for claim in loops.opened:
        if claim.kind is CLAIM and claim.fields["charge_cents"] != _charged(claim):
            loops.warn("CLM02", "CLM02 is not the sum of SV302.", claim)
    told: Submission = root.built()
    return msgspec.structs.replace(told, warnings=tuple(loops.warnings))


def _charged(claim: Node) -> int:
    cents: list[int] = [line.fields["charge_cents"] for line in claim.fields.get("lines", ())]
    return sum(cents)


def opens_set(node: Node, e: Elements) -> None:
    """BHT, of an 837 or a 27x."""
    takers.once(node, e, "purpose")
    created_on = DAYS[e.at(4)]
    if e.at(4) and created_on is None:
        raise NotRead("NO_DAY", "BHT04 is no day.")
    node.tell(
        structure=e.at(1),
        purpose=e.at(2),
        reference=e.at(3),
        created_on=created_on,
        created_time=e.at(5),
        kind=e.at(6),
    )


def _provider(node: Node, e: Elements) -> None:
    """PRV BI stands before the provider's name."""
    if node.party is not None or "taxonomy" in node.fields:
        takers.taxonomy(node, e)
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
    takers=takers.PARTY | {"BHT": opens_set},
    slots={"41": "submitter", "40": "receiver"},
)
PROVIDER = Kind(
    BillingProvider,
    takers=takers.PARTY | {"PRV": _provider, "CUR": _currency},
    slots={"85": "party", "87": "pay_to", "PE": "pay_to_plan"},
)
SUBSCRIBER = Kind(
    Subscriber,
    takers=takers.PARTY | {"SBR": subscriber},
    opens={"CLM": ("claims", CLAIM)},
    slots={"IL": "person", "PR": "payer"},
    required=("responsibility", "SBR"),
)
PATIENT = Kind(
    Patient,
    takers=takers.PARTY | {"PAT": _patient},
    opens={"CLM": ("claims", CLAIM)},
    slots={"QC": "person"},
    required=("relationship", "PAT"),
)
LEVELS = {
    "20": Level("providers", PROVIDER, ROOT),
    "22": Level("subscribers", SUBSCRIBER, PROVIDER),
    "23": Level("patients", PATIENT, SUBSCRIBER),
}
