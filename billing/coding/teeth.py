"""Teeth by their universal names: where they stand, which kind they are, what surfaces they have.

Permanent 1 to 32, primary A to T; supernumerary teeth are 51 to 82 and AS to TS, each beside the
tooth it is named after.
"""

from enum import StrEnum
from functools import cache

PERMANENT = tuple(str(n) for n in range(1, 33))
PRIMARY = tuple("ABCDEFGHIJKLMNOPQRST")
EXTRA_PERMANENT = tuple(str(n) for n in range(51, 83))
EXTRA_PRIMARY = tuple(f"{letter}S" for letter in PRIMARY)
TEETH = frozenset((*PERMANENT, *PRIMARY, *EXTRA_PERMANENT, *EXTRA_PRIMARY))
FRONT = frozenset((*(str(n) for n in (*range(6, 12), *range(22, 28))), *"CDEFGHMNOPQR"))
PREMOLARS = frozenset(str(n) for n in (4, 5, 12, 13, 20, 21, 28, 29))
WISDOM = frozenset(("1", "16", "17", "32"))
QUADRANTS = {"UR": "10", "UL": "20", "LL": "30", "LR": "40"}  # with their oral cavity areas
SURFACES_FRONT, SURFACES_BACK = frozenset("MDIFBLV"), frozenset("MDOBFLV")


class Kind(StrEnum):
    INCISOR_OR_CANINE = "front"
    PREMOLAR = "premolar"
    MOLAR = "molar"


def is_tooth(tooth: str) -> bool:
    return tooth in TEETH


def beside(tooth: str) -> str:
    """The regular tooth a supernumerary one is named after; itself for a regular one."""
    if tooth in EXTRA_PERMANENT:
        return str(int(tooth) - 50)
    return tooth[0] if tooth in EXTRA_PRIMARY else tooth


def is_primary(tooth: str) -> bool:
    return beside(tooth) in PRIMARY


def kind_of(tooth: str) -> Kind:
    """Raises KeyError for what is no tooth."""
    if tooth not in TEETH:
        raise KeyError(tooth)
    regular = beside(tooth)
    if regular in FRONT:
        return Kind.INCISOR_OR_CANINE
    return Kind.PREMOLAR if regular in PREMOLARS else Kind.MOLAR


@cache
def quadrant_of(tooth: str) -> str:
    """UR, UL, LL or LR; "" for what is no tooth."""
    if tooth not in TEETH:
        return ""
    regular = beside(tooth)
    place = PRIMARY.index(regular) // 5 if regular in PRIMARY else (int(regular) - 1) // 8
    return list(QUADRANTS)[place]


def arch_of(tooth: str) -> str:
    """U or L; "" for what is no tooth."""
    return quadrant_of(tooth)[:1]


def surfaces_of(tooth: str) -> frozenset[str]:
    """Those a tooth of its kind has: an edge in front, a chewing face behind."""
    return SURFACES_FRONT if beside(tooth) in FRONT else SURFACES_BACK


def counted(surfaces: str) -> int:
    """How many different surfaces are named; B, F and V are one side."""
    return len(set(surfaces.replace("F", "B").replace("V", "B")))
