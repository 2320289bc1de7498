"""BHT, which opens an 837 or a 27x: its purpose, its number, and when it was made."""

from billing.x12 import takers
from billing.x12.amounts import DAYS
from billing.x12.elements import Elements, NotRead
from billing.x12.nodes import Node


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
