"""A value that is still being read: what its loop can hold, and what was found of it so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import msgspec

from billing.x12.elements import Elements
from billing.x12.elements835 import REPEATS_MAX, BadElement
from billing.x12.parties import Party
from billing.x12.seen835 import CLAIMS_MAX

ANY = "*"


class PartyDraft(dict[str, Any]):
    """The party last named, still open for its address and its numbers."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A loop: which value it makes, which segments it takes and which ones open a loop in it.

    `slots` says in which field the party of an NM1 goes, by entity; ANY takes the first of any
    entity. Parties without a slot go into `crowd`. `required` names a field that must be there,
    and the segment that tells it. Segments of `closing` end the loops that are open in it.
    """

    makes: type[msgspec.Struct]
    takers: Mapping[str, "Taker"]
    opening: "Taker | None" = None
    opens: Mapping[str, tuple[str, "Kind"]] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    crowd: str = "parties"
    required: tuple[str, str] | None = None
    closing: Mapping[str, "Taker"] = field(default_factory=dict)


class Node:
    """One loop of one file. `place` and `at` say where it opened."""

    __slots__ = ("at", "fields", "kind", "parent", "party", "place")

    def __init__(self, kind: Kind, parent: "Self | None", place: int, at: int) -> None:
        self.kind, self.parent, self.place, self.at = kind, parent, place, at
        self.fields: dict[str, Any] = {}
        self.party: PartyDraft | None = None

    def tell(self, **fields: object) -> None:
        self.fields |= fields

    def add(self, name: str, *values: object, most: int = REPEATS_MAX) -> None:
        """To a tuple of the value. Raises BadElement beyond `most`."""
        there: list[object] = self.fields.setdefault(name, [])
        there += values
        if len(there) > most:
            raise BadElement("TOO_MANY", f"Over {most:,} {name} stand in one loop.")

    def child(self, name: str, kind: Kind, place: int, at: int) -> "Node":
        opened = Node(kind, self, place, at)
        self.add(name, opened, most=CLAIMS_MAX)
        return opened

    def names(self, entity: str) -> PartyDraft:
        """A party begins. Raises BadElement where its field is taken."""
        slots = self.kind.slots
        slot = slots.get(entity) or (slots.get(ANY) if not self._has_any() else None)
        self.party = PartyDraft(entity=entity)
        if slot is None:
            self.add(self.kind.crowd, self.party)
        elif slot in self.fields:
            raise BadElement("TOO_MANY", f"NM1*{entity} stands twice in one loop.")
        else:
            self.fields[slot] = self.party
        return self.party

    def holds(self, name: str) -> bool:
        return name in self.kind.makes.__struct_fields__

    def built(self) -> Any:  # noqa: ANN401  # whatever its kind makes
        return self.kind.makes(**{name: _built(value) for name, value in self.fields.items()})

    def _has_any(self) -> bool:
        return self.kind.slots.get(ANY) in self.fields


Taker = Callable[[Node, Elements], None]


def _built(value: Any) -> Any:  # noqa: ANN401  # a field of any kind
    if isinstance(value, list):
        return tuple(map(_built, value))
    if isinstance(value, Node):
        return value.built()
    if isinstance(value, PartyDraft):
        return Party(**{name: _built(said) for name, said in value.items()})
    return value
