"""Reading one 837D transaction into a Submission."""

import msgspec

from billing.x12.body import Body
from billing.x12.claims837 import CLAIM
from billing.x12.delimiters import Delimiters
from billing.x12.levels837 import LEVELS, ROOT
from billing.x12.loops import Loops
from billing.x12.nodes import Node
from billing.x12.submission import Submission


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
