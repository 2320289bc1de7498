"""Segments of a 999: AK1 and AK9 of the group, AK2 and IK5 of a set, IK3, IK4 and CTX of errors."""

from billing.x12 import takers
from billing.x12.acknowledged import Context, Hidden, Spot, Unit
from billing.x12.elements import Elements
from billing.x12.nodes import Node

CODES_MAX = 5


def opens_group(node: Node, e: Elements) -> None:
    """AK1."""
    takers.once(node, e, "group_control")
    node.tell(group_code=e.at(1), group_control=e.at(2), group_version=e.at(3))


def opens_set_answer(node: Node, e: Elements) -> None:
    """AK2."""
    node.tell(set=e.at(1), control=e.at(2), version=e.at(3))


def opens_segment(node: Node, e: Elements) -> None:
    """IK3."""
    node.tell(segment=e.at(1), position=e.whole_number(2), loop=e.at(3), code=e.at(4))


def opens_element(node: Node, e: Elements) -> None:
    """IK4."""
    spot = _spot(e, 1)
    value = e.at(4)
    node.tell(
        spot=spot or Spot(0),
        reference=e.at(2),
        code=e.at(3),
        bad_value=Hidden(value) if value else None,
    )


def context(node: Node, e: Elements) -> None:
    """CTX."""
    told = Context(_units(e), e.at(2), e.whole_number(3), e.at(4), _spot(e, 5), e.at(6))
    node.add("contexts", told)


def verdict_of_set(node: Node, e: Elements) -> None:
    """IK5; some write the AK5 of a 997."""
    _verdict(node, e, 1)
    node.tell(codes=_codes(e, 2))


def verdict_of_group(node: Node, e: Elements) -> None:
    """AK9."""
    _verdict(node, e, 1)
    node.tell(
        included=e.whole_number(2),
        received=e.whole_number(3),
        accepted=e.whole_number(4),
        codes=_codes(e, 5),
    )


def _verdict(node: Node, e: Elements, place: int) -> None:
    takers.once(node, e, "verdict")
    node.tell(verdict=e.at(place))


def _codes(e: Elements, first: int) -> tuple[str, ...]:
    told = (e.at(place) for place in range(first, first + CODES_MAX))
    return tuple(code for code in told if code)


def _units(e: Elements) -> tuple[Unit, ...]:
    return tuple(Unit(*parts[:2]) for parts in e.repeated_parts(1, 2))


def _spot(e: Elements, place: int) -> Spot | None:
    """None where it is empty. Raises BadElement."""
    element, component, repeat = (e.number(place, part) for part in e.parts(place, 3))
    if element is None and component is None and repeat is None:
        return None
    return Spot(element or 0, component, repeat)
