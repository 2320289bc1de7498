"""Edits: pairs and limits of codes as data, by payer and with dates, and packs of them. Pure.

The rules that read them stand in `rules/bundling` and `rules/history`, one for each `kind`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

import msgspec

from billing.coding.arches import arch_of_code
from billing.coding.codes import Codes, codes
from billing.coding.teeth import arch_of, quadrant_of

Kind = Literal[
    "same_day_conflict",
    "mutually_exclusive",
    "bundled_into",
    "requires_same_day",
    "requires_same_claim",
    "requires_prior",
    "requires_no_prior",
    "frequency",
    "sequence",
    "quantity",
    "downcode",
    "age",
    "tooth_type",
    "attachment",
    "narrative",
    "combine",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Scope = Literal["patient", "tooth", "surface", "quadrant", "arch", "provider", "claim"]


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """`a` is the code that is questioned, `b` the other one, both as `billing.coding.codes` reads.

    The window is `days`, `months`, or `lifetime`; none of them means the same day. `count` is a
    limit's or a quantity's. `says` is why, in our own words; `carc` what it is usually denied with.
    `evidence` tells a document that was read from usual practice; `off` takes out a base's edit.
    """

    id: str
    kind: Kind
    a: str
    b: str = ""
    scope: Scope = "patient"
    days: int | None = None
    months: int | None = None
    lifetime: bool = False
    count: int = 1
    age_min: int | None = None
    age_max: int | None = None
    teeth: str = ""
    wants: tuple[str, ...] = ()
    severity: Literal["hold", "warn", "info"] = "warn"
    carc: str = ""
    says: str = ""
    source: str = ""
    from_on: date | None = None
    until: date | None = None
    evidence: Literal["seen", "practice", ""] = ""
    off: bool = False

    def counts_on(self, day: date) -> bool:
        """Whether it is in force for a service of that day; `until` is the last day."""
        after = self.from_on is None or self.from_on <= day
        return after and (self.until is None or day <= self.until)


class Pack:
    """The edits one payer uses, found by the code that is questioned."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = tuple(edits)
        self._asked: list[tuple[Codes, Edit]] = [(codes(edit.a), edit) for edit in self.edits]
        self._known: dict[tuple[str, str], tuple[Edit, ...]] = {}
        self._bits: dict[str, int] = {}

    def on(self, code: str, kind: Kind) -> tuple[Edit, ...]:
        """Edits of one kind that question the code, whatever their dates."""
        known = self._known.get((code, kind))
        if known is None:
            known = tuple(e for asked, e in self._asked if e.kind == kind and code in asked)
            self._known[code, kind] = known
        return known

    def bits(self, code: str) -> int:
        """A bit for each kind, in the order of `KINDS`, that has an edit on the code."""
        known = self._bits.get(code)
        if known is None:
            known = sum(1 << place for place, kind in enumerate(KINDS) if self.on(code, kind))
            self._bits[code] = known
        return known


class Placed(msgspec.Struct, frozen=True):
    """Where a service was done, of a line or of history alike."""

    tooth: str
    surfaces: str
    area: str


def where(code: str, tooth: str, surfaces: str, area: str) -> Placed:
    """A place as told; a code that names its arch stands there even where nobody wrote it."""
    return Placed(tooth, surfaces, area or ARCH_AREAS.get(arch_of_code(code), ""))


def same_place(scope: Scope, one: Placed, other: Placed) -> bool:
    """Whether both are in one tooth, quadrant or arch; where either does not say, they are not."""
    if scope == "tooth":
        return bool(one.tooth) and one.tooth == other.tooth
    if scope == "surface":
        return bool(one.tooth == other.tooth and set(one.surfaces) & set(other.surfaces))
    if scope == "quadrant":
        return _meets(_quadrants(one), _quadrants(other))
    if scope == "arch":
        return _meets(_arches(one), _arches(other))
    return True


ARCH_AREAS = {"U": "01", "L": "02"}
AREA_QUADRANTS = {
    "10": ("UR",),
    "20": ("UL",),
    "30": ("LL",),
    "40": ("LR",),
    "01": ("UR", "UL"),
    "02": ("LL", "LR"),
    "00": ("UR", "UL", "LL", "LR"),
}


def _quadrants(place: Placed) -> set[str]:
    own = quadrant_of(place.tooth)
    return {own} if own else set(AREA_QUADRANTS.get(place.area, ()))


def _arches(place: Placed) -> set[str]:
    own = arch_of(place.tooth)
    return {own} if own else {quadrant[0] for quadrant in _quadrants(place)}


def _meets(one: set[str], other: set[str]) -> bool:
    return bool(one & other)
