"""Reading one 276, 277 or 277CA transaction into ClaimStatuses."""

from functools import partial
from typing import Literal

import msgspec

from billing.x12.body import Body
from billing.x12.delimiters import Delimiters
from billing.x12.levels_status import LEVELS, ROOT
from billing.x12.loops import Loops
from billing.x12.nodes import Node
from billing.x12.status_tree import ClaimStatuses


def _read(
    name: Literal["276", "277", "277CA"],
    body: Body,
    found: Delimiters,
    control: str,
    version: str,
    offset: int,
) -> ClaimStatuses:
    """`body` is what follows ST, with its SE. Raises X12Error."""
    loops = Loops(body, found, LEVELS)
    root = Node(ROOT, None, 0, 0)
    root.tell(set=name, reference="", version=version, control=control, offset=offset)
    loops.read(root)
    told: ClaimStatuses = root.built()
    return msgspec.structs.replace(told, warnings=tuple(loops.warnings))


read_status_inquiry = partial(_read, "276")
read_status_answer = partial(_read, "277")
read_claim_acknowledgement = partial(_read, "277CA")
