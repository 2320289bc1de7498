"""What one EB is about: codes, a class, a network; and the origin of what it says."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from billing.coding.codes import ONE
from billing.eligibility.benefits import Network, Origin
from billing.eligibility.classes import class_of_type
from billing.x12.benefits import Benefit

SURE, LIKELY, LOW = 95, 70, 40
NETWORKS: dict[str, tuple[Network, ...]] = {
    "Y": ("in",), "N": ("out",), "W": ("in", "out"), "": ("",), "U": ("",),
}  # fmt: skip


class Place(NamedTuple):
    codes: str
    service_class: str
    network: Network


class Numbered(NamedTuple):
    """An EB and which one it is, counted from 1."""

    number: int
    told: Benefit
    said_on: date

    def origin(self, confidence: int = SURE) -> Origin:
        """Of a field this EB tells; what the network is unknown of is a little less sure."""
        where = f"EB {self.number}"
        return Origin(source="271", said_on=self.said_on, confidence=confidence, where=where)


def places(told: Benefit) -> Iterator[Place]:
    """Each class or code in each network: kept apart, never mixed."""
    for network in NETWORKS.get(told.in_network, ("",)):
        if told.procedure is not None:
            if told.procedure.qualifier == "AD" and ONE.fullmatch(told.procedure.code):
                yield Place(told.procedure.code, "", network)
            continue
        for name in _classes(told):
            yield Place("", name, network)


def _classes(told: Benefit) -> list[str]:
    """A line without a service type speaks of the plan; of other services we keep nothing."""
    if not told.service_types:
        return [""]
    named = [class_of_type(one) for one in told.service_types]
    return list(dict.fromkeys(name for name in named if name is not None))


def is_plain(told: Benefit) -> bool:
    """Said with codes alone: no text may turn its meaning."""
    return not told.messages
