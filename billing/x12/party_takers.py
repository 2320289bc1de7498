"""Segments of parties, which mean the same in every loop: who, where, born when, which numbers."""

from billing.x12.amounts import DAYS
from billing.x12.elements import Elements, NotRead, not_here
from billing.x12.nodes import Node, PartyDraft, Taker
from billing.x12.parties import Reference


def name(node: Node, e: Elements) -> None:
    """NM1."""
    party = node.names(e.at(1))
    party |= {
        "kind": e.at(2),
        "name": e.at(3),
        "first_name": e.at(4),
        "middle_name": e.at(5),
        "prefix": e.at(6),
        "suffix": e.at(7),
        "id_qualifier": e.at(8),
        "id": e.at(9),
    }


def street(node: Node, e: Elements) -> None:
    party = _once(node, e, "address")
    party["address"] = tuple(part for part in e.whole() if part)


def city(node: Node, e: Elements) -> None:
    party = _once(node, e, "city")
    party |= {
        "city": e.at(1),
        "state": e.at(2),
        "postal_code": e.at(3),
        "country": e.at(4),
    }


def contact(node: Node, e: Elements) -> None:
    _open(node, e).setdefault("contacts", []).append(e.whole())


def person(node: Node, e: Elements) -> None:
    """DMG: birth and sex."""
    party = _once(node, e, "sex")
    if e.at(2) and (e.at(1) != "D8" or DAYS[e.at(2)] is None):
        raise NotRead("NO_DAY", "DMG02 is no day.")
    party |= {"born_on": DAYS[e.at(2)], "sex": e.at(3)}


def taxonomy(node: Node, e: Elements) -> None:
    """PRV of the party last named."""
    party = _once(node, e, "taxonomy")
    e.expects(2, "PXC")
    party |= {"provider_role": e.at(1), "taxonomy": e.at(3)}


def reference(node: Node, e: Elements) -> None:
    """REF: of the party last named; before any, of the loop."""
    told = Reference(e.at(1), e.at(2), e.at(3))
    if node.party is not None:
        node.party.setdefault("references", []).append(told)
    elif node.holds("references"):
        node.add("references", told)
    else:
        raise not_here(e)


def _open(node: Node, e: Elements) -> PartyDraft:
    if node.party is None:
        raise not_here(e)
    return node.party


def _once(node: Node, e: Elements, field: str) -> PartyDraft:
    party = _open(node, e)
    if field in party:
        raise not_here(e)
    return party


PARTY: dict[str, Taker] = {
    "NM1": name,
    "N3": street,
    "N4": city,
    "PER": contact,
    "REF": reference,
    "DMG": person,
    "PRV": taxonomy,
}
