"""Reading one 270 or 271 transaction into an Eligibility."""

from typing import Literal

import msgspec

from billing.x12 import takers
from billing.x12.benefits27x import BENEFIT, QUESTION, rejection
from billing.x12.body import Body
from billing.x12.delimiters import Delimiters
from billing.x12.elements import Elements
from billing.x12.eligibility import Eligibility, Member, Receiver, Source, Trace
from billing.x12.loops import Level, Loops
from billing.x12.nodes import ANY, Kind, Node
from billing.x12.openings import opens_set
from billing.x12.party_takers import PARTY


def read_inquiry(
    body: Body, found: Delimiters, control: str, version: str, offset: int
) -> Eligibility:
    """A 270: `body` is what follows ST, with its SE. Raises X12Error."""
    return _read("270", Loops(body, found, LEVELS), control, version, offset)


def read_answer(
    body: Body, found: Delimiters, control: str, version: str, offset: int
) -> Eligibility:
    """A 271, as `read_inquiry`."""
    return _read("271", Loops(body, found, LEVELS), control, version, offset)


def _read(
    name: Literal["270", "271"], loops: Loops, control: str, version: str, offset: int
) -> Eligibility:
    root = Node(ROOT, None, 0, 0)
    root.tell(set=name, reference="", version=version, control=control, offset=offset)
    loops.read(root)
    told: Eligibility = root.built()
    return msgspec.structs.replace(told, warnings=tuple(loops.warnings))


def _trace(node: Node, e: Elements) -> None:
    """TRN."""
    node.add("traces", Trace(e.at(1), e.at(2), e.at(3), e.at(4)))


ROOT = Kind(Eligibility, takers={"BHT": opens_set})
SOURCE = Kind(Source, takers=PARTY | {"AAA": rejection}, slots={ANY: "party"})
RECEIVER = Kind(Receiver, takers=PARTY | {"AAA": rejection}, slots={ANY: "party"})
MEMBER = Kind(
    Member,
    takers=PARTY
    | {
        "TRN": _trace,
        "INS": takers.whole("insurance"),
        "HI": takers.diagnoses,
        "DTP": takers.dates("dates"),
        "AAA": rejection,
    },
    opens={"EQ": ("questions", QUESTION), "EB": ("benefits", BENEFIT)},
    slots={ANY: "person"},
)
LEVELS = {
    "20": Level("sources", SOURCE, ROOT),
    "21": Level("receivers", RECEIVER, SOURCE),
    "22": Level("subscribers", MEMBER, RECEIVER),
    "23": Level("dependents", MEMBER, MEMBER),
}
