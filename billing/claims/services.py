"""A service as a claim asks for it: of the practice's system, or a draft of ours. Pure."""

from dataclasses import dataclass
from datetime import date

from billing.coding.teeth import QUADRANTS

ARCHES = {"U": "01", "L": "02"}
SEXTANTS = {str(number): f"{number + 2:02d}" for number in range(1, 7)}
MOUTH = "00"
SURFACES_MAX, TEETH_MAX = 5, 100

COLUMNS = (
    "source_key", "procedure_key", "code", "label", "tooth", "surfaces", "charge_cents",
    "served_on", "quantity", "area", "teeth", "prosthesis", "prior_placed_on", "diagnoses",
    "is_emergency",
)  # fmt: skip
"""What a line of ours takes over as it is told; both kinds of services and the row have them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the mouth: `area` is an oral cavity code, `teeth` have commas between them."""

    tooth: str = ""
    surfaces: str = ""
    area: str = ""
    teeth: str = ""


def place_of(tooth: str, tooth_range: str, surfaces: str, kind: str) -> Place:
    """Practice systems write quadrants, sextants and arches where surfaces stand.

    `kind` is the area of the code; what is no area of its kind is left as it was written.
    """
    told = surfaces.strip().upper()
    areas = {"quadrant": QUADRANTS, "sextant": SEXTANTS, "arch": ARCHES}.get(kind)
    area = (areas or {}).get(told, "") or (QUADRANTS.get(told, "") if not tooth else "")
    if kind == "mouth" and not told:
        area = MOUTH
    teeth = ",".join(tooth_range.replace(" ", "").split(","))[:TEETH_MAX]
    return Place(tooth, surfaces[:SURFACES_MAX], area, teeth)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One line to be opened. Without a day it is planned and asks for no money."""

    code: str
    charge_cents: int
    served_on: date | None
    control_number: str = ""
    label: str = ""
    tooth: str = ""
    surfaces: str = ""
    source_key: str = ""
    procedure_key: str = ""
    quantity: int = 1
    area: str = ""
    teeth: str = ""
    prosthesis: str = ""
    prior_placed_on: date | None = None
    diagnoses: str = ""
    is_emergency: bool = False
    slot: str = ""
