"""Codes that name their arch by themselves, and what area codes cover."""

from billing.coding.codes import codes
from billing.coding.teeth import QUADRANTS, arch_of

UPPER = codes(
    "D0366 D1516 D1526 D1551 D1557 D5110 D5130 D5211 D5213 D5221 D5223 D5225 D5227 D5282 D5410"
    " D5421 D5512 D5612 D5622 D5670 D5710 D5720 D5730 D5740 D5750 D5760 D5810 D5820 D5850 D5863"
    " D5864"
    " D6110 D6112 D6114 D6116 D7472 D8696 D8698 D8701 D8703"
)
LOWER = codes(
    "D0365 D1517 D1527 D1552 D1558 D5120 D5140 D5212 D5214 D5222 D5224 D5226 D5228 D5283 D5411"
    " D5422 D5511 D5611 D5621 D5671 D5711 D5721 D5731 D5741 D5751 D5761 D5811 D5821 D5851 D5865"
    " D5866"
    " D6111 D6113 D6115 D6117 D7473 D8697 D8699 D8702 D8704"
)
ARCHES = f"{UPPER.written} {LOWER.written}"
# Oral cavity areas (JO list of the 837D): mouth, arches, sextants, other, quadrants.
AREAS = frozenset(
    ["00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20", "30", "40"]
)
QUADRANT_AREAS = frozenset(QUADRANTS.values())
UPPER_AREAS, LOWER_AREAS = (
    frozenset(["01", "03", "04", "05", "10", "20"]),
    frozenset(["02", "06", "07", "08", "30", "40"]),
)


def arch_of_code(code: str) -> str:
    """U or L; "" where the code is for either."""
    if code in UPPER:
        return "U"
    return "L" if code in LOWER else ""


def arch_of_area(area: str) -> str:
    """U or L; "" for what covers both or is no area."""
    if area in UPPER_AREAS:
        return "U"
    return "L" if area in LOWER_AREAS else ""


def arch_of_place(area: str, teeth: tuple[str, ...]) -> str:
    """By the area, else by teeth that all stand in one arch; "" where neither says."""
    if area:
        return arch_of_area(area)
    found = {arch_of(tooth) for tooth in teeth}
    return found.pop() if len(found) == 1 else ""
