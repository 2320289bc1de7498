"""Reading one 999 transaction into an Acknowledgement."""

import msgspec

from billing.x12.acknowledged import ElementError
from billing.x12.acknowledgement import Acknowledgement, SegmentError, SetAnswer
from billing.x12.body import Body
from billing.x12.delimiters import Delimiters
from billing.x12.errors import X12Error
from billing.x12.loops import Loops
from billing.x12.nodes import Kind, Node
from billing.x12.takers999 import (
    context,
    opens_element,
    opens_group,
    opens_segment,
    opens_set_answer,
    verdict_of_group,
    verdict_of_set,
)


def read_acknowledgement(
    body: Body, found: Delimiters, control: str, version: str, offset: int
) -> Acknowledgement:
    """`body` is what follows ST, with its SE. Raises X12Error, also where AK1 is missing."""
    loops = Loops(body, found, {})
    root = Node(ROOT, None, 0, 0)
    root.tell(version=version, control=control, offset=offset)
    loops.read(root)
    if "group_control" not in root.fields:
        raise X12Error("MISSING_SEGMENT", "AK1 is missing.", offset, body.first - 1)
    if "verdict" not in root.fields:
        loops.warn("MISSING_SEGMENT", "AK9 is missing: nothing is said of the group.")
    if f"{found.terminator}AK5{found.element}" in body.text:
        loops.warn("OLD_SEGMENT", "AK5 of the 997 was read as IK5.")
    told: Acknowledgement = root.built()
    return msgspec.structs.replace(told, warnings=tuple(loops.warnings))


ELEMENT = Kind(ElementError, opening=opens_element, takers={"CTX": context})
SEGMENT = Kind(
    SegmentError,
    opening=opens_segment,
    takers={"CTX": context},
    opens={"IK4": ("elements", ELEMENT)},
)
SET = Kind(
    SetAnswer,
    opening=opens_set_answer,
    takers={},
    opens={"IK3": ("errors", SEGMENT)},
    closing={"IK5": verdict_of_set, "AK5": verdict_of_set},
)
ROOT = Kind(
    Acknowledgement,
    takers={"AK1": opens_group},
    opens={"AK2": ("sets", SET)},
    closing={"AK9": verdict_of_group},
)
